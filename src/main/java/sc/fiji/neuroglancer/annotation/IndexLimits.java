package sc.fiji.neuroglancer.annotation;

/**
 * Numbers that shape the indices; tests make small ones.
 *
 * @param target number of annotations in the fullest cell of a level
 * @param cellFiles a level with more cells is sharded
 * @param keyFiles an index by id or by object with more keys is sharded
 * @param bucket number of points that are sorted at once, at most 2^24
 */
record IndexLimits(int target, int cellFiles, int keyFiles, int bucket) {

    /** What exports use. */
    static final IndexLimits DEFAULT = new IndexLimits(10_000, 10_000, 1_000, 1 << 24);

    IndexLimits withBucket(final int points) {
        return new IndexLimits(target, cellFiles, keyFiles, points);
    }

    /** Number of relations that are sorted at once; each takes more memory than a point. */
    int relations() {
        return Math.max(1, bucket / 4);
    }
}
