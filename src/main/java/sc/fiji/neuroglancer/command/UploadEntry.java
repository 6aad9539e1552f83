package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.net.URI;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.upload.Upload;
import sc.fiji.neuroglancer.upload.UploadOptions;
import sc.fiji.neuroglancer.upload.UploadResult;

/** From the values of {@link UploadKeys} to a job. */
public final class UploadEntry {

    /** What an upload did, and where others find it. Immutable. */
    public static final class Done {
        private final UploadResult result;
        private final URI address;
        private final String note;

        private Done(final UploadResult result, final URI address, final String note) {
            this.result = result;
            this.address = address;
            this.note = note;
        }

        /** What was sent. */
        public UploadResult result() {
            return result;
        }

        /** The public address of the dataset. */
        public URI address() {
            return address;
        }

        /** What was done, in a few words. */
        public String status() {
            return result.files() == 0
                    ? "Nothing to upload: all is there already."
                    : "Uploaded " + Amounts.count(result.files(), "file") + ", " + Amounts.bytes(result.bytes()) + ".";
        }

        /** One line for the user: files, bytes, rate, public address. */
        public String summary() {
            final String there = result.skipped() == 0
                    ? ""
                    : " " + Amounts.count(result.skipped(), "file") + (result.skipped() == 1 ? " was" : " were")
                            + " there already.";
            return "Uploaded " + Amounts.count(result.files(), "file") + ", " + Amounts.bytes(result.bytes()) + ", in "
                    + Amounts.duration(result.seconds()) + rate() + "." + there + " Others find it at " + address
                    + note;
        }

        private String rate() {
            if (result.files() == 0) return "";
            final double seconds = Math.max(1e-3, result.seconds());
            return " (" + Math.round(result.files() / seconds) + " files/s, "
                    + Amounts.bytes(Math.round(result.bytes() / seconds)) + "/s)";
        }
    }

    private UploadEntry() {}

    /**
     * Uploads a dataset.
     *
     * @param dataset file or folder
     * @param prompt asks for a login when there is no other
     * @throws InputException when a value cannot be used
     * @throws IOException when the storage fails; the message says what to do
     */
    public static Done run(final String dataset, final Values values, final Prompt prompt, final Monitor monitor)
            throws IOException {
        requireDataset(dataset);
        final Profile profile = Storages.profile(values.text("account"), values.text("address"));
        final URI address = Storages.address(profile, values.text("address"));
        final UploadOptions options = options(dataset, address, values, profile)
                .credentials(Storages.credentials(profile, address, prompt))
                .build();
        final URI seen = profile.publicAddress(options.target()); // fails before the upload, not after
        final UploadResult result = new Upload(options, monitor).run();
        LastExport.rememberUpload(dataset.trim(), seen);
        return new Done(result, seen, Uploadable.note(Address.path(dataset)));
    }

    /**
     * Tells where others would find the dataset.
     *
     * @throws InputException when a value cannot be used
     */
    static String preview(final Values values) {
        final String dataset = values.text("dataset");
        requireDataset(dataset);
        final Profile profile = Storages.profile(values.text("account"), values.text("address"));
        final URI address = Storages.address(profile, values.text("address"));
        final UploadOptions options = options(dataset, address, values, profile).build();
        return "Others will find it at " + profile.publicAddress(options.target())
                + Uploadable.note(Address.path(dataset));
    }

    private static void requireDataset(final String dataset) {
        if (dataset.isBlank())
            throw new InputException(
                    "There is nothing to upload: give the folder of a dataset, which an export makes.");
    }

    private static UploadOptions.Builder options(
            final String dataset, final URI address, final Values values, final Profile profile) {
        return UploadOptions.builder(Address.path(dataset), address)
                .existing(IfExists.byName(values.text("existing")))
                .parallel(values.number("parallel"))
                .verify(values.flag("verify"))
                .storage(profile);
    }
}
