package sc.fiji.neuroglancer.transfer;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
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

    private final FileChannel channel;
    private final Path file;
    private final String first;
    private final LongSet sent = new LongSet();
    private boolean foreign; // the file is for another source until something is noted
    private boolean begun;
    private boolean cleared;
    private boolean done;

    private CopyJournal(final FileChannel channel, final Path file, final String first) {
        this.channel = channel;
        this.file = file;
        this.first = first;
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
        final Path file = folder.resolve(hash(target) + SUFFIX);
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        final CopyJournal journal = new CopyJournal(channel, file, MAGIC + "\n" + hash(source) + "\n");
        boolean opened = false;
        try {
            lock(channel, file, target);
            journal.foreign = !journal.load();
            opened = true;
            return journal;
        } finally {
            if (!opened) channel.close();
        }
    }

    private static void lock(final FileChannel channel, final Path file, final String target) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            lock = null;
        } catch (final IOException e) { // some network disks know no locks
            throw failure(file, e);
        }
        if (lock == null)
            throw new InputException(
                    "Another upload or export to " + target + " is under way. Wait for its end, or stop it.");
    }

    private static String hash(final String text) {
        try {
            final byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%016x", ByteBuffer.wrap(digest).getLong());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Reads what is there; returns whether it is for this source. */
    private boolean load() throws IOException {
        long end = first.length();
        final byte[] head = new byte[first.length()];
        channel.read(ByteBuffer.wrap(head), 0);
        if (!new String(head, StandardCharsets.ISO_8859_1).equals(first)) return false;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            lines.readLine();
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (end + line.length() + 1 > channel.size()) break; // without its end
                end += line.length() + 1;
                take(line);
            }
        }
        channel.truncate(end);
        channel.position(end);
        return true;
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
        channel.truncate(0);
        channel.position(0);
        append(first);
    }

    /** A file beside the journal for more that is to be remembered of this target. */
    public Path beside(final String ending) {
        return file.resolveSibling(file.getFileName().toString().replace(SUFFIX, ending));
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
        if (!begun) append(BEGUN + "\n");
        begun = true;
    }

    /** Notes that the former dataset was taken away. */
    public synchronized void setCleared() throws IOException {
        cleared = true;
        begun = true;
        append(CLEARED + "\n");
    }

    /** Notes that the copy is complete. */
    public synchronized void setDone() throws IOException {
        if (!done) append(DONE + "\n");
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
        if (sent.add(state)) append(String.format(Locale.ROOT, "%016x\n", state));
    }

    /**
     * Appends a line, or nothing.
     *
     * @throws FileSystemException naming the file, whose disk may be full
     */
    private void append(final String line) throws IOException {
        if (foreign) start();
        final ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
        final long start = channel.position();
        try {
            while (bytes.hasRemaining()) channel.write(bytes);
        } catch (final IOException e) {
            if (channel.isOpen()) channel.truncate(start);
            throw failure(file, e);
        }
    }

    private static IOException failure(final Path file, final IOException cause) {
        return (IOException) new FileSystemException(file.toString(), null, cause.getMessage()).initCause(cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
