package sc.fiji.neuroglancer.annotation.table;

import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.AnnotationSchema;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.annotation.PropertyNames;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * A file of points (in JSON also of other shapes), or the Results table: {@link #open} reads it once to learn what its
 * columns hold; the {@link #sources} read it again.
 *
 * <p>Heap: one row, and the distinct texts of each text column, at most 65,535; independent of the number of rows.
 */
public final class PointTable {

    private static final int MONITOR_STEP = 1 << 14;
    private static final String AXES = "xyzt";

    private final Path file;
    private final TableReader reader;
    private final TableOptions options;
    private final List<TableColumn> columns = new ArrayList<>();
    private final List<Message> notes = new ArrayList<>();
    private ColumnMap map;
    private SegmentColumns segments;
    private IdColumn id;
    private final Map<GeometryKind, Long> counts = new EnumMap<>(GeometryKind.class);
    private long rows;
    private boolean physical;

    private PointTable(final Path file, final TableReader reader, final TableOptions options) {
        this.file = file;
        this.reader = reader;
        this.options = options;
        physical = options.coordinates() == TableOptions.Coordinates.PHYSICAL && !reader.alwaysVoxels();
    }

    /**
     * Recognizes the format, finds the coordinates and learns the columns.
     *
     * @param monitor only checked for cancellation
     * @throws InputException when the file is not a table of points, has no points, or no columns for x and y
     */
    public static PointTable open(final Path file, final TableOptions options, final Monitor monitor)
            throws IOException {
        final PointTable table = new PointTable(file, TableReaders.find(file), options);
        table.learn(monitor);
        if (table.rows == 0) throw table.empty();
        return table;
    }

    /**
     * ImageJ's Results table, whose positions are lengths of the calibrated image.
     *
     * @param grid of the image that was measured
     * @param unplaced where rows go that do not belong to a slice of a stack
     * @param monitor only checked for cancellation
     * @throws InputException when the table is empty, or has no columns X and Y
     */
    public static PointTable open(
            final ResultsTable results, final ImageGrid grid, final Unplaced unplaced, final Monitor monitor)
            throws IOException {
        final ResultsReader reader = new ResultsReader(results, grid, unplaced);
        final PointTable table = new PointTable(Path.of("the Results table"), reader, TableOptions.VOXELS);
        table.learn(monitor);
        final long without = reader.withoutSlice();
        if (without > 0)
            table.notes.add(
                    Message.of("Rows without a slice: {} ({}).", without, Slot.given("unplaced", unplaced.label())));
        if (table.rows == 0) throw table.empty();
        return table;
    }

    private InputException empty() {
        return new InputException("{} has no points.", file.getFileName());
    }

    private void learn(final Monitor monitor) throws IOException {
        reader.read(file, options, new TableReader.RowSink() {
            @Override
            public void header(final List<String> names) {
                if (names.isEmpty()) throw empty();
                map = ColumnMap.of(names, options);
                for (int axis = 0; axis < 2; axis++)
                    if (!map.has(axis)) throw map.missing(axis, ColumnMap.LIKE_A_POSITION);
                checkUnits(names);
                segments = new SegmentColumns(names);
                id = IdColumn.find(names);
                for (int i = 0; i < names.size(); i++) {
                    if (isProperty(names, i)) columns.add(new TableColumn(names.get(i), i));
                }
            }

            @Override
            public void row(final long place, final GeometryKind kind, final List<String> cells) {
                counts.merge(kind, 1L, Long::sum);
                if (rows++ % MONITOR_STEP == 0) monitor.throwIfCanceled();
                for (final TableColumn column : columns) column.learn(cell(cells, column.index()));
                if (id != null) id.learn(cell(cells, id.index()), reader.place() + " " + place);
                if (rows == 1) checkUnitColumn(cells);
            }
        });
        settleIds();
        learnLabels(monitor);
        for (final TableColumn column : columns) {
            if (column.note() != null) notes.add(column.note());
        }
        columns.removeIf(column -> !column.isUsable());
    }

    /** Columns that turned out to hold texts after numbers need another reading. */
    private void learnLabels(final Monitor monitor) throws IOException {
        final List<TableColumn> incomplete = new ArrayList<>(columns);
        incomplete.removeIf(column -> !column.needsAnotherPass());
        if (incomplete.isEmpty()) return;
        final long[] passed = new long[1];
        reader.read(file, options, (place, kind, cells) -> {
            if (passed[0]++ % MONITOR_STEP == 0) monitor.throwIfCanceled();
            for (final TableColumn column : incomplete) column.learnLabel(cell(cells, column.index()));
        });
    }

    /** Ids are not a property; a column that cannot be used for ids is an ordinary one. */
    private void settleIds() {
        if (id == null) return;
        if (!reader.hasEachRowOnce()) id.refuse("some rows become several points");
        id.refuseTooMany(Runtime.getRuntime().maxMemory());
        if (id.isUsable()) columns.removeIf(column -> column.index() == id.index());
        else notes.add(id.note());
    }

    private boolean isProperty(final List<String> names, final int column) {
        return !map.isUsed(column) && !segments.isUsed(column) && !isRowNumber(names, column);
    }

    /** The first column of ImageJ has no name, that of napari is called index; both number the rows. */
    private static boolean isRowNumber(final List<String> names, final int column) {
        return names.get(column).isBlank() || column == 0 && names.get(0).equalsIgnoreCase("index");
    }

    private static String cell(final List<String> cells, final int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private void checkUnits(final List<String> names) {
        for (int axis = 0; axis < 3; axis++) {
            if (!map.has(axis)) continue;
            final String name = names.get(map.column(axis));
            checkUnit(ColumnMap.unit(name), "Column " + name);
        }
    }

    /** Imaris writes the unit into a column. */
    private void checkUnitColumn(final List<String> cells) {
        for (final TableColumn column : columns) {
            if (column.name().equals("Unit")) checkUnit(cell(cells, column.index()), "Column Unit");
        }
    }

    private void checkUnit(final String unit, final String where) {
        if (unit.isEmpty() || reader.alwaysVoxels()) return;
        final boolean voxels = Units.isNone(unit);
        if (options.coordinates() == TableOptions.Coordinates.AUTO) physical = !voxels;
        final Message says = Message.of("{} of {} says that coordinates are in {}", where, file.getFileName(), unit);
        if (!voxels && options.coordinates() == TableOptions.Coordinates.VOXEL_WITHOUT_IMAGE)
            throw new InputException(
                    "{}. This requires the voxel size of the image that the points belong to: {}.",
                    says,
                    Slot.either("open the image", "give the image with --image"));
        if (voxels == physical)
            throw new InputException(
                    "{}, but they would be read as {}: {}.",
                    says,
                    voxels ? "lengths" : "voxels",
                    Slot.set("units", voxels ? "Voxel" : "Physical"));
        if (!voxels && !options.unit().isEmpty() && !sameUnit(unit, options.unit()))
            throw new InputException(
                    "{}, but the image is in {}. Convert the table, or change the unit of the image.",
                    says,
                    options.unit());
    }

    private static boolean sameUnit(final String a, final String b) {
        if (a.trim().equalsIgnoreCase(b.trim())) return true;
        final Unit unit = unit(a);
        return !unit.equals(Unit.NONE) && unit.equals(unit(b));
    }

    /** The unit that a text means, whether in capital letters or not. */
    private static Unit unit(final String text) {
        final Unit unit = Units.space(text);
        return unit.equals(Unit.NONE) ? Units.space(text.toLowerCase(Locale.ROOT)) : unit;
    }

    /** Number of points and other shapes. */
    public long rows() {
        return rows;
    }

    /** Whether coordinates are taken as lengths. */
    public boolean isPhysical() {
        return physical;
    }

    /** Whether the table has a column of time points. */
    public boolean hasTime() {
        return map.has(3);
    }

    /** Names of the columns that can become properties, in the order of the table. */
    public List<String> propertyColumns() {
        final List<String> names = new ArrayList<>();
        for (final TableColumn column : columns) names.add(column.name());
        return names;
    }

    /** What was left out and why: a sentence each. */
    public List<Message> notes() {
        return List.copyOf(notes);
    }

    /**
     * The points and shapes as annotations, a collection for each kind of geometry, points first. As many columns as fit
     * become properties; {@link #notes} lists the others.
     *
     * @param space x, y, and optionally z and t; a table's z and t are ignored when the space does not have them
     * @param withProperties whether columns become properties and relationships
     * @throws InputException when the space has a z or t for which the table has no column
     */
    public List<AnnotationSource> sources(final AnnotationSpace space, final boolean withProperties) {
        final int[] axes = axes(space);
        final PropertyNames names = new PropertyNames();
        final List<PropertySpec> specs = new ArrayList<>();
        for (final TableColumn column : columns) if (withProperties) specs.add(column.spec(names.next(column.name())));
        int fitting = specs.size();
        for (final GeometryKind kind : counts.keySet())
            fitting = Math.min(fitting, AnnotationSchema.of(kind, space).fitting(specs));
        if (fitting < specs.size())
            notes.add(Message.of(
                    "Only the first {} columns became properties, because Neuroglancer cannot read more per point; left"
                            + " out: {}.",
                    fitting,
                    propertyColumns().subList(fitting, specs.size())));
        final List<AnnotationSource> sources = new ArrayList<>();
        for (final GeometryKind kind : counts.keySet()) {
            AnnotationSchema schema = AnnotationSchema.of(kind, space).withProperties(specs.subList(0, fitting));
            if (withProperties) schema = schema.withRelationships(segments.relationships());
            if (hasOwnIds()) schema = schema.withOwnIds();
            sources.add(new TableSource(schema, axes));
        }
        return sources;
    }

    /** For each dimension, its index in x, y, z, t. */
    private int[] axes(final AnnotationSpace space) {
        final int[] axes = new int[space.rank()];
        for (int d = 0; d < axes.length; d++) {
            axes[d] = AXES.indexOf(space.dimensions().get(d).name());
            if (axes[d] < 0)
                throw new IllegalArgumentException(
                        "dimension " + space.dimensions().get(d).name());
            if (!map.has(axes[d])) throw map.missing(axes[d], ColumnMap.LIKE_A_POSITION);
        }
        return axes;
    }

    private boolean hasOwnIds() {
        return id != null && id.isUsable() && !(id.isCount() && counts.size() == 1);
    }

    /** The second pass, for one kind. */
    private final class TableSource implements AnnotationSource {
        private final AnnotationSchema schema;
        private final int[] axes;

        TableSource(final AnnotationSchema schema, final int[] axes) {
            this.schema = schema;
            this.axes = axes;
        }

        @Override
        public AnnotationSchema schema() {
            return schema;
        }

        @Override
        public long estimate() {
            return counts.get(schema.kind());
        }

        @Override
        public String whereIs(final long number) throws IOException {
            final long[] found = new long[2];
            reader.read(file, options, (place, kind, cells) -> {
                if (kind == schema.kind() && ++found[0] == number) found[1] = place;
            });
            return reader.place() + " " + found[1];
        }

        @Override
        public void forEach(final Sink sink) throws IOException {
            final Annotation a = new Annotation(schema);
            reader.read(file, options, (place, kind, cells) -> {
                if (kind != schema.kind()) return;
                a.clear();
                if (schema.ownIds()) a.id(id.id(cell(cells, id.index())));
                if (!schema.relationships().isEmpty()) relate(a, place, cells);
                if (schema.kind() == GeometryKind.POINT) position(a, place, cells);
                else shape(a, place, cells);
                for (int p = 0; p < schema.properties().size(); p++)
                    a.property(
                            p, columns.get(p).value(cell(cells, columns.get(p).index())));
                sink.accept(a);
            });
        }

        private void position(final Annotation a, final long place, final List<String> cells) {
            for (int d = 0; d < axes.length; d++)
                a.geometry(d, coordinate(d, place, cell(cells, map.column(axes[d])), false));
        }

        /** Each cell holds a number for each position. */
        private void shape(final Annotation a, final long place, final List<String> cells) {
            final String[][] numbers = new String[axes.length][];
            for (int d = 0; d < axes.length; d++)
                numbers[d] = cell(cells, map.column(axes[d])).split(" ", -1);
            final double[] position = new double[axes.length];
            for (int p = 0; p < numbers[0].length; p++) {
                final boolean radii = schema.kind() == GeometryKind.ELLIPSOID && p == 1;
                for (int d = 0; d < axes.length; d++) position[d] = coordinate(d, place, numbers[d][p], radii);
                if (schema.kind() == GeometryKind.POLYLINE) a.vertex(position);
                else for (int d = 0; d < axes.length; d++) a.geometry(p * axes.length + d, position[d]);
            }
        }

        /** @param length whether this is an extent, not a position */
        private double coordinate(final int d, final long place, final String text, final boolean length) {
            final int axis = axes[d];
            double value = Double.NaN;
            try {
                value = Numbers.parse(text);
            } catch (final NumberFormatException e) {
                // reported below, like numbers that are not finite
            }
            if (Double.isNaN(value) || Double.isInfinite(value))
                throw wrong(place, text, String.valueOf(AXES.charAt(axis)), "not a number. Correct or remove it.");
            if (physical && axis < 3 && !map.fromOne(axis)) return value / options.voxelSize()[axis];
            if (length) return value;
            return value - (map.fromOne(axis) ? 1 : 0) + schema.space().offset(d);
        }

        private void relate(final Annotation a, final long place, final List<String> cells) {
            for (final int column : segments.columns()) {
                try {
                    segments.relate(column, cell(cells, column), a);
                } catch (final NumberFormatException e) {
                    throw wrong(
                            place,
                            e.getMessage(),
                            segments.column(column),
                            "not the id of a segment. Give " + Numbers.ID_RANGE + ", or several separated by spaces.");
                }
            }
        }

        private InputException wrong(final long place, final String text, final String column, final String problem) {
            final String where = reader.place().substring(0, 1).toUpperCase(Locale.ROOT)
                    + reader.place().substring(1);
            return new InputException(
                    "{} {} of {} has '{}' for {}, which is {}",
                    where,
                    place,
                    file.getFileName(),
                    text,
                    column,
                    Message.text(problem));
        }
    }
}
