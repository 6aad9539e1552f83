package sc.fiji.neuroglancer.grid;

import java.lang.reflect.Array;

/**
 * Pixel types that OME-Zarr and Neuroglancer share. Pixels are held in a primitive array of the type's width; unsigned
 * values use the signed array of the same width.
 */
public enum PixelType {
    /** byte[], 0 to 255. */
    UINT8("uint8", 1, byte.class),
    /** byte[], -128 to 127. */
    INT8("int8", 1, byte.class),
    /** short[], 0 to 65535. */
    UINT16("uint16", 2, short.class),
    /** short[], -32768 to 32767. */
    INT16("int16", 2, short.class),
    /** int[], 0 to 2^32 - 1. */
    UINT32("uint32", 4, int.class),
    /** int[], -2^31 to 2^31 - 1. */
    INT32("int32", 4, int.class),
    /** long[], 0 to 2^64 - 1. */
    UINT64("uint64", 8, long.class),
    /** float[], IEEE 754. */
    FLOAT32("float32", 4, float.class);

    private final String label;
    private final int bytes;
    private final Class<?> component;

    PixelType(final String label, final int bytes, final Class<?> component) {
        this.label = label;
        this.bytes = bytes;
        this.component = component;
    }

    /** The name in Zarr v3, OME and Neuroglancer, for instance {@code uint16}. */
    public String label() {
        return label;
    }

    /** Bytes per pixel. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are whole numbers. */
    public boolean isInteger() {
        return this != FLOAT32;
    }

    /** Whether there are no negative values. */
    public boolean isUnsigned() {
        return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
    }

    /** Smallest value; 0 for floating point, whose range follows the data. */
    public double min() {
        return isInteger() && !isUnsigned() ? -Math.pow(2, 8 * bytes - 1) : 0;
    }

    /** Largest value; 1 for floating point, whose range follows the data. */
    public double max() {
        if (!isInteger()) return 1;
        return Math.pow(2, isUnsigned() ? 8 * bytes : 8 * bytes - 1) - 1;
    }

    /** A new array of this type's width, all zero. */
    public Object newArray(final int length) {
        return Array.newInstance(component, length);
    }
}
