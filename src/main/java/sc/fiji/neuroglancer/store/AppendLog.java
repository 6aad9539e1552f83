package sc.fiji.neuroglancer.store;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/**
 * A text file for journals, to which whole lines are appended. An incomplete last line, which a killed program may
 * leave, is ignored. Not safe for use by several threads at once.
 */
public final class AppendLog implements Closeable {

    private final Path file;
    private final FileChannel channel;

    private AppendLog(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens a file, creating it if it does not exist. */
    public static AppendLog open(final Path file) throws IOException {
        return new AppendLog(
                file,
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    public Path file() {
        return file;
    }

    /**
     * Locks the file until it is closed.
     *
     * @return false if another program has locked it, or this one has already done so
     * @throws FileSystemException where files cannot be locked, as on some network drives
     */
    public boolean lock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        } catch (final IOException e) {
            throw failure(e);
        }
    }

    /**
     * Passes all complete lines to a predicate in order. If it accepts all of them, the file is cut after the last one,
     * where new lines are appended.
     *
     * @return false as soon as a line is rejected; the file is then unchanged
     */
    public boolean read(final Predicate<String> accepts) throws IOException {
        if (channel.size() == 0) return true;
        long end = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (end + line.length() + 1 > channel.size()) break;
                end += line.length() + 1;
                if (!accepts.test(line)) return false;
            }
        }
        channel.truncate(end);
        channel.position(end);
        return true;
    }

    /** Removes all lines. */
    public void clear() throws IOException {
        channel.truncate(0);
        channel.position(0);
    }

    /**
     * Appends a whole line or, on failure, nothing, so that another thread never continues in the middle of a line.
     *
     * @throws FileSystemException naming the file, whose disk may be full
     */
    public void append(final String line) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        final long start = channel.position();
        try {
            while (bytes.hasRemaining()) channel.write(bytes);
        } catch (final IOException e) {
            if (channel.isOpen()) channel.truncate(start);
            throw failure(e);
        }
    }

    private IOException failure(final IOException cause) {
        return (IOException) new FileSystemException(file.toString(), null, cause.getMessage()).initCause(cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
