package sc.fiji.neuroglancer.command;

import java.util.Locale;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.table.TableOptions;
import sc.fiji.neuroglancer.task.InputException;

/** From the values of {@link PointsKeys} to how the numbers of a table are meant. */
final class TableMeaning {

    private static final int AXES = 4;

    private TableMeaning() {}

    /**
     * The options for a table that belongs to the image of a grid.
     *
     * @param columns names of the columns for x, y, z, t with commas between them, or empty
     * @throws InputException when the values do not fit
     */
    static TableOptions options(final ImageGrid grid, final Values values, final String columns) {
        final TableOptions.Builder options = TableOptions.builder()
                .order(TableOptions.Order.valueOf(values.text("order").toUpperCase(Locale.ROOT)));
        setUnits(grid, values.text("units"), options);
        if (grid.hasImage()) options.planes(grid::position);
        final String[] names = columns.split(",", -1);
        if (names.length == 1 && columns.isBlank()) return options.build();
        if (names.length < 2 || names.length > AXES)
            throw new InputException("columns '" + columns
                    + "' cannot be used: give the names of the columns for x,y or x,y,z or x,y,z,t.");
        final String[] all = {"", "", "", ""};
        System.arraycopy(names, 0, all, 0, names.length);
        return options.columns(all[0], all[1], all[2], all[3]).build();
    }

    private static void setUnits(final ImageGrid grid, final String units, final TableOptions.Builder options) {
        final boolean physical = units.equals(PointsKeys.PHYSICAL);
        if (physical && !grid.hasImage())
            throw new InputException("units=Physical needs the image that the points belong to, which says how large a"
                    + " voxel is: open it, or name it by --image in a shell.");
        if (units.equals(PointsKeys.VOXEL)) return;
        if (!grid.hasImage()) {
            options.withoutImage();
            return;
        }
        final double[] size = {grid.voxelSize(0), grid.voxelSize(1), grid.voxelSize(2)};
        if (physical) options.physical(size[0], size[1], size[2], grid.unit());
        else options.byTable(size[0], size[1], size[2], grid.unit());
    }
}
