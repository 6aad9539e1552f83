package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.Arrays;
import sc.fiji.neuroglancer.precomputed.Bytes;

/** The annotations of one cell or segment, as read from a file. Immutable; holds the bytes of the file. */
public final class ReadAnnotations {

    private final AnnotationLayout layout;
    private final byte[] bytes;
    /** Where each record begins, and finally where the ids begin. */
    private final int[] starts;

    ReadAnnotations(final AnnotationLayout layout, final byte[] bytes) throws IOException {
        this.layout = layout;
        this.bytes = bytes;
        AnnotationLayout.require(bytes, 0, Long.BYTES);
        final long count = (long) Bytes.LONG.get(bytes, 0);
        if (count < 0 || count > bytes.length / Long.BYTES)
            throw new IOException(
                    "it announces " + Long.toUnsignedString(count) + " annotations in " + bytes.length + " bytes");
        starts = new int[(int) count + 1];
        starts[0] = Long.BYTES;
        for (int i = 0; i < count; i++) starts[i + 1] = starts[i] + layout.recordLength(bytes, starts[i]);
        final long length = starts[(int) count] + Long.BYTES * count;
        if (length != bytes.length) throw new IOException("it has " + bytes.length + " bytes instead of " + length);
    }

    /** The first {@code most} annotations, without the bytes of the others. */
    public ReadAnnotations first(final int most) throws IOException {
        final int kept = Math.min(most, count());
        final byte[] some = Arrays.copyOf(bytes, starts[kept] + Long.BYTES * kept);
        Bytes.LONG.set(some, 0, (long) kept);
        System.arraycopy(bytes, starts[count()], some, starts[kept], Long.BYTES * kept);
        return new ReadAnnotations(layout, some);
    }

    /** Number of annotations. */
    public int count() {
        return starts.length - 1;
    }

    /** The unsigned id of an annotation. */
    public long id(final int index) {
        return (long) Bytes.LONG.get(bytes, starts[count()] + Long.BYTES * index);
    }

    /** Whether an annotation has this id. */
    public boolean has(final long id) {
        for (int i = 0; i < count(); i++) if (id(i) == id) return true;
        return false;
    }

    /** The position of a point, or one position of a shape. */
    public double[] position(final int index) {
        return layout.position(bytes, starts[index]);
    }

    /** Whether another file begins with the record of an annotation. */
    public boolean begins(final byte[] other, final int index) {
        final int length = starts[index + 1] - starts[index];
        return other.length >= length && Arrays.equals(other, 0, length, bytes, starts[index], starts[index + 1]);
    }
}
