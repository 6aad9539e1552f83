package sc.fiji.neuroglancer.transfer;

import java.util.Arrays;
import java.util.Optional;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;

/**
 * The place of a dataset on a storage.
 *
 * @param store its folder
 */
public record RemoteDataset(RemoteStore store) {

    /** Whether it is missing or empty. An empty listing alone proves nothing: dCache also sends one after errors. */
    public boolean isEmpty() throws StoreException {
        if (!store.exists()) return true;
        return Listing.of(store, "").count() == 0 && !hasMetadata();
    }

    /** Whether the folder does not exist, so that nothing needs to be listed. */
    public boolean isMissing() throws StoreException {
        return !store.exists();
    }

    /** Whether viewers may see a dataset here. */
    public boolean hasMetadata() throws StoreException {
        for (final String name : MetadataFiles.NAMES) if (store.stat(name).exists()) return true;
        return false;
    }

    /** Whether viewers may see a dataset here whose metadata differs from that of the source. */
    public boolean holdsOther(final ReadableStore source) throws StoreException {
        for (final String name : MetadataFiles.NAMES) {
            final Optional<byte[]> theirs = store.read(name);
            if (theirs.isPresent()
                    && !Arrays.equals(theirs.get(), source.read(name).orElse(null))) return true;
        }
        return false;
    }

    /** Deletes the dataset, its root metadata first, so that viewers never see part of it. */
    public void clear() throws StoreException {
        for (final String name : MetadataFiles.NAMES) store.delete(name);
        store.deleteAll();
    }
}
