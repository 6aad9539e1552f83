package sc.fiji.neuroglancer.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import sc.fiji.neuroglancer.store.AppendLog;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Records which files a server has confirmed, so that a copy can continue after any interruption. It is a hint, not
 * proof: its records are compared with what the server lists.
 *
 * <p>An append-only text file for each target, locked while in use. The first line names the format, the second is a
 * hash of the source. Then follow lines of 16 hex digits, each the hash of a file's key, size and time, and words for
 * steps of the copy as a whole. It holds no names, addresses or secrets. An incomplete last line is ignored. About 12
 * bytes of heap per line.
 */
public final class CopyJournal implements Closeable {

    private static final String MAGIC = "neuroglancer-upload-1";
    private static final String SUFFIX = ".journal";
    private static final String BEGUN = "begun";
    private static final String CLEARED = "cleared";
    private static final String DONE = "done";
    private static final int HEX = 16;

    private final AppendLog log;
    private final String source;
    private final LongSet sent = new LongSet();
    private boolean foreign; // the file belongs to another source until the first record is added
    private boolean begun;
    private boolean cleared;
    private boolean done;

    private CopyJournal(final AppendLog log, final String source) {
        this.log = log;
        this.source = source;
    }

    /**
     * Opens the journal of a target. The journal of another source counts as empty; the first record replaces it.
     *
     * @param folder of all journals; created if necessary
     * @throws InputException when another copy or export to this target is in progress
     */
    public static CopyJournal open(final Path folder, final String target, final String source) throws IOException {
        Files.createDirectories(folder);
        final AppendLog log = AppendLog.open(folder.resolve(hash(target) + SUFFIX));
        final CopyJournal journal = new CopyJournal(log, hash(source));
        boolean opened = false;
        try {
            if (!log.lock())
                throw new InputException(
                        "Another upload or export to {} is running: wait for it to finish, or stop it.", target);
            journal.load();
            opened = true;
            return journal;
        } finally {
            if (!opened) log.close();
        }
    }

    private static String hash(final String text) {
        try {
            final byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%016x", ByteBuffer.wrap(digest).getLong());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void load() throws IOException {
        final int[] lines = new int[1];
        final boolean accepted = log.read(line -> switch (lines[0]++) {
            case 0 -> line.equals(MAGIC);
            case 1 -> line.equals(source);
            default -> {
                take(line);
                yield true;
            }
        });
        foreign = !accepted || lines[0] < 2;
    }

    private void take(final String line) {
        begun = true;
        if (line.equals(CLEARED)) cleared = true;
        else if (line.equals(DONE)) done = true;
        else if (line.length() == HEX && line.matches("[0-9a-f]+")) {
            done = false;
            sent.add(Long.parseUnsignedLong(line, HEX));
        }
    }

    private void start() throws IOException {
        foreign = false;
        log.clear();
        log.append(MAGIC + "\n" + source);
    }

    /** A file beside the journal, for other records of this target. */
    public Path beside(final String ending) {
        final String name = log.file().getFileName().toString();
        return log.file().resolveSibling(name.replace(SUFFIX, ending));
    }

    /** Whether a copy to this target has begun. */
    public boolean hasBegun() {
        return begun;
    }

    /** Whether a copy has begun but is not complete. */
    public boolean isUnderWay() {
        return begun && !done;
    }

    /** Whether a copy that is not complete has deleted the previous dataset. */
    public boolean isCleared() {
        return cleared && !done;
    }

    /** Deletes all records. */
    public synchronized void restart() throws IOException {
        sent.clear();
        begun = false;
        cleared = false;
        done = false;
        start();
    }

    /** Records that the target now belongs to this copy, so that the next run may continue it. */
    public synchronized void setBegun() throws IOException {
        if (!begun) append(BEGUN);
        begun = true;
    }

    /** Records that the previous dataset was deleted. */
    public synchronized void setCleared() throws IOException {
        cleared = true;
        begun = true;
        append(CLEARED);
    }

    /** Records that the copy is complete. */
    public synchronized void setDone() throws IOException {
        if (!done) append(DONE);
        done = true;
    }

    /** Whether the server confirmed a file in this state. */
    synchronized boolean has(final long state) {
        return sent.has(state);
    }

    /** Records that the server confirmed a file. */
    synchronized void add(final long state) throws IOException {
        done = false;
        begun = true;
        if (sent.add(state)) append(String.format(Locale.ROOT, "%016x", state));
    }

    private void append(final String line) throws IOException {
        if (foreign) start();
        log.append(line);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
