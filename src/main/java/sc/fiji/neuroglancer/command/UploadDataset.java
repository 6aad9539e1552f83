package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.upload.Upload;
import sc.fiji.neuroglancer.upload.UploadOptions;
import sc.fiji.neuroglancer.upload.UploadResult;

/** Uploads a dataset to a storage. */
public final class UploadDataset extends Command {

    public static final String LABEL = "Upload to WebDAV for Neuroglancer...";

    /** What to do with a dataset at a storage. */
    static final Key EXISTING = Key.choice(
            "existing",
            List.of(IfExists.RESUME.label(), IfExists.REPLACE.label(), IfExists.FAIL.label()),
            "what to do if the dataset already exists");

    /** Makes the command. */
    public UploadDataset() {
        super(
                LABEL,
                new Shell("upload", "DATASET", "dataset", "uploads a dataset by WebDAV, or continues an upload"),
                Key.folder("dataset", "file or folder to upload"),
                Key.text("address", "", "WebDAV address of the folder to upload it into; empty for the profile's"),
                Key.text("account", "", "name of a storage profile"),
                Key.number("parallel", 8, "initial number of connections"),
                EXISTING,
                Key.flag("verify", true, "compare all files after the upload"));
    }

    @Override
    public Form form(final Desk desk) {
        final Map<String, String> known = Map.of(
                "dataset", LastExport.folder(),
                "account", StoredProfiles.preferred());
        return new Form(this, known, UploadDataset::preview).rememberingAccount();
    }

    /** Tells where others would find the dataset. */
    private static String preview(final Values values) {
        final Profile profile = profile(values);
        final URI seen = profile.publicAddress(options(values, profile).build().target());
        final Message note = Uploadable.note(Address.path(values.text("dataset")));
        return "Others will find it at " + seen + note.in(Voice.DIALOG);
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        if (desk.voice() == Voice.SHELL) requireUsable(values);
        final String dataset = values.text("dataset");
        final Profile profile = profile(values);
        final UploadOptions.Builder builder = options(values, profile);
        final UploadOptions options = builder.signer(profile.signer(address(values, profile), desk.prompt()))
                .build();
        final URI seen = profile.publicAddress(options.target()); // fails before the upload, not after it
        final UploadResult result = new Upload(options, desk.progress()).run();
        LastExport.rememberUpload(dataset.trim(), seen);
        final Message note = Uploadable.note(Address.path(dataset));
        desk.result(Message.of("{}{}", Message.text(summary(result, seen)), note), json(result, seen));
        desk.status(Message.text(
                result.files() == 0 ? "Nothing to upload: all files are there already." : uploaded(result) + "."));
    }

    private static void requireUsable(final Values values) {
        if (values.text("address").isBlank() && values.text("account").isBlank())
            throw new UsageException(
                    "No address is given: give the WebDAV address of a folder as {}, or a profile that has one as {}.",
                    key("address"),
                    key("account"));
        final int parallel = values.number("parallel");
        if (parallel < 1 || parallel > UploadOptions.MAX_PARALLEL)
            throw new UsageException(
                    "{} {} cannot be used: give 1 to {}.", key("parallel"), parallel, UploadOptions.MAX_PARALLEL);
    }

    private static String uploaded(final UploadResult result) {
        return "Uploaded " + Amounts.count(result.files(), "file") + ", " + Amounts.bytes(result.bytes());
    }

    /** One line for the user: files, bytes, rate, public address. */
    private static String summary(final UploadResult result, final URI seen) {
        final String skipped = result.skipped() == 0
                ? ""
                : " " + Amounts.count(result.skipped(), "file") + (result.skipped() == 1 ? " was" : " were")
                        + " there already.";
        return uploaded(result) + ", in " + Amounts.duration(result.seconds()) + rate(result) + "." + skipped
                + " Others find it at " + seen;
    }

    private static String rate(final UploadResult result) {
        if (result.files() == 0) return "";
        final double seconds = Math.max(1e-3, result.seconds());
        return " (" + Math.round(result.files() / seconds) + " files/s, "
                + Amounts.bytes(Math.round(result.bytes() / seconds)) + "/s)";
    }

    private static ObjectNode json(final UploadResult result, final URI seen) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("address", seen.toString())
                .put("uploaded", result.target().toString())
                .put("files", result.files())
                .put("skipped", result.skipped())
                .put("bytes", result.bytes())
                .put("seconds", result.seconds());
    }

    private static Profile profile(final Values values) {
        if (values.text("dataset").isBlank())
            throw new InputException(
                    "There is nothing to upload: give the folder of a dataset, which an export makes.");
        return StoredProfiles.load().choose(values.text("account"), values.text("address"));
    }

    private static URI address(final Values values, final Profile profile) {
        return profile.addressOr(values.text("address"));
    }

    private static UploadOptions.Builder options(final Values values, final Profile profile) {
        return UploadOptions.builder(Address.path(values.text("dataset")), address(values, profile))
                .existing(values.existing())
                .parallel(values.number("parallel"))
                .verify(values.flag("verify"))
                .storage(profile);
    }
}
