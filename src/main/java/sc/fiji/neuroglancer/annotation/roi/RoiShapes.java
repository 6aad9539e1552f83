package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.AnnotationSchema;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * ROIs as annotations. A collection of annotations has one kind of geometry, so there is one collection for each kind.
 * The ROIs are read twice: to learn their kinds and properties, and to convert them.
 *
 * <p>Heap: the ROIs themselves, one shape, and the distinct names.
 */
public final class RoiShapes {

    private static final int NAMED = 3;
    /** From the middle of a slice to its faces. */
    private static final double HALF = 0.5;

    /** Names given by the ROI Manager of old versions: slice, y, x. */
    private static final Pattern SLICE = Pattern.compile("(\\d{4,6})-\\d{4,6}-\\d{4,6}\\b.*");

    /** ROIs of a kind that were left out for a reason. */
    private record LeftOut(String plural, Message reason) {}

    private final List<Roi> rois;
    private final ImageGrid grid;
    private final Areas areas;
    private final Unplaced unplaced;
    private final RoiProperties properties;
    private final Map<GeometryKind, Long> counts = new EnumMap<>(GeometryKind.class);
    private final Map<LeftOut, List<String>> leftOut = new LinkedHashMap<>();
    private final List<Message> notes = new ArrayList<>();
    private long withoutSlice;

    private RoiShapes(final List<Roi> rois, final ImageGrid grid, final Areas areas, final Unplaced unplaced) {
        this.rois = List.copyOf(rois);
        this.grid = grid;
        this.areas = areas;
        this.unplaced = unplaced;
        properties = new RoiProperties(grid.hasChannels());
    }

    /**
     * Reads the ROIs for the first time.
     *
     * @param grid of the image that they were drawn on
     * @param areas what areas become
     * @param unplaced where shapes go that do not belong to a slice
     * @param withProperties whether names, counters, groups, channels and colors become properties
     * @throws InputException when nothing is left to export; says why
     */
    public static RoiShapes of(
            final List<Roi> rois,
            final ImageGrid grid,
            final Areas areas,
            final Unplaced unplaced,
            final boolean withProperties)
            throws IOException {
        final RoiShapes shapes = new RoiShapes(rois, grid, areas, unplaced);
        for (final Roi roi : rois) shapes.learn(roi);
        if (withProperties) shapes.properties.endLearning(shapes.notes);
        shapes.note();
        if (shapes.counts.isEmpty())
            throw new InputException("There is nothing to export.{}", Message.join("", shapes.sentences()));
        return shapes;
    }

    /** Whether a ROI can become a shape: texts and images cannot. */
    public static boolean isShape(final Roi roi) {
        return RoiConverters.find(roi) != RoiConverters.OTHER;
    }

    private void learn(final Roi roi) throws IOException {
        final RoiConverter converter = RoiConverters.find(roi);
        properties.learn(roi);
        converter.convert(roi, areas, new RoiConverter.Shapes() {
            @Override
            public void shape(final GeometryKind kind, final int index, final int counter, final double... numbers) {
                final int[] place = place(grid, roi, index);
                if (grid.isUnplaced(place[0], place[1])) withoutSlice++;
                final long count = grid.places(place[0], place[1], unplaced).length;
                if (count == 0) return;
                properties.learn(counter);
                counts.merge(kind, count, Long::sum);
            }

            @Override
            public void leaveOut(final Message reason) {
                leftOut.computeIfAbsent(new LeftOut(converter.plural(), reason), key -> new ArrayList<>())
                        .add(roi.getName());
            }
        });
    }

    private void note() {
        leftOut.forEach((what, names) -> notes.add(
                Message.of("{} {}{} left out: {}.", names.size(), what.plural(), some(names), what.reason())));
        if (withoutSlice == 0) return;
        final String which = withoutSlice == 1
                ? "1 point or shape has no slice and was"
                : withoutSlice + " points or shapes have no slice and were";
        final Slot setting = Slot.given("unplaced", unplaced.label());
        notes.add(
                switch (unplaced) {
                    case SKIP -> Message.of("{} left out ({}).", which, setting);
                    case ALL -> Message.of("{} put on all slices.", which);
                    case CURRENT -> Message.of("{} put on slice {} ({}).", which, grid.shownSlice(), setting);
                });
    }

    /** Each note after a space. */
    private List<Message> sentences() {
        return notes.stream().map(note -> Message.of(" {}", note)).toList();
    }

