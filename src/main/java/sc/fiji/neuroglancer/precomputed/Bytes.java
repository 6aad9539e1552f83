package sc.fiji.neuroglancer.precomputed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing byte array with little-endian numbers. Grows by half; {@link #clear} keeps the array for reuse.
 */
public final class Bytes {

    /** Eight-byte integers in a byte array. */
    public static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Four-byte integers in a byte array. */
    public static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Two-byte integers in a byte array. */
    public static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    /** IEEE 754 single precision in a byte array. */
    public static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private byte[] array;
    private int size;

    /** @param capacity number of bytes before it grows */
    public Bytes(final int capacity) {
        array = new byte[Math.max(16, capacity)];
    }

    /** The array itself; {@code array()[0 .. size()-1]} is in use. Valid until the next append. */
    public byte[] array() {
        return array;
    }

    /** Number of bytes in use. */
    public int size() {
        return size;
    }

    /** Removes the content. */
    public void clear() {
        size = 0;
    }

    /**
     * Makes room.
     *
     * @throws IllegalStateException when the content would exceed 2 GiB
     */
    public void reserve(final int more) {
        final long wanted = (long) size + more;
        if (wanted <= array.length) return;
        if (wanted > MAX_SIZE) throw new IllegalStateException("a value of " + wanted + " bytes is too large");
        array = Arrays.copyOf(array, (int) Math.min(MAX_SIZE, Math.max(wanted, array.length * 3L / 2)));
    }

    /** Counts bytes as used that were written to {@link #array()} after {@link #reserve}. */
    public void skip(final int n) {
        size += n;
    }

    /** Appends bytes. */
    public void add(final byte[] bytes, final int offset, final int length) {
        reserve(length);
        System.arraycopy(bytes, offset, array, size, length);
        size += length;
    }

    /** Appends eight bytes. */
    public void addLong(final long value) {
        reserve(Long.BYTES);
        LONG.set(array, size, value);
        size += Long.BYTES;
    }

    /** Appends four bytes. */
    public void addInt(final int value) {
        reserve(Integer.BYTES);
        INT.set(array, size, value);
        size += Integer.BYTES;
    }
}
