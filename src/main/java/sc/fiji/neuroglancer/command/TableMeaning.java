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
        TableOptions options = withUnits(grid, values.text("units"))
                .withOrder(TableOptions.AxisOrder.valueOf(values.text("order").toUpperCase(Locale.ROOT)));
        if (grid.hasImage()) options = options.withPlanes(grid::position);
        if (columns.isBlank() && !columns.contains(",")) return options;
        final String[] names = columns.split(",", -1);
        if (names.length < 2 || names.length > AXES)
            throw new InputException("columns '" + columns
                    + "' cannot be used: give the names of the columns for x,y or x,y,z or x,y,z,t.");
        return options.withColumns(names);
    }

    private static TableOptions withUnits(final ImageGrid grid, final String units) {
        final boolean physical = units.equals(PointsKeys.PHYSICAL);
        if (physical && !grid.hasImage())
            throw new InputException("units=Physical needs the image that the points belong to, which says how large a"
                    + " voxel is: open it, or name it by --image in a shell.");
        if (units.equals(PointsKeys.VOXEL)) return TableOptions.VOXELS;
        if (!grid.hasImage()) return TableOptions.VOXELS.withoutImage();
        final double x = grid.voxelSize(0);
        final double y = grid.voxelSize(1);
        final double z = grid.voxelSize(2);
        return physical
                ? TableOptions.VOXELS.physical(x, y, z, grid.unit())
                : TableOptions.VOXELS.byTable(x, y, z, grid.unit());
    }
}
