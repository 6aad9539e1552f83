package sc.fiji.neuroglancer.store;

/**
 * A file or folder as a storage lists it.
 *
 * @param name last part of the path, decoded
 * @param size in bytes, or {@link #UNKNOWN}: some servers list files that are still being written
 * @param adler32 checksum of the content, or {@link #UNKNOWN}
 */
public record StoredEntry(String name, boolean isFolder, long size, long adler32) {

    public static final long UNKNOWN = -1;

    /** Stands for a file that does not exist; of unknown size. */
    public static final StoredEntry NONE = new StoredEntry("", false, UNKNOWN, UNKNOWN);

    public boolean exists() {
        return !equals(NONE);
    }
}
