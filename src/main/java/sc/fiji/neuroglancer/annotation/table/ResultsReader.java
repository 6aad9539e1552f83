package sc.fiji.neuroglancer.annotation.table;

import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.task.InputException;

/**
 * ImageJ's Results table: X and Y (and Z, if present) are lengths of the calibrated image; Slice and Frame count from 1.
 * Without Frame, Slice is the number of the plane in the stack. Where Area is greater than 0, X and Y are a centroid,
 * which ImageJ measures from the corner of the first pixel; other positions are measured from its center.
 *
 * <p>Heap: one row.
 */
final class ResultsReader implements TableReader {

    private static final List<String> AXES = List.of("x", "y", "z", "t");
    private static final List<String> POSITION = List.of("X", "Y", "Z", "Slice", "Frame");
    private static final double HALF = 0.5;

    private final ResultsTable table;
    private final ImageGrid grid;
    private final Unplaced unplaced;
    private final List<String> others = new ArrayList<>();
    private long withoutSlice;
    private boolean repeated;

    ResultsReader(final ResultsTable table, final ImageGrid grid, final Unplaced unplaced) {
        this.table = table;
        this.grid = grid;
        this.unplaced = unplaced;
        for (final String name : table.getHeadings()) if (!POSITION.contains(name) && !name.isBlank()) others.add(name);
    }

    @Override
    public boolean accepts(final String head) {
        return false;
    }

    @Override
    public boolean alwaysVoxels() {
        return true;
    }

    @Override
    public boolean hasEachRowOnce() {
        return !repeated;
    }

    @Override
    public String place() {
        return "row";
    }

    @Override
    public void read(final Path file, final TableOptions options, final RowSink sink) throws IOException {
        if (!table.columnExists("X") || !table.columnExists("Y"))
            throw new InputException(
                    "The Results table has no columns X and Y: turn on Centroid in Analyze > Set Measurements... and"
                            + " measure again. Its columns are: {}.",
                    others);
        final List<String> header = new ArrayList<>(AXES);
        header.addAll(others);
        sink.header(header);
        withoutSlice = 0;
        repeated = false;
        for (int row = 0; row < table.size(); row++) {
            final int[] place = place(row);
            if (grid.isUnplaced(place[0], place[1]) && !table.columnExists("Z")) withoutSlice++;
            final int[][] places = grid.places(place[0], place[1], unplaced);
            repeated |= places.length > 1;
            for (final int[] there : places) sink.row(row + 1L, cells(row, there));
        }
    }

    private int[] place(final int row) {
        final int slice = number("Slice", row);
        final int frame = number("Frame", row);
        if (frame > 0) return new int[] {slice - 1, frame - 1};
        if (slice > 0) return grid.position(slice);
        final int z = table.columnExists("Z") ? 0 : ImageGrid.NONE;
        return new int[] {z, ImageGrid.NONE};
    }

    /** A number from 1, or 0 without one. */
    private int number(final String column, final int row) {
        if (!table.columnExists(column)) return 0;
        final double value = table.getValue(column, row);
        return value >= 1 ? (int) value : 0;
    }

    private List<String> cells(final int row, final int[] place) {
        final Calibration calibration = grid.calibration();
        final boolean area = table.columnExists("Area") && table.getValue("Area", row) > 0;
        final double x = calibration.getRawX(table.getValue("X", row)) - (area ? HALF : 0);
        final double y = calibration.getRawY(table.getValue("Y", row), grid.height()) - (area ? HALF : 0);
        final double z = number("Slice", row) == 0 && table.columnExists("Z")
                ? table.getValue("Z", row) / calibration.pixelDepth + calibration.zOrigin
                : place[0];
        final String[] cells = new String[AXES.size() + others.size()];
        cells[0] = Double.toString(x);
        cells[1] = Double.toString(y);
        cells[2] = Double.toString(z);
        cells[3] = Integer.toString(place[1]);
        for (int i = 0; i < others.size(); i++) cells[AXES.size() + i] = text(others.get(i), row);
        return Arrays.asList(cells);
    }

    /** The number in full precision, not as rounded for display; or the text. */
    private String text(final String column, final int row) {
        final String shown = table.getStringValue(column, row);
        if (shown == null) return "";
        if (!table.columnExists(column) || !Numbers.isNumber(shown)) return shown; // row labels are not a column
        final double value = table.getValue(column, row);
        return Double.isNaN(value) ? shown : Double.toString(value);
    }

    /** How many rows did not belong to a slice in the last reading. */
    long withoutSlice() {
        return withoutSlice;
    }
}
