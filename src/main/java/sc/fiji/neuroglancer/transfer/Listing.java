package sc.fiji.neuroglancer.transfer;

import java.util.Arrays;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.store.StoredEntry;

/**
 * Sizes and checksums of the files of one folder, by hashed names: about 30 bytes per file, so that a folder may hold a
 * million. Two names share a hash once in 10^19 pairs.
 */
final class Listing implements RemoteStore.EntryListener {

    private static final double LOAD = 0.6;
    private static final int FIRST = 16;

    private long[] names = new long[FIRST];
    private long[] sizes = new long[FIRST];
    private int[] checksums; // allocated with the first checksum; 0 if unknown
    private int count;

    /** Lists a folder. */
    static Listing of(final RemoteStore store, final String folder) throws StoreException {
        final Listing listing = new Listing();
        store.list(folder, listing);
        return listing;
    }

    @Override
    public void restart() {
        names = new long[FIRST];
        sizes = new long[FIRST];
        checksums = null;
        count = 0;
    }

    @Override
    public void add(final StoredEntry entry) {
        if (count + 1 > LOAD * names.length) grow();
        if (entry.adler32() > 0 && checksums == null) checksums = new int[names.length];
        put(Hashes.of(entry.name()), entry.isFolder() ? StoredEntry.UNKNOWN : entry.size(), (int)
                Math.max(0, entry.adler32()));
    }

    private void put(final long name, final long size, final int checksum) {
        final int at = find(name);
        if (names[at] == 0) count++;
        names[at] = name;
        sizes[at] = size;
        if (checksums != null) checksums[at] = checksum;
    }

    private int find(final long name) {
        int at = (int) (name >>> 33) & (names.length - 1);
        while (names[at] != 0 && names[at] != name) at = (at + 1) & (names.length - 1);
        return at;
    }

    private void grow() {
        final long[] oldNames = names;
        final long[] oldSizes = sizes;
        final int[] oldChecksums = checksums;
        names = new long[2 * oldNames.length];
        sizes = new long[names.length];
        if (oldChecksums != null) checksums = new int[names.length];
        count = 0;
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != 0) put(oldNames[i], oldSizes[i], oldChecksums == null ? 0 : oldChecksums[i]);
        }
    }

    /** Number of files and folders. */
    int count() {
        return count;
    }

    /** Size of a file, or unknown: not listed, listed without size, or a folder. */
    long size(final String name) {
        final int at = find(Hashes.of(name));
        return names[at] == 0 ? StoredEntry.UNKNOWN : sizes[at];
    }

    /** Checksum of a file, or unknown. */
    long adler32(final String name) {
        final int at = find(Hashes.of(name));
        if (names[at] == 0 || checksums == null || checksums[at] == 0) return StoredEntry.UNKNOWN;
        return Integer.toUnsignedLong(checksums[at]);
    }

    /** The hashed names of files that the other listing lacks or has with a different size or checksum. */
    LongSet differing(final Listing other) {
        final LongSet differing = new LongSet();
        for (int i = 0; i < names.length; i++) {
            if (names[i] == 0) continue;
            final int at = other.find(names[i]);
            final boolean summed = checksums != null && checksums[i] != 0;
            final boolean known = summed && other.checksums != null && other.checksums[at] != 0;
            if (other.names[at] == 0 || other.sizes[at] != sizes[i] || known && other.checksums[at] != checksums[i])
                differing.add(names[i]);
        }
        return differing;
    }

    @Override
    public String toString() {
        return count + " entries, "
                + Arrays.stream(sizes).filter(size -> size > 0).count() + " with a size";
    }
}