    /** Some names in parentheses, or nothing without names. */
    private static String some(final List<String> names) {
        final List<String> known =
                names.stream().filter(Objects::nonNull).limit(NAMED).toList();
        if (known.isEmpty()) return "";
        return " (" + String.join(", ", known) + (known.size() < names.size() ? ", ...)" : ")");
    }

    /** Slice and time point of the point, else of the ROI, else of its name; NONE without one. */
    static int[] place(final ImageGrid grid, final Roi roi, final int index) {
        if (index > 0) return grid.position(index);
        if (roi.hasHyperStackPosition() && roi.getZPosition() + roi.getTPosition() > 0)
            return new int[] {roi.getZPosition() - 1, roi.getTPosition() - 1};
        if (roi.getPosition() > 0) return grid.position(roi.getPosition());
        final Matcher old = SLICE.matcher(roi.getName() == null ? "" : roi.getName());
        if (old.matches() && Integer.parseInt(old.group(1)) > 0) return grid.position(Integer.parseInt(old.group(1)));
        return new int[] {ImageGrid.NONE, ImageGrid.NONE};
    }

    /** The annotations, a collection for each kind of geometry, points first. */
    public List<AnnotationSource> sources() {
        final List<AnnotationSource> sources = new ArrayList<>();
        counts.forEach((kind, count) -> sources.add(new RoiSource(kind, count)));
        return sources;
    }

    /** What was left out or decided: a sentence each. */
    public List<Message> notes() {
        return List.copyOf(notes);
    }

    /** The second pass, for one kind. */
    private final class RoiSource implements AnnotationSource {
        private final AnnotationSchema schema;
        private final long count;

        RoiSource(final GeometryKind kind, final long count) {
            schema = AnnotationSchema.of(kind, grid.space()).withProperties(properties.specs());
            this.count = count;
        }

        @Override
        public AnnotationSchema schema() {
            return schema;
        }

        @Override
        public long estimate() {
            return count;
        }

        @Override
        public void forEach(final Sink sink) throws IOException {
            final Annotation annotation = new Annotation(schema);
            for (final Roi roi : rois) {
                RoiConverters.find(roi).convert(roi, areas, (kind, index, counter, numbers) -> {
                    if (kind != schema.kind()) return;
                    final int[] place = place(grid, roi, index);
                    for (final int[] there : grid.places(place[0], place[1], unplaced)) {
                        annotation.clear();
                        setGeometry(annotation, numbers, there);
                        properties.fill(annotation, roi, counter);
                        sink.accept(annotation);
                    }
                });
            }
        }

        /**
         * Puts a shape of a plane into the space of the annotations. Boxes and ellipsoids are as thick as the slice.
         *
         * @param in see {@link RoiConverter.Shapes#shape}
         * @param place slice and time point, from 0
         */
        private void setGeometry(final Annotation annotation, final double[] in, final int[] place) {
            final GeometryKind kind = schema.kind();
            if (kind == GeometryKind.POLYLINE) {
                for (int i = 0; i < in.length; i += 2) annotation.vertex(position(in[i], in[i + 1], place));
                return;
            }
            set(annotation, 0, position(in[0], in[1], place), kind == GeometryKind.BOX ? -HALF : 0);
            if (kind == GeometryKind.POINT) return;
            final double[] second = position(in[2], in[3], place);
            if (kind == GeometryKind.ELLIPSOID) {
                Arrays.fill(second, HALF);
                second[0] = in[2];
                second[1] = in[3];
            }
            set(annotation, second.length, second, kind == GeometryKind.BOX ? HALF : 0);
        }

        private double[] position(final double x, final double y, final int[] place) {
            final AnnotationSpace space = grid.space();
            final double[] position = new double[space.rank()];
            position[0] = x;
            position[1] = y;
            if (space.indexOf("z") >= 0) position[space.indexOf("z")] = place[0];
            if (space.indexOf("t") >= 0) position[space.indexOf("t")] = place[1];
            for (int d = 0; d < position.length; d++) position[d] += space.offset(d);
            return position;
        }

        /** @param shift added across planes */
        private static void set(
                final Annotation annotation, final int start, final double[] numbers, final double shift) {
            for (int d = 0; d < numbers.length; d++)
                annotation.geometry(start + d, d < 2 ? numbers[d] : numbers[d] + shift);
        }
    }
}
