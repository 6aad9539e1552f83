package sc.fiji.neuroglancer.link;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import sc.fiji.neuroglancer.address.SourceUrl;
import sc.fiji.neuroglancer.http.HttpStore;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;

/** Where a dataset is: its address for the viewer, and where its metadata can be read now. Immutable. */
final class Place {

    private final Path folder;
    private final String name;
    private final String address;
    private final ReadableStore store;

    private Place(final Path folder, final String name, final String address, final ReadableStore store) {
        this.folder = folder;
        this.name = name;
        this.address = address;
        this.store = store;
    }

    /** A folder on this computer that the viewer reads at an address, which is encoded. */
    static Place of(final Path folder, final String address) {
        return new Place(folder, plain(folder.getFileName().toString()), bare(address), new DirectoryStore(folder));
    }

    /** A web address, as a user types it. */
    static Place of(final String typed) {
        return of(typed, Optional.empty());
    }

    /**
     * A web address, as a user types it.
     *
     * @param known where it can be read, if not by everybody yet
     */
    static Place of(final String typed, final Optional<ReadableStore> known) {
        final String address = bare(SourceUrl.address(SourceUrl.of(SourceUrl.ZARR, typed)));
        try {
            final URI uri = URI.create(address);
            if (uri.getRawUserInfo() != null)
                throw new InputException("The address of the data has a login in it, which everybody who gets the link"
                        + " could read: give the public address.");
            if (uri.getRawQuery() != null || uri.getRawFragment() != null)
                throw new InputException("Neuroglancer cannot read the address " + address.replaceFirst("[?#].*", "")
                        + " with what is behind it: give the plain address of the dataset's folder, without ? and #.");
            if (uri.getHost() == null)
                throw new InputException("The address of the data names no server: copy it again, as a whole.");
            final String last = uri.getPath().replaceFirst(".*/", "");
            return new Place(
                    null,
                    plain(last.isEmpty() ? uri.getHost() : last),
                    address,
                    known.orElseGet(() -> new HttpStore(uri)));
        } catch (final IllegalArgumentException e) {
            throw new InputException("The address of the data is none: copy it again, as a whole.", e);
        }
    }

    private static String bare(final String address) {
        return address.replaceFirst("/+$", "");
    }

    private static String plain(final String folder) {
        final String name = folder.replaceFirst("(\\.ome)?\\.zarr$", "");
        return name.isEmpty() ? folder : name;
    }

    /** The folder, if it is on this computer. */
    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** For people. */
    String name() {
        return name;
    }

    /** Without a slash at its end, encoded. */
    String address() {
        return address;
    }

    ReadableStore store() {
        return store;
    }
}
