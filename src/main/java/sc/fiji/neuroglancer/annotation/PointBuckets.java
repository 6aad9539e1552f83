package sc.fiji.neuroglancer.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.Spool;

/**
 * Points in portions that fit the heap, in the order of their codes: one portion where the records are when they are on
 * the heap already, else temporary files, each for a range of codes.
 *
 * <p>Heap: 256 KiB a file while the points are distributed, then one portion with 4 bytes more a record.
 */
final class PointBuckets implements Closeable {

    /** One portion. */
    interface Bucket {
        int size();

        /** Copies a record. */
        void read(int position, byte[] into, int offset) throws IOException;

        /** Which annotation it is. */
        int index(int position) throws IOException;
    }

    /** Takes an entry: an index and a record. */
    @FunctionalInterface
    private interface EntrySink {
        void accept(byte[] entry) throws IOException;
    }

    /** Something that can hand over entries, again and again. */
    @FunctionalInterface
    private interface Entries {
        void forEach(EntrySink sink) throws IOException;
    }

    /** A range of codes is split by so many of its bits at once. */
    private static final int SPLIT_BITS = 10;

    private final AnnotationBuffer annotations;
    private final LevelGrids grids;
    private final int recordBytes;
    private final int entryBytes;
    private final int maxSize;
    /** The portions; empty when the annotations are one. */
    private final List<Spool> files = new ArrayList<>();

    private final List<Spool> opened = new ArrayList<>();

    PointBuckets(final AnnotationBuffer annotations, final LevelGrids grids, final int maxSize) throws IOException {
        this.annotations = annotations;
        this.grids = grids;
        this.maxSize = maxSize;
        recordBytes = annotations.schema().recordBytes();
        entryBytes = Integer.BYTES + recordBytes;
        if (!annotations.onDisk() && annotations.count() <= maxSize) return;
        boolean done = false;
        try {
            split(this::allPoints, 0);
            done = true;
        } finally {
            if (!done) close();
        }
    }

    int count() {
        return files.isEmpty() ? 1 : files.size();
    }

    /** Loads a portion. */
    Bucket open(final int number) throws IOException {
        return files.isEmpty() ? new Whole() : new Loaded(files.get(number));
    }

    private void allPoints(final EntrySink sink) throws IOException {
        final Spool.Reader in = annotations.records();
        final byte[] entry = new byte[entryBytes];
        for (int i = 0; i < annotations.count(); i++) {
            Bytes.INT.set(entry, 0, i);
            in.read(entry, Integer.BYTES, recordBytes);
            sink.accept(entry);
        }
    }

    private Entries entries(final Spool file) {
        return sink -> {
            final Spool.Reader in = file.reader();
            final byte[] entry = new byte[entryBytes];
            for (int i = size(file); i > 0; i--) {
                in.read(entry, 0, entryBytes);
                sink.accept(entry);
            }
        };
    }

    /** Splits points whose codes share the first bits. */
    private void split(final Entries points, final int sharedBits) throws IOException {
        final int bits = Math.min(SPLIT_BITS, grids.totalBits() - sharedBits);
        final int shift = grids.totalBits() - sharedBits - bits;
        final int mask = (1 << bits) - 1;
        final int[] partOf = new int[mask + 1];
        points.forEach(entry -> partOf[(int) (grids.code(entry, Integer.BYTES) >>> shift) & mask]++);
        final List<Spool> parts = join(partOf);
        points.forEach(entry -> {
            final int range = (int) (grids.code(entry, Integer.BYTES) >>> shift) & mask;
            parts.get(partOf[range]).append(entry, 0, entryBytes);
        });
        for (final Spool part : parts) {
            if (size(part) <= maxSize) {
                files.add(part);
                continue;
            }
            if (shift == 0) cut(part);
            else split(entries(part), sharedBits + bits);
            part.close();
        }
    }

    /**
     * Joins neighbouring ranges as long as they are small enough together; replaces each count by its part's number.
     */
    private List<Spool> join(final int[] counts) {
        final List<Spool> parts = new ArrayList<>();
        long size = 0;
        for (int range = 0; range < counts.length; range++) {
            if (parts.isEmpty() || size > 0 && size + counts[range] > maxSize) {
                parts.add(temporary());
                size = 0;
            }
            size += counts[range];
            counts[range] = parts.size() - 1;
        }
        return parts;
    }

    /** All in one finest cell: any order will do. */
    private void cut(final Spool points) throws IOException {
        final Spool.Reader in = points.reader();
        final byte[] entry = new byte[entryBytes];
        for (int left = size(points); left > 0; ) {
            final Spool piece = temporary();
            for (int n = Math.min(left, maxSize); n > 0; n--, left--) {
                in.read(entry, 0, entryBytes);
                piece.append(entry, 0, entryBytes);
            }
            files.add(piece);
        }
    }

    private Spool temporary() {
        final Spool spool = new Spool(0);
        opened.add(spool);
        return spool;
    }

    private int size(final Spool file) {
        return (int) (file.size() / entryBytes);
    }

    @Override
    public void close() {
        opened.forEach(Spool::close);
    }

    private final class Whole implements Bucket {
        @Override
        public int size() {
            return annotations.count();
        }

        @Override
        public void read(final int position, final byte[] into, final int offset) throws IOException {
            annotations.read(position, into, offset);
        }

        @Override
        public int index(final int position) {
            return position;
        }
    }

    private final class Loaded implements Bucket {
        private final Spool entries = new Spool(Long.MAX_VALUE);
        private final byte[] index = new byte[Integer.BYTES];

        Loaded(final Spool file) throws IOException {
            entries(file).forEach(entry -> entries.append(entry, 0, entryBytes));
        }

        @Override
        public int size() {
            return PointBuckets.this.size(entries);
        }

        @Override
        public void read(final int position, final byte[] into, final int offset) throws IOException {
            entries.read((long) position * entryBytes + Integer.BYTES, into, offset, recordBytes);
        }

        @Override
        public int index(final int position) throws IOException {
            entries.read((long) position * entryBytes, index, 0, Integer.BYTES);
            return (int) Bytes.INT.get(index, 0);
        }
    }
}
