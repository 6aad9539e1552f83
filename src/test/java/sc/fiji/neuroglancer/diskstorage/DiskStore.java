package sc.fiji.neuroglancer.diskstorage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.store.Body;
import sc.fiji.neuroglancer.store.Digests;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.StoredEntry;

/** A folder of the storage. */
public final class DiskStore implements RemoteStore {

    private static final String HOST = "https://disk.invalid/";

    private final URI address;
    private final DirectoryStore disk;

    private DiskStore(final URI address, final Path folder) {
        this.address = address;
        disk = new DirectoryStore(folder);
    }

    /** The kind of storage whose root is a folder. */
    public static StorageKind kind(final Path root) {
        return StorageKind.of("Disk", address -> address.startsWith(HOST), (folder, web) -> open(root, folder, web));
    }

    static DiskStore open(final Path root, final URI folder, final WebOptions web) {
        return new DiskStore(folder, root.resolve(folder.getPath().substring(1)));
    }

    @Override
    public String location() {
        return address.toString();
    }

    @Override
    public Digests put(final String key, final Body body) throws StoreException {
        try (InputStream in = body.open()) {
            final byte[] value = in.readAllBytes();
            disk.write(key, value);
            return Digests.of(Body.of(value, value.length));
        } catch (final StoreException e) {
            throw e;
        } catch (final IOException e) {
            throw disk.failure("write", key, e);
        }
    }

    @Override
    public void publish(final String key, final byte[] value) throws StoreException {
        disk.write(key, value);
    }

    @Override
    public StoredEntry stat(final String key) throws StoreException {
        final Path path = disk.root().resolve(Keys.check(key));
        return Files.exists(path) ? entry(path) : StoredEntry.NONE;
    }

    private StoredEntry entry(final Path path) throws StoreException {
        final String name = path.getFileName().toString();
        if (Files.isDirectory(path)) return new StoredEntry(name, true, 0, StoredEntry.UNKNOWN);
        try {
            return new StoredEntry(name, false, Files.size(path), StoredEntry.UNKNOWN);
        } catch (final IOException e) {
            throw disk.failure("read", name, e);
        }
    }

    @Override
    public void list(final String folder, final EntryListener sink) throws StoreException {
        sink.restart();
        final Path path = disk.root().resolve(folder);
        if (!Files.isDirectory(path)) return;
        try (Stream<Path> entries = Files.list(path)) {
            for (final Path entry : entries.toList()) if (!entry.toString().endsWith(".part")) sink.add(entry(entry));
        } catch (final StoreException e) {
            throw e;
        } catch (final IOException e) {
            throw disk.failure("list", folder, e);
        }
    }

    @Override
    public boolean exists() {
        return Files.isDirectory(disk.root());
    }

    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        return disk.read(key);
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        return disk.read(key, offset, length);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        return disk.size(key);
    }

    @Override
    public void walk(final String folder, final Visitor visitor) throws StoreException {
        disk.walk(folder, visitor);
    }

    @Override
    public void delete(final String key) throws StoreException {
        disk.delete(key);
    }

    @Override
    public void deleteAll() throws StoreException {
        disk.deleteAll("");
    }

    @Override
    public void close() {
        // there are no requests to abort
    }
}
