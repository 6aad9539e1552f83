package sc.fiji.neuroglancer.annotation;

/** Numbers that shape the indices. Immutable; tests make small ones. */
final class IndexLimits {

    /** What exports use. */
    static final IndexLimits DEFAULT = new IndexLimits(10_000, 10_000, 1_000, 1 << 24);

    private final int target;
    private final int cellFiles;
    private final int keyFiles;
    private final int bucket;

    /**
     * @param target number of annotations in the fullest cell of a level
     * @param cellFiles a level with more cells is sharded
     * @param keyFiles an index by id or by object with more keys is sharded
     * @param bucket points that are sorted at once, at most 2^24
     */
    IndexLimits(final int target, final int cellFiles, final int keyFiles, final int bucket) {
        this.target = target;
        this.cellFiles = cellFiles;
        this.keyFiles = keyFiles;
        this.bucket = bucket;
    }

    IndexLimits withBucket(final int points) {
        return new IndexLimits(target, cellFiles, keyFiles, points);
    }

    int target() {
        return target;
    }

    int cellFiles() {
        return cellFiles;
    }

    int keyFiles() {
        return keyFiles;
    }

    int bucket() {
        return bucket;
    }

    /** Relations that are sorted at once; one takes more memory than a point. */
    int relations() {
        return Math.max(1, bucket / 4);
    }
}
