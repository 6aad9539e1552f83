package sc.fiji.neuroglancer.transfer;

/** A set of nonzero numbers, at 11 to 16 bytes each. */
final class LongSet {

    private static final int FIRST = 64;
    private static final double LOAD = 0.75;

    private long[] slots = new long[FIRST];
    private int count;

    /** Returns whether it is new. */
    boolean add(final long value) {
        if (count + 1 > LOAD * slots.length) grow();
        final int at = find(value);
        if (slots[at] == value) return false;
        slots[at] = value;
        count++;
        return true;
    }

    boolean has(final long value) {
        return slots[find(value)] == value;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        slots = new long[FIRST];
        count = 0;
    }

    private int find(final long value) {
        int at = (int) (value >>> 33) % slots.length;
        while (slots[at] != 0 && slots[at] != value) at = at + 1 == slots.length ? 0 : at + 1;
        return at;
    }

    private void grow() {
        final long[] old = slots;
        slots = new long[old.length + old.length / 2];
        for (final long value : old) if (value != 0) slots[find(value)] = value;
    }
}
