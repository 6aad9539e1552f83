package sc.fiji.neuroglancer.transfer;

import java.util.Arrays;
import java.util.Optional;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;

/**
 * What is at the place of a dataset at a storage.
 *
 * @param store its folder
 */
public record RemoteDataset(RemoteStore store) {

    /** Whether nothing is there. An empty listing alone would prove nothing: a dCache answers so to errors, too. */
    public boolean isEmpty() throws StoreException {
        if (!store.exists()) return true;
        return Listing.of(store, "").count() == 0 && !hasMetadata();
    }

    /** Whether the folder is missing altogether, so that nothing need be listed. */
    public boolean isMissing() throws StoreException {
        return !store.exists();
    }

    /** Whether viewers may see a dataset there. */
    public boolean hasMetadata() throws StoreException {
        for (final String name : MetadataFiles.NAMES) if (store.stat(name).exists()) return true;
        return false;
    }

    /** Whether viewers may see a dataset there that is not this one, going by its metadata. */
    public boolean holdsOther(final ReadableStore source) throws StoreException {
        for (final String name : MetadataFiles.NAMES) {
            final Optional<byte[]> theirs = store.read(name);
            if (theirs.isPresent()
                    && !Arrays.equals(theirs.get(), source.read(name).orElse(null))) return true;
        }
        return false;
    }

    /** Takes the dataset away, its root metadata first, so that viewers never see a part. */
    public void clear() throws StoreException {
        for (final String name : MetadataFiles.NAMES) store.delete(name);
        store.deleteAll();
    }
}
