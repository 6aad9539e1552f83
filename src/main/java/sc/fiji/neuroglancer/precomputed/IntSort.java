package sc.fiji.neuroglancer.precomputed;

/** Sorts indices by the values they refer to, without boxing. */
final class IntSort {

    /** The order. */
    @FunctionalInterface
    interface Order {
        /** Whether a may come before b. */
        boolean holds(int a, int b);
    }

    private IntSort() {}

    /** Stable bottom-up merge sort. Heap: a second array of the same size. */
    static void sort(final int[] values, final Order order) {
        int[] from = values;
        int[] to = new int[values.length];
        for (long width = 1; width < values.length; width *= 2) {
            for (long low = 0; low < values.length; low += 2 * width) {
                final int middle = (int) Math.min(low + width, values.length);
                final int high = (int) Math.min(low + 2 * width, values.length);
                merge(from, to, (int) low, middle, high, order);
            }
            final int[] swap = from;
            from = to;
            to = swap;
        }
        if (from != values) System.arraycopy(from, 0, values, 0, values.length);
    }

    private static void merge(
            final int[] from, final int[] to, final int low, final int middle, final int high, final Order order) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            final boolean takeLeft = left < middle && (right >= high || order.holds(from[left], from[right]));
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
