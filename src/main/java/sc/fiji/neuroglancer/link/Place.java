package sc.fiji.neuroglancer.link;

import java.net.URI;
import java.nio.file.Path;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.http.HttpStore;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Where a dataset is.
 *
 * @param folder on this computer; null when it is elsewhere
 * @param name of the dataset, for users
 * @param address where the viewer reads it: encoded, without a final slash
 * @param store where its metadata can be read now
 */
record Place(Path folder, String name, String address, ReadableStore store) {

    /** A folder on this computer that the viewer reads at an address, which is encoded. */
    static Place of(final Path folder, final String address) {
        return new Place(folder, plain(folder.getFileName().toString()), bare(address), new DirectoryStore(folder));
    }

    /**
     * A web address.
     *
     * @param known where it can be read if it is not public yet, or null
     */
    static Place of(final Address.Web web, final ReadableStore known) {
        if (!web.query().isEmpty())
            throw new InputException(
                    "Neuroglancer cannot read {} with what follows it: give the plain address of the dataset's folder,"
                            + " without ? and #.",
                    web.uri());
        final URI uri = URI.create(bare(web.uri().toString()));
        final String last = uri.getPath().replaceFirst(".*/", "");
        final String name = plain(last.isEmpty() ? uri.getHost() : last);
        return new Place(null, name, uri.toString(), known == null ? new HttpStore(uri) : known);
    }

    private static String bare(final String address) {
        return address.replaceFirst("/+$", "");
    }

    private static String plain(final String folder) {
        final String name = folder.replaceFirst("(\\.ome)?\\.zarr$", "");
        return name.isEmpty() ? folder : name;
    }
}
