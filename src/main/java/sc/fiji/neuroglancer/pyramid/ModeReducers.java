package sc.fiji.neuroglancer.pyramid;

/** The most frequent value of a block, a class per array type. Most blocks of labels hold a single value. */
final class ModeReducers {

    private ModeReducers() {}

    /** Eight voxels become one. Values are compared as bits; unsigned order decides between equally frequent ones. */
    private abstract static class Mode extends Reducer {

        abstract long get(Object plane, int index);

        abstract void set(Object plane, int index, long value);

        @Override
        final void reduceRow(final RowPairs rows, final Object out, final int target) {
            final long[] block = new long[8];
            final int step = rows.halve ? 2 : 1;
            for (int x = 0, i = target; x < rows.width; x += step, i++) {
                final int right = Math.min(x + step - 1, rows.width - 1);
                block[0] = get(rows.a, rows.first + x);
                block[1] = get(rows.a, rows.first + right);
                block[2] = get(rows.a, rows.second + x);
                block[3] = get(rows.a, rows.second + right);
                block[4] = get(rows.b, rows.first + x);
                block[5] = get(rows.b, rows.first + right);
                block[6] = get(rows.b, rows.second + x);
                block[7] = get(rows.b, rows.second + right);
                set(out, i, mode(block));
            }
        }

        private static long mode(final long[] block) {
            long best = block[0];
            int most = count(block, best);
            for (int i = 1; i < 8 && most < 8; i++) {
                final long v = block[i];
                if (v == best) continue;
                final int n = count(block, v);
                if (n > most || n == most && wins(v, best)) {
                    best = v;
                    most = n;
                }
            }
            return best;
        }

        private static int count(final long[] block, final long value) {
            int n = 0;
            for (final long v : block) if (v == value) n++;
            return n;
        }

        private static boolean wins(final long v, final long best) {
            return v != 0 && (best == 0 || Long.compareUnsigned(v, best) < 0);
        }
    }

    static final class ByteMode extends Mode {
        @Override
        long get(final Object plane, final int index) {
            return ((byte[]) plane)[index] & 0xff;
        }

        @Override
        void set(final Object plane, final int index, final long value) {
            ((byte[]) plane)[index] = (byte) value;
        }
    }

    static final class ShortMode extends Mode {
        @Override
        long get(final Object plane, final int index) {
            return ((short[]) plane)[index] & 0xffff;
        }

        @Override
        void set(final Object plane, final int index, final long value) {
            ((short[]) plane)[index] = (short) value;
        }
    }

    static final class IntMode extends Mode {
        @Override
        long get(final Object plane, final int index) {
            return ((int[]) plane)[index] & 0xffffffffL;
        }

        @Override
        void set(final Object plane, final int index, final long value) {
            ((int[]) plane)[index] = (int) value;
        }
    }

    static final class LongMode extends Mode {
        @Override
        long get(final Object plane, final int index) {
            return ((long[]) plane)[index];
        }

        @Override
        void set(final Object plane, final int index, final long value) {
            ((long[]) plane)[index] = value;
        }
    }
}
