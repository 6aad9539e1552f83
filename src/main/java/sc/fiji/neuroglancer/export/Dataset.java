package sc.fiji.neuroglancer.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/** The folder of a dataset, and what state an earlier export left it in. */
final class Dataset {

    private static final String JOURNAL = ".neuroglancer-export";
    private static final String SCRATCH = ".neuroglancer-scratch-";

    private final Path folder;
    private final DirectoryStore store;

    Dataset(final Path folder) {
        this.folder = folder;
        store = new DirectoryStore(folder);
    }

    DirectoryStore store() {
        return store;
    }

    Path journalFile() {
        return folder.resolve(JOURNAL);
    }

    /** A file for planes that do not fit in memory, on the disk that the dataset goes to. */
    Path scratchFile(final int level, final int channel) {
        return folder.resolve(SCRATCH + level + "-" + channel);
    }

    /** Deletes what only an export that was killed leaves: scratch files, and the journal of a complete one. */
    void deleteLeftovers() throws IOException {
        if (isComplete()) Files.deleteIfExists(journalFile());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SCRATCH + "*")) {
            for (final Path file : files) Files.delete(file);
        }
    }

    /** Whether there is nothing in its place, or only a journal that was killed before its first line. */
    boolean isAbsent() throws IOException {
        if (!Files.exists(folder)) return true;
        if (!Files.isDirectory(folder))
            throw new InputException(folder + " is a file: choose another name, or move it away.");
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.anyMatch(entry -> !entry.equals(journalFile()))) return false;
        }
        return Journal.header(journalFile()).isEmpty();
    }

    /** Whether it is a Zarr group that viewers can see. */
    boolean isComplete() {
        return Files.exists(folder.resolve(".zattrs")) || Files.exists(folder.resolve("zarr.json"));
    }

    /** The beginning of the journal that an interrupted export left. */
    Optional<Journal.Header> interrupted() throws IOException {
        return isComplete() ? Optional.empty() : Journal.header(journalFile());
    }

    /** The fingerprint that a complete export of ours bears. */
    Optional<String> fingerprint() throws IOException {
        for (final String key : ZarrMetadata.groupKeys()) {
            final JsonNode document = ZarrMetadata.read(store, key);
            if (document != null && !key.equals(".zgroup"))
                return OmeMetadata.read(document).metadata("fingerprint");
        }
        return Optional.empty();
    }

    /** Stops unless there is nothing in its place. */
    void demandAbsent() throws IOException {
        if (isAbsent()) return;
        if (interrupted().isPresent())
            throw new InputException("There is an unfinished export at " + folder
                    + ": set existing to Resume to continue it, or to Replace to start anew.");
        throw new InputException(
                folder + " exists: choose another name, or set existing to Replace to export it again.");
    }

    /** Stops when what is there is neither a Zarr group nor an unfinished export. */
    void demandOurs(final String done) throws IOException {
        if (isComplete() || interrupted().isPresent() || Files.exists(journalFile())) return;
        throw new InputException(folder + " exists and is not an OME-Zarr dataset, so it is not " + done
                + ": choose another name, or move it away.");
    }

    /**
     * Deletes what is there, if it is a dataset. It vanishes by one rename first, so nobody sees half of it.
     *
     * @throws InputException when it is anything else
     */
    void replace() throws IOException {
        final DirectoryStore doomed =
                new DirectoryStore(folder.resolveSibling("." + folder.getFileName() + ".deleted"));
        doomed.deleteAll("");
        if (isAbsent()) return;
        demandOurs("replaced");
        Files.move(folder, doomed.root());
        doomed.deleteAll("");
    }
}
