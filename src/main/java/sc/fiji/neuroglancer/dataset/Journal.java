package sc.fiji.neuroglancer.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.store.AppendLog;

/**
 * Records which slabs of an export are stored, so that it can continue after an interruption.
 *
 * <p>A text file: the first line has the fingerprint of image and options and the chunk shape, each other line a slab
 * whose files are all stored: level, time, channel, index along z, number of files, their bytes. An incomplete last
 * line is ignored. All slabs are held in memory, about 150 bytes each.
 */
public final class Journal implements Closeable {

    private static final String MAGIC = "neuroglancer-export-1";
    private static final Pattern FIRST =
            Pattern.compile(MAGIC + " (\\w+) ([1-9]\\d{0,8}),([1-9]\\d{0,8}),([1-9]\\d{0,8})");
    private static final Pattern SLAB =
            Pattern.compile("(\\d{1,9}) (\\d{1,9}) (\\d{1,9}) (\\d{1,9}) (\\d{1,18}) (\\d{1,18})");

    private final AppendLog log;
    private final Map<Entry, Contents> done;
    private long added;

    private Journal(final AppendLog log, final Map<Entry, Contents> done) {
        this.log = log;
        this.done = done;
    }

    /** The files of a slab. Immutable. */
    public record Contents(long files, long bytes) {}

    /** The first line of a journal. */
    public record Header(String fingerprint, Size3 chunk) {

        /** A missing journal, or one with an incomplete first line. */
        public static final Header NONE = new Header("", Size3.ONE);

        /** Whether there is a journal. */
        public boolean exists() {
            return !fingerprint.isEmpty();
        }

        private String line() {
            return String.join(" ", MAGIC, fingerprint, chunk.x() + "," + chunk.y() + "," + chunk.z());
        }
    }

    /** Reads the first line of a journal; {@link Header#NONE} if it is missing or incomplete. */
    public static Header header(final Path file) throws IOException {
        if (!Files.isRegularFile(file)) return Header.NONE;
        final List<String> lines = lines(file);
        if (lines.isEmpty()) return Header.NONE;
        final Matcher first = FIRST.matcher(lines.get(0));
        if (!first.matches()) return Header.NONE;
        return new Header(first.group(1), Size3.of(number(first, 2), number(first, 3), number(first, 4)));
    }

    private static int number(final Matcher line, final int group) {
        return Integer.parseInt(line.group(group));
    }

    /** Starts an empty journal in place of any old one; leaves no file if it cannot be written. */
    public static Journal create(final Path file, final Header header) throws IOException {
        Files.createDirectories(file.getParent());
        final AppendLog log = AppendLog.open(file);
        final Journal journal = new Journal(log, new HashMap<>());
        try {
            log.clear();
            log.append(header.line());
            return journal;
        } catch (final IOException e) {
            try {
                journal.delete();
            } catch (final IOException notDeleted) {
                e.addSuppressed(notDeleted);
            }
            throw e;
        }
    }

    /** Continues a journal. */
    public static Journal open(final Path file) throws IOException {
        final Map<Entry, Contents> done = new HashMap<>();
        final AppendLog log = AppendLog.open(file);
        log.read(line -> {
            final Matcher slab = SLAB.matcher(line);
            if (slab.matches()) done.put(entry(slab), contents(slab));
            return true;
        });
        return new Journal(log, done);
    }

    private static Entry entry(final Matcher slab) {
        return new Entry(number(slab, 1), number(slab, 2), number(slab, 3), number(slab, 4));
    }

    private static Contents contents(final Matcher slab) {
        return new Contents(Long.parseLong(slab.group(5)), Long.parseLong(slab.group(6)));
    }

    /** The complete lines. */
    private static List<String> lines(final Path file) throws IOException {
        final String text = Files.readString(file);
        final int end = text.lastIndexOf('\n');
        return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
    }

    /** Whether no slab is stored. */
    public synchronized boolean isEmpty() {
        return done.isEmpty();
    }

    /** Whether a slab is stored. */
    public synchronized boolean has(final int level, final int time, final int channelIndex, final int zIndex) {
        return done.containsKey(new Entry(level, time, channelIndex, zIndex));
    }

    /** Records that a slab is stored. Safe for several threads. */
    public synchronized void add(
            final int level, final int time, final int channelIndex, final int zIndex, final Contents contents)
            throws IOException {
        if (done.put(new Entry(level, time, channelIndex, zIndex), contents) != null) return;
        added += contents.files();
        log.append(level + " " + time + " " + channelIndex + " " + zIndex + " " + contents.files() + " "
                + contents.bytes());
    }

    /** Visits each slab that is stored now. */
    public void forEach(final StoredSlabVisitor visitor) throws IOException {
        final Map<Entry, Contents> all;
        synchronized (this) {
            all = new HashMap<>(done);
        }
        for (final Map.Entry<Entry, Contents> e : all.entrySet()) {
            final Entry at = e.getKey();
            visitor.visit(at.level, at.time, at.channel, at.zIndex, e.getValue());
        }
    }

    /** Visits slabs. */
    @FunctionalInterface
    public interface StoredSlabVisitor {
        void visit(int level, int time, int channel, int zIndex, Contents contents) throws IOException;
    }

    /** Records in memory that a slab is no longer stored. */
    public synchronized void remove(final int level, final int time, final int channelIndex, final int zIndex) {
        done.remove(new Entry(level, time, channelIndex, zIndex));
    }

    /** Number of files of all slabs. */
    public synchronized long files() {
        return done.values().stream().mapToLong(contents -> contents.files()).sum();
    }

    /** Number of files of the slabs that were stored since the journal was opened. */
    public synchronized long added() {
        return added;
    }

    /** Bytes of all slabs. */
    public synchronized long bytes() {
        return done.values().stream().mapToLong(contents -> contents.bytes()).sum();
    }

    /** Deletes the journal: the export is complete. */
    public void delete() throws IOException {
        log.close();
        Files.deleteIfExists(log.file());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private record Entry(int level, int time, int channel, int zIndex) {}
}
