package sc.fiji.neuroglancer.annotation;

/** Types of properties that every version of Neuroglancer reads correctly (which excludes int8). */
public enum PropertyType {
    /** IEEE 754 single precision; NaN is allowed. */
    FLOAT32("float32", 4, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** 0 to 2^32 - 1. */
    UINT32("uint32", 4, 0, 4294967295.0),
    /** -2^31 to 2^31 - 1. */
    INT32("int32", 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** 0 to 65535. */
    UINT16("uint16", 2, 0, 65535),
    /** -32768 to 32767. */
    INT16("int16", 2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** 0 to 255. */
    UINT8("uint8", 1, 0, 255),
    /** A color, 0xRRGGBB. */
    RGB("rgb", 3, 0, 0xffffff);

    private final String label;
    private final int bytes;
    private final double min;
    private final double max;

    PropertyType(final String label, final int bytes, final double min, final double max) {
        this.label = label;
        this.bytes = bytes;
        this.min = min;
        this.max = max;
    }

    /** The {@code type} of the info file. */
    public String label() {
        return label;
    }

    /** Bytes in a record. */
    public int bytes() {
        return bytes;
    }

    /** Alignment in a record, in bytes. */
    int alignment() {
        return this == RGB ? 1 : bytes;
    }

    /** Whether a property of this type can hold the value without loss (float32: with rounding). */
    public boolean holds(final double value) {
        return this == FLOAT32 || value >= min && value <= max && value == Math.rint(value);
    }

    /** The narrowest type for whole numbers of this range; float32 when no integer type fits. */
    public static PropertyType forIntegers(final double min, final double max) {
        for (final PropertyType type : new PropertyType[] {UINT8, UINT16, INT16, UINT32, INT32}) {
            if (type.holds(min) && type.holds(max)) return type;
        }
        return FLOAT32;
    }
}
