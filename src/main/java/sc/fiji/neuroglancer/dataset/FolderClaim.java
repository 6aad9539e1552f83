package sc.fiji.neuroglancer.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sc.fiji.neuroglancer.store.AppendLog;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Keeps a second export out of a folder: one of this program by a list, one of another program by a lock on the file
 * {@code .NAME.lock} beside the folder. The system releases the lock when a program ends in any way; a file
 * that is left behind does no harm.
 *
 * <p>On a network drive the lock also keeps out other computers if the drive supports locks. If it does not, or the
 * file cannot be created, only exports of this program are kept out.
 */
final class FolderClaim implements Closeable {

    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path file;
    private AppendLog log; // stays empty

    /**
     * Claims a folder, which need not exist.
     *
     * @throws InputException if another export has it
     */
    FolderClaim(final Path folder) {
        this.folder = folder;
        file = folder.resolveSibling("." + folder.getFileName() + ".lock");
        if (!CLAIMED.add(folder)) throw taken();
        boolean held = false;
        try {
            lock();
            held = true;
        } finally {
            if (!held) close();
        }
    }

    private InputException taken() {
        return new InputException(
                "Another export to {} is running: wait for it to finish, stop it, or choose another name.", folder);
    }

    /**
     * Locks the file, if its parent folder exists by now.
     *
     * @throws InputException if another export has it
     */
    void lock() {
        try {
            while (log == null && Files.isDirectory(file.getParent())) {
                log = locked();
                if (!Files.exists(file)) unlock(); // the previous owner has just deleted it
            }
        } catch (final IOException e) {
            // the export itself reports a folder that it cannot write to, and some drives have no locks
            removeFile();
        }
    }

    private AppendLog locked() throws IOException {
        final AppendLog opened = AppendLog.open(file);
        boolean locked = false;
        try {
            locked = opened.lock();
        } finally {
            if (!locked) opened.close();
        }
        if (!locked) throw taken();
        return opened;
    }

    /** Releases the folder. */
    @Override
    public void close() {
        if (log != null) removeFile(); // still locked, so no one else has it
        unlock();
        CLAIMED.remove(folder);
    }

    private void removeFile() {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            // a file that stays does no harm
        }
    }

    private void unlock() {
        try (AppendLog held = log) {
            log = null;
        } catch (final IOException e) {
            // nothing was written to it
        }
    }
}
