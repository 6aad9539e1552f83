package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.task.InputException;

/** Builds the value of a cell or of a related object: uint64 count, records, uint64 ids. */
final class AnnotationList {

    /** Viewers load a list as a whole, so it is written as a whole. */
    private static final int MAX_BYTES = 128 << 20;

    private final Bytes records = new Bytes(1 << 10);
    private final Bytes value = new Bytes(1 << 10);
    private int[] starts = new int[16];
    private long[] ids = new long[16];
    private int count;

    /** Makes room for one more record at {@link #end} and returns the array. */
    byte[] reserve(final int recordLength) {
        if ((long) records.size() + recordLength + 8L * count > MAX_BYTES)
            throw new InputException(
                    "More than {} annotations are in one place or belong to one object, which is more than Neuroglancer"
                            + " can load at once. Remove duplicates.",
                    count);
        records.reserve(recordLength);
        return records.array();
    }

    /** Where the next record begins. */
    int end() {
        return records.size();
    }

    /** Adds the record that was written at {@link #end}. */
    void add(final int recordLength, final long id) {
        if (count + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            ids = Arrays.copyOf(ids, 2 * ids.length);
        }
        records.skip(recordLength);
        ids[count++] = id;
        starts[count] = records.size();
    }

    /** Adds an annotation. */
    void add(final AnnotationBuffer annotations, final int index) throws IOException {
        final int length = annotations.length(index);
        annotations.read(index, reserve(length), end());
        add(length, annotations.id(index));
    }

    int count() {
        return count;
    }

    /** The bytes of the first record. */
    byte[] first() {
        return records.array();
    }

    void clear() {
        records.clear();
        count = 0;
    }

    /** The value in the order in which the annotations were added. Valid until the next call. */
    Bytes inOrder() {
        value.clear();
        value.addLong(count);
        value.add(records.array(), 0, records.size());
        for (int i = 0; i < count; i++) value.addLong(ids[i]);
        return value;
    }

    /** The value in a random order, the same for the same seed: each beginning of it is a fair sample. */
    Bytes shuffled(final long seed) {
        final int[] order = new int[count];
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            final int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        value.clear();
        value.addLong(count);
        for (final int i : order) value.add(records.array(), starts[i], starts[i + 1] - starts[i]);
        for (final int i : order) value.addLong(ids[i]);
        return value;
    }
}
