package sc.fiji.neuroglancer.dataset;

import static sc.fiji.neuroglancer.message.Slot.set;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import sc.fiji.neuroglancer.ome.OmeMetadata;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.WriteSession;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * The place of a dataset and the state in which an earlier export left it. Only the job that {@link #attend} runs may
 * call methods other than attend and {@link #shown}.
 */
public abstract class Dataset implements WriteSession {

    /** Work on a dataset. */
    @FunctionalInterface
    public interface Job<T> {
        T run() throws IOException;
    }

    /**
     * Runs a job, one at a time.
     *
     * @throws InputException if another program is writing this dataset
     * @throws java.util.concurrent.CancellationException as soon as the monitor is canceled, even while waiting
     */
    public abstract <T> T attend(Monitor monitor, Job<T> job) throws IOException;

    /**
     * Keeps other exports away until the job has ended; called before the job reads the state of the place.
     *
     * @throws InputException if another export is writing this dataset
     */
    public abstract void claim();

    /** Where it is, for messages. */
    public abstract String shown();

    /** The file that records which slabs are stored. */
    public abstract Path journalFile();

    /** A file on this computer for planes that do not fit in memory. */
    public abstract Path scratchFile(int level, int channel);

    /** Deletes what a killed export left behind: scratch files, and the journal of a complete dataset. */
    public abstract void deleteLeftovers() throws IOException;

    /** Free space in bytes, or {@link DirectoryStore#UNKNOWN}. */
    public abstract long freeBytes();

    /** Free space for scratch files in bytes, or {@link DirectoryStore#UNKNOWN}. */
    public long scratchRoom() {
        return new DirectoryStore(scratchFile(0, 0).getParent()).freeBytes();
    }

    /** Whether the place is empty, or holds only the traces of an export that stored nothing. */
    public abstract boolean isAbsent() throws IOException;

    /** Whether it is a Zarr group that viewers can see. */
    public abstract boolean isComplete() throws IOException;

    /** Whether an interrupted export is known to have left this. */
    abstract boolean isLeftover() throws IOException;

    /** The header of the journal, if it belongs to this dataset; else {@link Journal.Header#NONE}. */
    abstract Journal.Header journal() throws IOException;

    /**
     * Deletes the dataset; viewers never see half of it.
     *
     * @throws InputException if the place holds anything else
     */
    public abstract void replace() throws IOException;

    /** Deletes everything in the place; viewers never see half of it. */
    public abstract void clear() throws IOException;

    /** Removes the traces of a new export that failed before anything could be resumed. */
    public abstract void discard() throws IOException;

    /** Aborts writes in progress after a worker failed or the job was canceled. */
    public abstract void abort();

    /** How many files may be in transit besides those being encoded, given the size of the largest. */
    public abstract int sendAhead(long fileBytes);

    /** Heap for them, in bytes. */
    public abstract long sendAheadBytes();

    /** Whether listing all files takes long. */
    public abstract boolean isRemote();

    /** Turns a failure of the journal or a scratch file into a message for the user. */
    public abstract IOException explained(IOException failure);

    /** The header of the journal that an interrupted export left. */
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

    /** Fails unless the dataset is absent. */
    public final void requireAbsent() throws IOException {
        if (isAbsent()) return;
        if (interrupted().exists())
            throw new InputException(
                    "There is an unfinished export at {}: {} to continue it, or {} to start over.",
                    shown(),
                    set("existing", IfExists.RESUME.label()),
                    set("existing", IfExists.REPLACE.label()));
        throw new InputException(
                "{} already exists. Choose another name, or {}.", shown(), set("existing", IfExists.REPLACE.label()));
    }

    /**
     * Fails if the place holds neither a Zarr group nor an unfinished export.
     *
     * @param done for the message: {@code replaced} or {@code resumed}
     */
    public final void requireOurs(final String done) throws IOException {
        if (isComplete() || interrupted().exists() || isLeftover()) return;
        throw new InputException(
                "{} exists but is not an OME-Zarr dataset, so it was not {}: choose another name, or move it away.",
                shown(),
                done);
    }
}
