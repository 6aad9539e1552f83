package sc.fiji.neuroglancer.serve;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The regular files below a folder, nothing outside it: a symbolic link that leads out does not exist. */
final class FolderFiles implements ServedFiles {

    private final Path root;

    /** @param root the folder, without symbolic links ({@link Path#toRealPath}) */
    FolderFiles(final Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    @Override
    public Resource find(final List<String> names) throws IOException {
        final Path file;
        try {
            file = resolve(names);
        } catch (final AccessDeniedException e) {
            throw e;
        } catch (final FileSystemException
                | InvalidPathException e) { // it does not exist, or this computer does not allow the name
            return null;
        }
        if (!file.startsWith(root)) return null;
        try {
            return open(file);
        } catch (final NoSuchFileException e) {
            return null;
        }
    }

    private Path resolve(final List<String> names) throws IOException {
        Path path = root;
        for (final String name : names) {
            if (name.isEmpty()) throw new NoSuchFileException(path.toString());
            path = path.resolve(name);
        }
        return path.toRealPath();
    }

    private static Resource open(final Path file) throws IOException {
        // The tag is computed before the bytes are read: a file replaced in between has its old tag and is requested
        // again.
        final BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) return null;
        return new OpenFile(attributes, FileChannel.open(file, StandardOpenOption.READ));
    }

    private static final class OpenFile implements Resource {

        private final BasicFileAttributes attributes;
        private final FileChannel channel;
        private final long size;

        OpenFile(final BasicFileAttributes attributes, final FileChannel channel) throws IOException {
            this.attributes = attributes;
            this.channel = channel;
            size = channel.size();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public String etag() {
            // A file replaced by renaming within one clock tick differs in its key, if the file system has keys.
            return String.format(
                    "\"%x-%x-%x\"",
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    size,
                    Objects.hashCode(attributes.fileKey()));
        }

        @Override
        public Instant modified() {
            return attributes.lastModifiedTime().toInstant();
        }

        @Override
        public int read(final long position, final byte[] into, final int length) throws IOException {
            final int n = channel.read(ByteBuffer.wrap(into, 0, length), position);
            if (n < 1) throw new EOFException("the file was truncated while it was read");
            return n;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
