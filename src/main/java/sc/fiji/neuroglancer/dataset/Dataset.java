package sc.fiji.neuroglancer.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.WriteSession;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * The place of a dataset, and what state an earlier export left it in. All but {@link #attend} and {@link #shown} is
 * for the job that attend runs.
 */
public abstract class Dataset implements WriteSession {

    /** Work on a dataset. */
    @FunctionalInterface
    public interface Job<T> {
        T run() throws IOException;
    }

    /**
     * Runs a job; one at a time.
     *
     * @throws InputException when another program is at work on this dataset
     * @throws java.util.concurrent.CancellationException as soon as the monitor was canceled, whatever is waited for
     */
    public abstract <T> T attend(Monitor monitor, Job<T> job) throws IOException;

    /**
     * Keeps other exports away until the job has ended, before it looks at what is there in order to write.
     *
     * @throws InputException when another export is at work on this dataset
     */
    public abstract void claim();

    /** Where it is, for messages. */
    public abstract String shown();

    /** Remembers which slabs are stored. */
    public abstract Path journalFile();

    /** A file on this computer for planes that do not fit in memory. */
    public abstract Path scratchFile(int level, int channel);

    /** Deletes what only an export that was killed leaves: scratch files, and the journal of a complete one. */
    public abstract void deleteLeftovers() throws IOException;

    /** Bytes that there is room for; empty when that is unknown. */
    public abstract OptionalLong freeBytes();

    /** Bytes that there is room for where scratch files go; empty when that is unknown. */
    public OptionalLong scratchRoom() {
        return new DirectoryStore(scratchFile(0, 0).getParent()).freeBytes();
    }

    /** Whether there is nothing in its place, or only what an export left that stored nothing. */
    public abstract boolean isAbsent() throws IOException;

    /** Whether it is a Zarr group that viewers can see. */
    public abstract boolean isComplete() throws IOException;

    /** Whether what is there is known to be of an export that stopped. */
    abstract boolean isLeftover() throws IOException;

    /** The journal's beginning, if it is about what is there; else {@link Journal.Header#NONE}. */
    abstract Journal.Header journal() throws IOException;

    /**
     * Deletes what is there, if it is a dataset, so that nobody sees half of it.
     *
     * @throws InputException when it is anything else
     */
    public abstract void replace() throws IOException;

    /** Deletes all that is there; viewers never see half of it. */
    public abstract void clear() throws IOException;

    /** A new export has failed and nothing of it can be resumed. */
    public abstract void discard() throws IOException;

    /** Ends at once what is under way to the store: a worker failed, or the job was canceled. */
    public abstract void abort();

    /** How many files may be under way besides those that are being encoded, given how large one can be. */
    public abstract int sendAhead(long fileBytes);

    /** Heap for them, in bytes. */
    public abstract long sendAheadBytes();

    /** Whether it takes long to look at all files. */
    public abstract boolean isRemote();

    /** What journal and scratch files could not do has no sentence for the user yet. */
    public abstract IOException explained(IOException failure);

    /** The beginning of the journal that an interrupted export left. */
    public final Journal.Header interrupted() throws IOException {
        return isComplete() ? Journal.Header.NONE : journal();
    }

    /** The fingerprint of a complete export of ours, or empty. */
    public final String fingerprint() throws IOException {
        return fingerprint(store());
    }

    /** The fingerprint of the complete export of ours that is in a folder, or empty. */
    public static String fingerprint(final ReadableStore store) throws IOException {
        for (final String key : MetadataFiles.ATTRIBUTES) {
            final JsonNode document = ZarrMetadata.read(store, key);
            if (document != null) return OmeMetadata.read(document).metadata("fingerprint");
        }
        return "";
    }

    /** Stops unless there is nothing in its place. */
    public final void requireAbsent() throws IOException {
        if (isAbsent()) return;
        if (interrupted().exists())
            throw new InputException(
                    "There is an unfinished export at {}: {} to continue it, or {} to start over.",
                    shown(),
                    Slot.set("existing", IfExists.RESUME.label()),
                    Slot.set("existing", IfExists.REPLACE.label()));
        throw new InputException(
                "{} exists: choose another {}, or {} to export it again.",
                shown(),
                Slot.key("name"),
                Slot.set("existing", IfExists.REPLACE.label()));
    }

    /** Stops when what is there is neither a Zarr group nor an unfinished export. */
    public final void requireOurs(final String done) throws IOException {
        if (isComplete() || interrupted().exists() || isLeftover()) return;
        throw new InputException(
                "{} exists and is not an OME-Zarr dataset, so it is not {}: choose another {}, or move it away.",
                shown(),
                done,
                Slot.key("name"));
    }
}
