package sc.fiji.neuroglancer.grid;

import java.util.Objects;

/** Three positive whole numbers along x, y, z: the size of an image or a chunk in voxels, or a downsampling factor. */
public final class Size3 {

    /** One voxel; no downsampling. */
    public static final Size3 ONE = new Size3(1, 1, 1);

    private final int x;
    private final int y;
    private final int z;

    private Size3(final int x, final int y, final int z) {
        if (x < 1 || y < 1 || z < 1) throw new IllegalArgumentException("not positive: " + x + ", " + y + ", " + z);
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** @throws IllegalArgumentException when a number is not positive */
    public static Size3 of(final int x, final int y, final int z) {
        return new Size3(x, y, z);
    }

    /** Along x. */
    public int x() {
        return x;
    }

    /** Along y. */
    public int y() {
        return y;
    }

    /** Along z. */
    public int z() {
        return z;
    }

    /** Along axis 0 = x, 1 = y, 2 = z. */
    public int get(final int axis) {
        switch (axis) {
            case 0:
                return x;
            case 1:
                return y;
            case 2:
                return z;
            default:
                throw new IndexOutOfBoundsException("axis " + axis);
        }
    }

    /** The same with another number along one axis (0 = x, 1 = y, 2 = z). */
    public Size3 with(final int axis, final int value) {
        return new Size3(axis == 0 ? value : x, axis == 1 ? value : y, axis == 2 ? value : z);
    }

    /** How many boxes of that size cover this one, along each axis: the quotient rounded up. */
    public Size3 ceilDiv(final Size3 box) {
        return new Size3(ceilDiv(x, box.x), ceilDiv(y, box.y), ceilDiv(z, box.z));
    }

    private static int ceilDiv(final int a, final int b) {
        return (int) (((long) a + b - 1) / b);
    }

    /** The products along each axis. */
    public Size3 times(final Size3 factor) {
        return new Size3(
                Math.multiplyExact(x, factor.x), Math.multiplyExact(y, factor.y), Math.multiplyExact(z, factor.z));
    }

    /** Product of the three: voxels. */
    public long product() {
        return Math.multiplyExact(Math.multiplyExact((long) x, y), z);
    }

    /** The largest of the three. */
    public int max() {
        return Math.max(x, Math.max(y, z));
    }

    @Override
    public boolean equals(final Object other) {
        if (!(other instanceof Size3)) return false;
        final Size3 that = (Size3) other;
        return x == that.x && y == that.y && z == that.z;
    }

    @Override
    public int hashCode() {
        return Objects.hash(x, y, z);
    }

    @Override
    public String toString() {
        return x + " x " + y + " x " + z;
    }
}
