package sc.fiji.neuroglancer.annotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Writes a collection as {@code neuroglancer_annotations_v1}: {@link #read} reads the whole source first, so that
 * its errors are found before anything is written; then comes {@link #write}.
 *
 * <p>Heap for N points whose records have R bytes (rank 3 and two small properties: 20): {@code N * (R + 8) + 64 MiB},
 * and 16 N with own ids. When that is more than three quarters of the heap, or N is above 2^24, records go to temporary
 * files (twice {@code N * (R + 4)} bytes on disk), and the heap holds as many as it can sort at once, and 16 N with own
 * ids. Shapes with an extent take up to 64 more bytes each, polylines another 8.
 */
public final class AnnotationWriter implements Closeable {

    /** Shards and cells being written. */
    private static final long FIXED_HEAP = 64L << 20;

    private static final long MIN_HEAP = 16L << 20;
    private static final int ID_BYTES = 16;
    private static final double PAD = 0.5;
    private static final int MAX_KEY = 100;
    private static final double RELATIVE_PAD = 1e-6;

    private final AnnotationSchema schema;
    private final IndexLimits limits;
    private final AnnotationBuffer annotations;
    private final double[] lower;
    private final double[] upper;

    /**
     * Reads the source.
     *
     * @throws InputException when a record cannot be used, or an id occurs twice
     */
    public static AnnotationWriter read(final AnnotationSource source, final Monitor monitor) throws IOException {
        final int record = Math.max(16, source.schema().recordBytes());
        final long ids = source.schema().ownIds() ? ID_BYTES * source.estimate() : 0;
        final long heap = Math.max(MIN_HEAP, Runtime.getRuntime().maxMemory() / 4 * 3 - FIXED_HEAP - ids);
        final int sortable = (int) Math.min(IndexLimits.DEFAULT.bucket(), heap / (record + 12));
        return read(source, IndexLimits.DEFAULT.withBucket(sortable), heap * record / (record + 8), monitor);
    }

    static AnnotationWriter read(
            final AnnotationSource source, final IndexLimits limits, final long heapBudget, final Monitor monitor)
            throws IOException {
        final AnnotationBuffer buffer = new AnnotationBuffer(source.schema(), heapBudget, monitor);
        boolean done = false;
        try {
            source.forEach(buffer);
            buffer.checkIds(source);
            done = true;
        } finally {
            if (!done) buffer.close();
        }
        return new AnnotationWriter(buffer, limits);
    }

    private AnnotationWriter(final AnnotationBuffer annotations, final IndexLimits limits) {
        this.annotations = annotations;
        this.limits = limits;
        schema = annotations.schema();
        final int rank = schema.space().rank();
        lower = new double[rank];
        upper = new double[rank];
        for (int d = 0; d < rank; d++) bound(d);
    }

    private void bound(final int d) {
        if (schema.space().hasImage()) {
            lower[d] = schema.space().lower(d);
            upper[d] = schema.space().upper(d);
            return;
        }
        final double min = annotations.count() == 0 ? 0 : annotations.min(d);
        final double max = annotations.count() == 0 ? 0 : annotations.max(d);
        final double pad = Math.max(PAD, RELATIVE_PAD * Math.max(Math.abs(min), Math.abs(max)));
        lower[d] = min - pad;
        upper[d] = max + pad;
    }

    /** Number of annotations. */
    public long count() {
        return annotations.count();
    }

    /** How many of them extend beyond the image; 0 without an image. They are kept. */
    public long outside() {
        return annotations.outside();
    }

    /**
     * Writes all files except {@code info} and returns its content, to be written by {@link InfoFile#write} when
     * everything else is in place.
     *
     * @param folder of the dataset within the store, empty for the store itself
     * @param showAll whether viewers draw all annotations in view instead of a sample of the density that suits the
     *     screen
     * @param monitor counts the annotations of the index by id, then the relationships, then the annotations of the
     *     spatial index
     */
    public ObjectNode write(
            final WritableStore store, final String folder, final boolean showAll, final Monitor monitor)
            throws IOException {
        final AnnotationInfo info = new AnnotationInfo(schema, lower, upper);
        monitor.start("Writing the index by id", annotations.count());
        final IdIndex ids = new IdIndex(annotations, limits);
        ids.write(store, Keys.join(folder, "by_id"), monitor);
        info.byId("by_id", ids.sharding());
        writeRelationships(info, store, folder, monitor);
        monitor.start("Writing the spatial index", annotations.count());
        final LevelGrids grids = new LevelGrids(lower, upper, widths());
        final SpatialIndex spatial = schema.kind() == GeometryKind.POINT
                ? new PointIndex(annotations, grids, limits)
                : new ShapeIndex(annotations, grids, limits);
        final List<SpatialLevel> levels = spatial.write(store, folder, monitor);
        info.spatial(levels, showAll);
        monitor.throwIfCanceled();
        return info.json();
    }

    private void writeRelationships(
            final AnnotationInfo info, final WritableStore store, final String folder, final Monitor monitor)
            throws IOException {
        if (schema.relationships().isEmpty()) return;
        monitor.start("Writing the index by segment", schema.relationships().size());
        final Set<String> keys = new HashSet<>();
        for (int r = 0; r < schema.relationships().size(); r++) {
            final String name = schema.relationships().get(r);
            final String key = relationshipKey(name, keys);
            final RelatedIndex related = new RelatedIndex(annotations, r, limits, monitor);
            related.write(store, Keys.join(folder, key));
            monitor.advance(1);
            info.relationship(name, key, related.sharding());
        }
    }

    /** A folder name that differs from all others even where case is ignored. */
    private static String relationshipKey(final String name, final Set<String> taken) {
        final String legal = "rel_" + name.replaceAll("[^a-zA-Z0-9_]+", "_");
        final String plain = legal.substring(0, Math.min(MAX_KEY, legal.length()));
        String key = plain;
        for (int n = 2; !taken.add(key.toLowerCase(Locale.ROOT)); n++) key = plain + "_" + n;
        return key;
    }

    /**
     * Comparable extents, in the unit of the first dimension; a dimension in another unit (time) counts as wide as the
     * widest of these.
     */
    private double[] widths() {
        final List<Dimension> dimensions = schema.space().dimensions();
        final double[] widths = new double[dimensions.size()];
        double widest = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int d = 0; d < widths.length; d++) {
                final boolean comparable =
                        dimensions.get(d).unit().equals(dimensions.get(0).unit());
                if (comparable)
                    widths[d] =
                            (upper[d] - lower[d]) * dimensions.get(d).scale().doubleValue();
                else widths[d] = widest;
                widest = Math.max(widest, widths[d]);
            }
        }
        return widths;
    }

    @Override
    public void close() {
        annotations.close();
    }
}
