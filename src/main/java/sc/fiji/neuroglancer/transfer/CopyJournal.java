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
 * Remembers which files a server has confirmed, so that a copy can go on after any interruption. It is a help and no
 * proof: what it says is compared with what the server lists.
 *
 * <p>A text file that only grows, one per target, locked while in use. The first line names the kind, the second the
 * source by a hash; then one line of 16 hex digits per file, the hash of its key, size and time, and words for what was
 * done as a whole. It holds no names, addresses or secrets. A last line without its end counts for nothing. About 12
 * bytes of heap a line.
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
    private boolean foreign; // the file is for another source until something is noted
    private boolean begun;
    private boolean cleared;
    private boolean done;

    private CopyJournal(final AppendLog log, final String source) {
        this.log = log;
        this.source = source;
    }

    /**
     * Opens the journal of a target, or an empty one when it was for another source; that is replaced as soon as
     * something is noted.
     *
     * @param folder of all journals; made if need be
     * @throws InputException when another copy or export to this target is under way
     */
    public static CopyJournal open(final Path folder, final String target, final String source) throws IOException {
        Files.createDirectories(folder);
        final AppendLog log = AppendLog.open(folder.resolve(hash(target) + SUFFIX));
        final CopyJournal journal = new CopyJournal(log, hash(source));
        boolean opened = false;
        try {
            if (!log.lock())
                throw new InputException(
                        "Another upload or export to {} is in progress. Wait until it ends, or stop it.", target);
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

    /** A file beside the journal for more that is to be remembered of this target. */
    public Path beside(final String ending) {
        final String name = log.file().getFileName().toString();
        return log.file().resolveSibling(name.replace(SUFFIX, ending));
    }

    /** Whether anything was done. */
    public boolean hasBegun() {
        return begun;
    }

    /** Whether something was begun that is not done. */
    public boolean isUnderWay() {
        return begun && !done;
    }

    /** Whether the former dataset was taken away by a copy that is not done. */
    public boolean isCleared() {
        return cleared && !done;
    }

    /** Forgets all. */
    public synchronized void restart() throws IOException {
        sent.clear();
        begun = false;
        cleared = false;
        done = false;
        start();
    }

    /** Notes that the target is this copy's from now on, so that the next one may go on with what it left. */
    public synchronized void setBegun() throws IOException {
        if (!begun) append(BEGUN);
        begun = true;
    }

    /** Notes that the former dataset was taken away. */
    public synchronized void setCleared() throws IOException {
        cleared = true;
        begun = true;
        append(CLEARED);
    }

    /** Notes that the copy is complete. */
    public synchronized void setDone() throws IOException {
        if (!done) append(DONE);
        done = true;
    }

    /** Whether the server confirmed a file in this state. */
    synchronized boolean has(final long state) {
        return sent.has(state);
    }

    /** Notes that the server confirmed a file. */
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
