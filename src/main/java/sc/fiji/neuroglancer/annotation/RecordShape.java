package sc.fiji.neuroglancer.annotation;

import sc.fiji.neuroglancer.precomputed.Bytes;

/** Geometry of an encoded record: its bounding box, and whether it intersects a cell. Reused for many records. */
final class RecordShape {

    private final GeometryKind kind;
    private final int rank;
    private double[] positions;
    private int count;
    private final double[] lower;
    private final double[] upper;

    RecordShape(final GeometryKind kind, final int rank) {
        this.kind = kind;
        this.rank = rank;
        positions = new double[2 * rank];
        lower = new double[rank];
        upper = new double[rank];
    }

    /** Reads the geometry of the record that begins at {@code offset}. */
    void set(final byte[] record, final int offset) {
        int at = offset;
        count = kind.positions();
        if (kind == GeometryKind.POLYLINE) {
            count = (int) Bytes.INT.get(record, at);
            at += Integer.BYTES;
            if (count * rank > positions.length) positions = new double[2 * count * rank];
        }
        for (int i = 0; i < count * rank; i++)
            positions[i] = Float.intBitsToFloat((int) Bytes.INT.get(record, at + Float.BYTES * i));
        for (int d = 0; d < rank; d++) bound(d);
    }

    private void bound(final int d) {
        if (kind == GeometryKind.ELLIPSOID) {
            final double radius = Math.abs(positions[rank + d]);
            lower[d] = positions[d] - radius;
            upper[d] = positions[d] + radius;
            return;
        }
        lower[d] = positions[d];
        upper[d] = positions[d];
        for (int p = 1; p < count; p++) {
            lower[d] = Math.min(lower[d], positions[p * rank + d]);
            upper[d] = Math.max(upper[d], positions[p * rank + d]);
        }
    }

    double lower(final int dimension) {
        return lower[dimension];
    }

    double upper(final int dimension) {
        return upper[dimension];
    }

    /** Whether the shape intersects the box between the corners a and b, its faces included. */
    boolean meets(final double[] a, final double[] b) {
        for (int d = 0; d < rank; d++) {
            if (upper[d] < a[d] || lower[d] > b[d]) return false;
        }
        if (kind == GeometryKind.ELLIPSOID) return ellipsoidMeets(a, b);
        if (kind != GeometryKind.LINE && kind != GeometryKind.POLYLINE) return true;
        for (int p = 0; p + 1 < count; p++) {
            if (segmentMeets(p, a, b)) return true;
        }
        return false;
    }

    /** Whether the point of the box nearest to the center, measured in radii, is within 1. */
    private boolean ellipsoidMeets(final double[] a, final double[] b) {
        double sum = 0;
        for (int d = 0; d < rank; d++) {
            final double center = positions[d];
            final double distance = Math.max(0, Math.max(a[d] - center, center - b[d]));
            if (distance == 0) continue;
            final double inRadii = distance / Math.abs(positions[rank + d]);
            sum += inRadii * inRadii;
        }
        return sum <= 1;
    }

    /** Clips the line segment against the box, one dimension at a time. */
    private boolean segmentMeets(final int vertex, final double[] a, final double[] b) {
        double from = 0;
        double to = 1;
        for (int d = 0; d < rank; d++) {
            final double start = positions[vertex * rank + d];
            final double step = positions[(vertex + 1) * rank + d] - start;
            if (step == 0) {
                if (start < a[d] || start > b[d]) return false;
                continue;
            }
            final double one = (a[d] - start) / step;
            final double other = (b[d] - start) / step;
            from = Math.max(from, Math.min(one, other));
            to = Math.min(to, Math.max(one, other));
        }
        return from <= to;
    }
}
