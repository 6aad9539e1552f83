package sc.fiji.neuroglancer.grid;

/** Three positive whole numbers along x, y, z: the size of an image or a chunk in voxels, or a downsampling factor. */
public record Size3(int x, int y, int z) {

    /** One voxel; no downsampling. */
    public static final Size3 ONE = new Size3(1, 1, 1);

    /** @throws IllegalArgumentException when a number is not positive */
    public Size3 {
        if (x < 1 || y < 1 || z < 1) throw new IllegalArgumentException("not positive: " + x + ", " + y + ", " + z);
    }

    /** @throws IllegalArgumentException when a number is not positive */
    public static Size3 of(final int x, final int y, final int z) {
        return new Size3(x, y, z);
    }

    /** Along axis 0 = x, 1 = y, 2 = z. */
    public int get(final int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis " + axis);
        };
    }

    /** The same with another number along one axis (0 = x, 1 = y, 2 = z). */
    public Size3 with(final int axis, final int value) {
        return new Size3(axis == 0 ? value : x, axis == 1 ? value : y, axis == 2 ? value : z);
    }

    /** How many boxes of another size cover this one along each axis: the quotient rounded up. */
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
    public String toString() {
        return x + " x " + y + " x " + z;
    }
}
