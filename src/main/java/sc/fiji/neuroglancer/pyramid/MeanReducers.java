package sc.fiji.neuroglancer.pyramid;

/** Block means, a class per array type: plain loops that the compiler can vectorize. */
final class MeanReducers {

    private MeanReducers() {}

    /** 8 bit; the mask says whether the sign counts. */
    static final class ByteMean extends Reducer {
        private final int mask;

        ByteMean(final int mask) {
            this.mask = mask;
        }

        @Override
        void reduceRow(final RowPairs rows, final Object out, final int target) {
            final byte[] a = (byte[]) rows.a;
            final byte[] b = (byte[]) rows.b;
            final byte[] o = (byte[]) out;
            final int p = rows.first;
            final int q = rows.second;
            final int m = mask;
            final int pairs = rows.halve ? rows.width / 2 : 0;
            for (int i = 0; i < pairs; i++) {
                final int x = 2 * i;
                final int sum = (a[p + x] & m)
                        + (a[p + x + 1] & m)
                        + (a[q + x] & m)
                        + (a[q + x + 1] & m)
                        + (b[p + x] & m)
                        + (b[p + x + 1] & m)
                        + (b[q + x] & m)
                        + (b[q + x + 1] & m);
                o[target + i] = (byte) ((sum + 4) >> 3);
            }
            for (int x = 2 * pairs, i = target + pairs; x < rows.width; x++, i++) {
                final int sum = (a[p + x] & m) + (a[q + x] & m) + (b[p + x] & m) + (b[q + x] & m);
                o[i] = (byte) ((sum + 2) >> 2);
            }
        }
    }

    /** 16 bit; the mask says whether the sign counts. */
    static final class ShortMean extends Reducer {
        private final int mask;

        ShortMean(final int mask) {
            this.mask = mask;
        }

        @Override
        void reduceRow(final RowPairs rows, final Object out, final int target) {
            final short[] a = (short[]) rows.a;
            final short[] b = (short[]) rows.b;
            final short[] o = (short[]) out;
            final int p = rows.first;
            final int q = rows.second;
            final int m = mask;
            final int pairs = rows.halve ? rows.width / 2 : 0;
            for (int i = 0; i < pairs; i++) {
                final int x = 2 * i;
                final int sum = (a[p + x] & m)
                        + (a[p + x + 1] & m)
                        + (a[q + x] & m)
                        + (a[q + x + 1] & m)
                        + (b[p + x] & m)
                        + (b[p + x + 1] & m)
                        + (b[q + x] & m)
                        + (b[q + x + 1] & m);
                o[target + i] = (short) ((sum + 4) >> 3);
            }
            for (int x = 2 * pairs, i = target + pairs; x < rows.width; x++, i++) {
                final int sum = (a[p + x] & m) + (a[q + x] & m) + (b[p + x] & m) + (b[q + x] & m);
                o[i] = (short) ((sum + 2) >> 2);
            }
        }
    }

    /** 32 bit whole numbers; the mask says whether the sign counts. */
    static final class IntMean extends Reducer {
        private final long mask;

        IntMean(final long mask) {
            this.mask = mask;
        }

        @Override
        void reduceRow(final RowPairs rows, final Object out, final int target) {
            final int[] a = (int[]) rows.a;
            final int[] b = (int[]) rows.b;
            final int[] o = (int[]) out;
            final int p = rows.first;
            final int q = rows.second;
            final long m = mask;
            final int pairs = rows.halve ? rows.width / 2 : 0;
            for (int i = 0; i < pairs; i++) {
                final int x = 2 * i;
                final long sum = (a[p + x] & m)
                        + (a[p + x + 1] & m)
                        + (a[q + x] & m)
                        + (a[q + x + 1] & m)
                        + (b[p + x] & m)
                        + (b[p + x + 1] & m)
                        + (b[q + x] & m)
                        + (b[q + x + 1] & m);
                o[target + i] = (int) ((sum + 4) >> 3);
            }
            for (int x = 2 * pairs, i = target + pairs; x < rows.width; x++, i++) {
                final long sum = (a[p + x] & m) + (a[q + x] & m) + (b[p + x] & m) + (b[q + x] & m);
                o[i] = (int) ((sum + 2) >> 2);
            }
        }
    }

    /** 64 bit unsigned: quotients and remainders of 8 are summed apart, as the sum itself would not fit. */
    static final class LongMean extends Reducer {
        @Override
        void reduceRow(final RowPairs rows, final Object out, final int target) {
            final long[] a = (long[]) rows.a;
            final long[] b = (long[]) rows.b;
            final long[] o = (long[]) out;
            final int step = rows.halve ? 2 : 1;
            for (int x = 0, i = target; x < rows.width; x += step, i++) {
                final int right = Math.min(x + step - 1, rows.width - 1);
                o[i] = mean(
                        a[rows.first + x],
                        a[rows.first + right],
                        a[rows.second + x],
                        a[rows.second + right],
                        b[rows.first + x],
                        b[rows.first + right],
                        b[rows.second + x],
                        b[rows.second + right]);
            }
        }

        private static long mean(final long... values) {
            long quotients = 0;
            long remainders = 0;
            for (final long v : values) {
                quotients += v >>> 3;
                remainders += v & 7;
            }
            return quotients + (remainders + 4 >>> 3);
        }
    }

    /** 32 bit floating point, summed as double. */
    static final class FloatMean extends Reducer {
        @Override
        void reduceRow(final RowPairs rows, final Object out, final int target) {
            final float[] a = (float[]) rows.a;
            final float[] b = (float[]) rows.b;
            final float[] o = (float[]) out;
            final int step = rows.halve ? 2 : 1;
            final int p = rows.first;
            final int q = rows.second;
            for (int x = 0, i = target; x < rows.width; x += step, i++) {
                final int r = Math.min(x + step - 1, rows.width - 1);
                final double sum =
                        (double) a[p + x] + a[p + r] + a[q + x] + a[q + r] + b[p + x] + b[p + r] + b[q + x] + b[q + r];
                o[i] = Double.isNaN(sum)
                        ? meanOfNumbers(a[p + x], a[p + r], a[q + x], a[q + r], b[p + x], b[p + r], b[q + x], b[q + r])
                        : (float) (sum / 8);
            }
        }

        private static float meanOfNumbers(final float... values) {
            double sum = 0;
            int count = 0;
            for (final float v : values) {
                if (Float.isNaN(v)) continue;
                sum += v;
                count++;
            }
            return count == 0 ? Float.NaN : (float) (sum / count);
        }
    }
}
