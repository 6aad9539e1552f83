package sc.fiji.neuroglancer.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.precomputed.Bytes;
import sc.fiji.neuroglancer.precomputed.Spool;

/**
 * Points in portions that fit into the heap, in the order of their codes: the records themselves as one portion when they
 * are on the heap anyway, otherwise temporary files, each for a range of codes.
 *
 * <p>Heap: 256 KiB per file while the points are distributed, then one portion with 4 more bytes per record.
 */
final class PointBuckets implements Closeable {

    /** Takes an entry: an index and a record. */
    @FunctionalInterface
    private interface EntrySink {
        void accept(byte[] entry) throws IOException;
    }

    /** Number of bits by which a range of codes is split at once. */
    private static final int SPLIT_BITS = 10;

    private final AnnotationBuffer annotations;
    private final LevelGrids grids;
    private final int recordBytes;
    private final int entryBytes;
    private final int maxSize;
    /** The portions; empty when all annotations are a single portion. */
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
            split(null, 0);
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
        return new Bucket(files.isEmpty() ? null : files.get(number));
    }

    /** @param file null for all annotations */
    private void forEach(final Spool file, final EntrySink sink) throws IOException {
        final Spool.Cursor in = file == null ? annotations.records() : file.reader();
        final int count = file == null ? annotations.count() : size(file);
        final byte[] entry = new byte[entryBytes];
        for (int i = 0; i < count; i++) {
            if (file == null) {
                Bytes.INT.set(entry, 0, i);
                in.read(entry, Integer.BYTES, recordBytes);
            } else {
                in.read(entry, 0, entryBytes);
            }
            sink.accept(entry);
        }
    }

    /** Splits the points of a file, or all points, whose codes share the first bits. */
    private void split(final Spool points, final int sharedBits) throws IOException {
        final int bits = Math.min(SPLIT_BITS, grids.totalBits() - sharedBits);
        final int shift = grids.totalBits() - sharedBits - bits;
        final int mask = (1 << bits) - 1;
        final int[] partOf = new int[mask + 1];
        forEach(points, entry -> partOf[(int) (grids.code(entry, Integer.BYTES) >>> shift) & mask]++);
        final List<Spool> parts = join(partOf);
        forEach(points, entry -> {
            final int range = (int) (grids.code(entry, Integer.BYTES) >>> shift) & mask;
            parts.get(partOf[range]).append(entry, 0, entryBytes);
        });
        for (final Spool part : parts) {
            if (size(part) <= maxSize) {
                files.add(part);
                continue;
            }
            if (shift == 0) cut(part);
            else split(part, sharedBits + bits);
            part.close();
        }
    }

    /**
     * Joins neighboring ranges as long as they are small enough together; replaces each count by the number of its part.
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

    /** For points in a single finest cell, where any order is fine. */
    private void cut(final Spool points) throws IOException {
        final Spool.Cursor in = points.reader();
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

    /** One portion. */
    final class Bucket {
        /** Null when all annotations are a single portion. */
        private final Spool entries;

        private final byte[] index = new byte[Integer.BYTES];

        private Bucket(final Spool file) throws IOException {
            entries = file == null ? null : new Spool(Long.MAX_VALUE);
            if (file != null) forEach(file, entry -> entries.append(entry, 0, entryBytes));
        }

        int size() {
            return entries == null ? annotations.count() : PointBuckets.this.size(entries);
        }

        /** Copies a record. */
        void read(final int position, final byte[] into, final int offset) throws IOException {
            if (entries == null) annotations.read(position, into, offset);
            else entries.read((long) position * entryBytes + Integer.BYTES, into, offset, recordBytes);
        }

        /** Which annotation it is. */
        int index(final int position) throws IOException {
            if (entries == null) return position;
            entries.read((long) position * entryBytes, index, 0, Integer.BYTES);
            return (int) Bytes.INT.get(index, 0);
        }
    }
}
