package sc.fiji.neuroglancer.webdav;

/** What a server tells about one file or folder. Immutable. */
final class DavEntry {

    static final long UNKNOWN = -1;

    private final String name;
    private final boolean folder;
    private final long size;
    private final long adler32;

    /**
     * @param name last part of the path, decoded
     * @param size in bytes, or {@link #UNKNOWN}: some servers list files that are still being written
     * @param adler32 checksum of the content, or {@link #UNKNOWN}
     */
    DavEntry(final String name, final boolean folder, final long size, final long adler32) {
        this.name = name;
        this.folder = folder;
        this.size = size;
        this.adler32 = adler32;
    }

    String name() {
        return name;
    }

    boolean isFolder() {
        return folder;
    }

    long size() {
        return size;
    }

    long adler32() {
        return adler32;
    }
}
