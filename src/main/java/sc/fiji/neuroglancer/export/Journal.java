package sc.fiji.neuroglancer.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import sc.fiji.neuroglancer.grid.Size3;

/**
 * Remembers which slabs of an export are stored, so that it can go on after an interruption.
 *
 * <p>A text file: the first line says which image and options and which chunk shape, each other line one slab whose files
 * are all in place: level, time, channel, index along z. A last line without its end counts for nothing. About 20 bytes a
 * slab, all held in memory.
 */
final class Journal implements Closeable {

    private static final String MAGIC = "neuroglancer-export-1";

    private final Path file;
    private final FileChannel channel;
    private final Set<Entry> done;

    private Journal(final Path file, final FileChannel channel, final Set<Entry> done) {
        this.file = file;
        this.channel = channel;
        this.done = done;
    }

    /** The first line of a journal. */
    static final class Header {
        final String fingerprint;
        final Size3 chunk;

        Header(final String fingerprint, final Size3 chunk) {
            this.fingerprint = fingerprint;
            this.chunk = chunk;
        }

        private String line() {
            return String.join(" ", MAGIC, fingerprint, chunk.x() + "," + chunk.y() + "," + chunk.z());
        }
    }

    /** Reads the first line of a journal; empty if there is none or it was not finished. */
    static Optional<Header> header(final Path file) throws IOException {
        if (!Files.isRegularFile(file)) return Optional.empty();
        final List<String> lines = lines(file);
        if (lines.isEmpty()) return Optional.empty();
        final String[] words = lines.get(0).split(" ");
        if (words.length != 3 || !words[0].equals(MAGIC)) return Optional.empty();
        final String[] xyz = words[2].split(",");
        return Optional.of(new Header(
                words[1], Size3.of(Integer.parseInt(xyz[0]), Integer.parseInt(xyz[1]), Integer.parseInt(xyz[2]))));
    }

    /** Starts an empty journal, in place of any old one. */
    static Journal create(final Path file, final Header header) throws IOException {
        Files.createDirectories(file.getParent());
        final FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        final Journal journal = new Journal(file, channel, new HashSet<>());
        journal.append(header.line());
        return journal;
    }

    /** Goes on with a journal. */
    static Journal open(final Path file) throws IOException {
        final Set<Entry> done = new HashSet<>();
        long end = 0;
        for (final String line : lines(file)) {
            end += line.getBytes(StandardCharsets.UTF_8).length + 1;
            final String[] words = line.split(" ");
            if (words.length == 4 && !words[0].equals(MAGIC))
                done.add(new Entry(
                        Integer.parseInt(words[0]),
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3])));
        }
        final FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.truncate(end);
        channel.position(end);
        return new Journal(file, channel, done);
    }

    /** The lines that have an end. */
    private static List<String> lines(final Path file) throws IOException {
        final String text = Files.readString(file);
        final int end = text.lastIndexOf('\n');
        return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
    }

    /** Whether no slab is stored. */
    synchronized boolean isEmpty() {
        return done.isEmpty();
    }

    /** Whether a slab is stored. */
    synchronized boolean has(final int level, final int time, final int channelIndex, final int zIndex) {
        return done.contains(new Entry(level, time, channelIndex, zIndex));
    }

    /** Notes that a slab is stored. Safe for several threads. */
    synchronized void add(final int level, final int time, final int channelIndex, final int zIndex)
            throws IOException {
        if (done.add(new Entry(level, time, channelIndex, zIndex)))
            append(level + " " + time + " " + channelIndex + " " + zIndex);
    }

    private void append(final String line) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) channel.write(bytes);
    }

    /** Deletes the journal: the export is complete. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class Entry {
        private final int level;
        private final int time;
        private final int channel;
        private final int zIndex;

        Entry(final int level, final int time, final int channel, final int zIndex) {
            this.level = level;
            this.time = time;
            this.channel = channel;
            this.zIndex = zIndex;
        }

        @Override
        public boolean equals(final Object other) {
            if (!(other instanceof Entry)) return false;
            final Entry that = (Entry) other;
            return level == that.level && time == that.time && channel == that.channel && zIndex == that.zIndex;
        }

        @Override
        public int hashCode() {
            return Objects.hash(level, time, channel, zIndex);
        }
    }
}
