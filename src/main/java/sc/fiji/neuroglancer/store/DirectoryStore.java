package sc.fiji.neuroglancer.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;

/**
 * A folder on disk; a key is a file below it.
 *
 * <p>A value is written beside its final place as {@code .NAME.part} and then renamed, so a file under its own name is
 * complete. A killed process leaves at most one part per thread, which the next write of the same key replaces. Parts
 * are not values: they are neither listed nor read.
 */
public final class DirectoryStore implements Store {

    /** Stands for an unknown number of bytes. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private static final String PART_SUFFIX = ".part";
    /** Emacs marks a file that is being edited with a dangling link. */
    private static final String EDITOR_LOCK = ".#";

    private final Path root;

    /** @param root the folder; created with its parents by the first write */
    public DirectoryStore(final Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The folder of this store. */
    public Path root() {
        return root;
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        final Path path = path(key);
        if (isPart(path)) return Optional.empty();
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (final IOException e) {
            if (isMissing(path, e)) return Optional.empty();
            throw failure("read", key, e);
        }
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        final Path path = path(key);
        if (!size(key).isPresent()) return Optional.empty();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (offset < 0 || length < 0 || offset > file.size() - length)
                throw new EOFException(
                        length + " bytes from byte " + offset + " were requested, but it has only " + file.size());
            final ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, offset + buffer.position()) < 0)
                    throw new EOFException("it was cut to " + file.size() + " bytes while it was being read");
            }
            return Optional.of(buffer.array());
        } catch (final IOException e) {
            if (isMissing(path, e)) return Optional.empty();
            throw failure("read", key, e);
        }
    }

    /** Whether there is no such value: the path does not exist, is a folder, or has a file in place of a folder. */
    private static boolean isMissing(final Path path, final IOException failure) {
        return failure instanceof NoSuchFileException
                || failure instanceof FileSystemException
                        && !(failure instanceof AccessDeniedException)
                        && !Files.isRegularFile(path)
                || Files.isDirectory(path);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        final Path path = path(key);
        if (isPart(path)) return OptionalLong.empty();
        try {
            final BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() ? OptionalLong.of(attributes.size()) : OptionalLong.empty();
        } catch (final IOException e) {
            if (isMissing(path, e)) return OptionalLong.empty();
            throw failure("read", key, e);
        }
    }

    @Override
    public void write(final String key, final byte[] bytes, final int length) throws StoreException {
        final Path path = path(key);
        if (isPart(path)) throw new IllegalArgumentException("not a key, but the name of an unfinished file: " + key);
        final Path part = path.resolveSibling("." + path.getFileName() + PART_SUFFIX);
        try {
            writePart(part, bytes, length);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            // before the part is deleted, to notice a full disk
            final StoreException failure = failure("write", key, e);
            removeQuietly(part, failure);
            throw failure;
        }
    }

    private static void writePart(final Path part, final byte[] bytes, final int length) throws IOException {
        try (OutputStream out = openPart(part)) {
            out.write(bytes, 0, length);
        }
    }

    private static OutputStream openPart(final Path part) throws IOException {
        try {
            return Files.newOutputStream(part);
        } catch (final NoSuchFileException e) { // the first value of its folder
            Files.createDirectories(part.getParent());
            return Files.newOutputStream(part);
        }
    }

    private static void removeQuietly(final Path part, final IOException because) {
        try {
            Files.deleteIfExists(part);
        } catch (final IOException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void delete(final String key) throws StoreException {
        final Path path = path(key);
        if (Files.isDirectory(path)) return;
        try {
            Files.deleteIfExists(path);
        } catch (final IOException e) {
            if (isMissing(path, e)) return;
            throw failure("delete", key, e);
        }
    }

    /** Deletes a folder and everything in it, including parts; an empty key means the whole store. */
    public void deleteAll(final String folder) throws StoreException {
        final Path top = folder.isEmpty() ? root : path(folder);
        try {
            if (Files.exists(top)) Files.walkFileTree(top, new Deleter());
        } catch (final IOException e) {
            throw failure("delete", folder, e);
        }
    }

    @Override
    public void walk(final String folder, final Visitor visitor) throws StoreException {
        final Path top = folder.isEmpty() ? root : path(folder);
        if (!Files.isDirectory(top)) return;
        try {
            // Links are followed as in reading; a cycle of links is an error.
            Files.walkFileTree(top, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Lister(visitor));
        } catch (final StoreException e) {
            throw e;
        } catch (final IOException e) {
            throw failure("list", folder, e);
        }
    }

    private static boolean isPart(final Path file) {
        final String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(PART_SUFFIX);
    }

    private String key(final Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private Path path(final String key) {
        final Path path = root.resolve(Keys.check(key));
        if (!path.startsWith(root)) throw new IllegalArgumentException("not a key: " + key); // a Windows drive
        return path;
    }

    /**
     * The failure to report when a file of this folder could not be used.
     *
     * @param what {@code read}, {@code write}, {@code list} or {@code delete}
     * @param key of the file, empty for the folder
     */
    public StoreException failure(final String what, final String key, final IOException cause) {
        final String where = key.isEmpty() ? root.toString() : root.resolve(key).toString();
        return new StoreException(
                Message.of("Could not {} {}: {}", what, where, remedy(what, cause)), location(), key, cause);
    }

    private Message remedy(final String what, final IOException cause) {
        final String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause instanceof AccessDeniedException || reason.contains("Read-only file system"))
            return Message.text("permission denied. Choose a folder you may write to, or ask for access.");
        if (cause instanceof FileSystemLoopException loop)
            return Message.of("{} leads back to a folder that contains it. Remove it.", loop.getFile());
        if (isFull(cause))
            return Message.of(
                    "the disk is full. Free some space and export again with {}.", Slot.given("existing", "Resume"));
        if (what.equals("write") && cause instanceof FileSystemException file)
            return Message.of("{}. Choose another folder.", whyNot(file));
        return Message.of("{}.", reason);
    }

    /** When a folder cannot be created, Java may report nothing but its name. */
    private static Message whyNot(final FileSystemException cause) {
        if (cause.getReason() != null) return Message.of("{}", cause.getReason());
        if (cause instanceof FileAlreadyExistsException)
            return Message.of("the file {} is in the way", cause.getFile());
        return Message.of("nothing can be created at {}", cause.getFile());
    }

    /** Free space in bytes on the disk of this folder, which need not exist yet; or {@link #UNKNOWN}. */
    public long freeBytes() {
        Path there = root;
        while (there != null && !Files.exists(there)) there = there.getParent();
        if (there == null) return UNKNOWN;
        try {
            final FileStore disk = Files.getFileStore(there);
            final boolean known = disk.getTotalSpace() > 0 && disk.getUsableSpace() >= 0; // some mounts say 0 of 0
            return known ? disk.getUsableSpace() : UNKNOWN;
        } catch (final IOException e) {
            return UNKNOWN;
        }
    }

    /** Whether a failure was caused by a full disk. */
    public boolean isFull(final IOException cause) {
        final String reason = String.valueOf(cause.getMessage());
        if (reason.contains("No space left") || reason.contains("not enough space") || reason.contains("quota"))
            return true;
        try {
            final FileStore disk = Files.getFileStore(root);
            return disk.getTotalSpace() > 0 && disk.getUsableSpace() == 0;
        } catch (final IOException e) {
            return false;
        }
    }

    /** Visits values, even while others are written or deleted. */
    private final class Lister extends SimpleFileVisitor<Path> {

        private final Visitor visitor;

        Lister(final Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink() && !file.getFileName().toString().startsWith(EDITOR_LOCK))
                throw unusable(Message.of("{} is a broken link: restore its target, or remove it.", file));
            if (!attributes.isRegularFile() || isPart(file)) return FileVisitResult.CONTINUE;
            final String key = key(file);
            if (!leadsTo(key, file))
                throw unusable(Message.of(
                        "{} has a name that cannot be used: rename it without \\ and unusual characters.", file));
            visitor.visit(key, attributes.size());
            return FileVisitResult.CONTINUE;
        }

        private boolean leadsTo(final String key, final Path file) {
            try {
                return path(key).equals(file);
            } catch (final IllegalArgumentException e) {
                return false;
            }
        }

        private StoreException unusable(final Message message) {
            return new StoreException(message, location(), "", null);
        }

        @Override
        public FileVisitResult visitFileFailed(final Path file, final IOException e) throws IOException {
            if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE; // such as a part that was renamed
            throw e;
        }
    }

    /** Deletes files, then their folders. */
    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(final Path folder, final IOException e) throws IOException {
            if (e != null) throw e;
            try {
                Files.delete(folder);
            } catch (final DirectoryNotEmptyException stillUsed) {
                throw new IOException("another program is writing to it", stillUsed);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
