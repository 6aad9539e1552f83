package sc.fiji.neuroglancer.check;

import static sc.fiji.neuroglancer.message.Slot.given;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.dataset.LocalDataset;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Finds out whether a viewer can show a dataset: for a web address, what the browser of a colleague without a login would
 * get; for a folder, whether its files are complete. Reads metadata and a few chunks of each level, also some annotations
 * by their ids and segments, and examines every file of a folder; nothing is written.
 *
 * <p>Memory: one file at a time, at most 64 MiB; of shards, only parts are read.
 */
public final class Check {

    private final CheckOptions options;
    private final Monitor monitor;
    private final Findings findings = new Findings();

    /** @param monitor counts levels */
    public Check(final CheckOptions options, final Monitor monitor) {
        this.options = options;
        this.monitor = monitor;
    }

    /**
     * Runs the job. Problems of the dataset are in the result, not exceptions.
     *
     * @throws InputException when the place is neither a web address nor a folder
     * @throws IOException when a folder cannot be read
     * @throws CancellationException when the monitor was canceled
     */
    public CheckResult run() throws IOException {
        final String place = options.place();
        if (place.contains("#!"))
            throw new InputException(
                    "This is a viewer link: give the address of the data it shows, which follows zarr://"
                            + " or precomputed:// in the viewer's Source tab.");
        final Address address = Address.parse(place);
        if (address instanceof Address.Local) return checkFolder();
        if (address instanceof Address.Web web) return checkAddress(web);
        throw new InputException("Only web addresses and folders can be checked: give the address of the same data"
                + " that begins with https://.");
    }

    private CheckResult checkAddress(final Address.Web web) throws IOException {
        final URI address = WebAddress.parse("address", withoutSecret(web));
        judge(address);
        final WebPlace place = new WebPlace(address, options, findings, monitor);
        final Inspection inspection = new Inspection(place, findings, monitor);
        if (findings.hasError()) return result(address.toString(), inspection);
        try {
            final boolean there = inspection.run();
            place.addRefusals(inspection.found() > 0, !there || findings.hasError());
            inspection.addMissing();
            if (!there) missing("the address", address.toString());
        } catch (final StoreException e) {
            if (!findings.hasError()) throw e;
        }
        return result(address.toString(), inspection);
    }

    /** What follows a {@code ?} is neither sent nor shown. */
    private String withoutSecret(final Address.Web web) {
        if (!web.query().startsWith("?")) return web.uri() + web.query();
        findings.add(Finding.error(
                Problem.SECRET,
                Message.of(
                        "The address contains a ?, which a secret may follow, and viewers cannot read such an address:"
                                + " make the folder public and give the address before the ?.")));
        return web.uri().toString();
    }

    private void judge(final URI address) {
        final boolean secure = address.getScheme().equalsIgnoreCase("https");
        if (WebAddress.isLoopback(address.getHost()))
            findings.add(Finding.note(
                    Problem.LOCAL,
                    Message.of("{} is an address of this computer: other computers cannot reach it.", address)));
        else if (!secure && options.viewer().startsWith("https:"))
            findings.add(Finding.error(
                    Problem.MIXED_CONTENT,
                    Message.of(
                            "Browsers do not let {} read from http: use an https address for the data.",
                            options.viewer())));
    }

    private CheckResult checkFolder() throws IOException {
        final Path folder = Address.path(options.place());
        if (!Files.isDirectory(folder))
            throw new InputException(
                    "The folder {} does not exist: give the folder or the web address of a dataset.", folder);
        final DirectoryStore store = new DirectoryStore(folder);
        final FolderPlace place = new FolderPlace(store);
        final Inspection inspection = new Inspection(place, findings, monitor);
        if (Files.exists(new LocalDataset(folder).journalFile()) && !new LocalDataset(folder).isComplete())
            findings.add(Finding.error(
                    Problem.UNFINISHED,
                    Message.of(
                            "The export to {} was not finished: run it again with {}.",
                            folder,
                            given("existing", "Resume"))));
        else if (!inspection.run()) missing("the folder", folder.toString());
        inspection.addMissing();
        final FileScan files = new FileScan(store, place, inspection, findings, monitor);
        if (inspection.isThere()) files.run();
        return new CheckResult(
                folder.toString(), inspection.what(), "", inspection.found(), files.files(), findings.all());
    }

    private void missing(final String what, final String place) {
        if (findings.hasError()) return;
        findings.add(Finding.error(
                Problem.MISSING,
                Message.of(
                        "There is no dataset at {}: give {} that ends with the dataset's own name, and check that its"
                                + " export and upload were finished.",
                        place,
                        what)));
    }

    private CheckResult result(final String place, final Inspection inspection) {
        return new CheckResult(
                place, inspection.what(), options.viewer(), inspection.found(), inspection.chunks(), findings.all());
    }

    /**
     * Whether a viewer's page gets exactly these bytes of a file, without a login.
     *
     * @param options with the web address of the folder that the file is in
     * @param monitor is told when the server does not answer
     */
    public static boolean isPublic(
            final CheckOptions options, final String key, final byte[] bytes, final Monitor monitor) {
        final Findings findings = new Findings();
        try {
            final URI folder = URI.create(options.place());
            final WebPlace place = new WebPlace(folder, options, findings, monitor);
            return Arrays.equals(bytes, place.read(key).orElse(null)) && !findings.hasError();
        } catch (final StoreException e) {
            return false;
        }
    }
}
