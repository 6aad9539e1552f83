package sc.fiji.neuroglancer.annotation.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import sc.fiji.neuroglancer.task.InputException;

/**
 * How the numbers of a table are meant.
 *
 * @param coordinates what they count
 * @param voxelSize size of a voxel along x, y and z
 * @param unit of the voxel size, or empty when unknown; a table that gives another is refused
 * @param order of coordinates that have no names
 * @param columns names of the columns for x, y, z, t; empty for those to be found by their names
 * @param planes slice and time point, from 0, of a plane of ImageJ's stack, from 1; null without an image
 */
public record TableOptions(
        Coordinates coordinates,
        double[] voxelSize,
        String unit,
        AxisOrder order,
        List<String> columns,
        IntFunction<int[]> planes) {

    /** What coordinates count. */
    public enum Coordinates {
        /** Voxels; the center of the first one is 0. */
        VOXEL,
        /** Voxels; there is no image whose voxel size could turn lengths into voxels. */
        VOXEL_WITHOUT_IMAGE,
        /** Lengths in the image's unit, as ImageJ shows them for the calibrated image. */
        PHYSICAL,
        /** Lengths where the table gives a unit of length, otherwise voxels. */
        AUTO
    }

    /** Order of coordinates that have no names. */
    public enum AxisOrder {
        XYZ,
        ZYX
    }

    /** Voxels, in the order x, y, z, in columns that are found by their names. */
    public static final TableOptions VOXELS = new TableOptions(
            Coordinates.VOXEL, new double[] {1, 1, 1}, "", AxisOrder.XYZ, List.of("", "", "", ""), null);

    /** @throws InputException when a voxel has no size */
    public TableOptions {
        for (final double size : voxelSize) {
            if (!(size > 0) || Double.isInfinite(size))
                throw new InputException("The voxel size {} is not a positive number.", size);
        }
        columns = columns.stream().map(String::trim).toList();
    }

    /** Voxels of a table that has no image. */
    public TableOptions withoutImage() {
        return new TableOptions(Coordinates.VOXEL_WITHOUT_IMAGE, voxelSize, unit, order, columns, planes);
    }

    /**
     * Lengths.
     *
     * @param lengthUnit unit of the voxel size, or empty when unknown
     */
    public TableOptions physical(final double x, final double y, final double z, final String lengthUnit) {
        return new TableOptions(Coordinates.PHYSICAL, new double[] {x, y, z}, lengthUnit, order, columns, planes);
    }

    /** Lengths where the table gives a unit of length, otherwise voxels; else like {@link #physical}. */
    public TableOptions byTable(final double x, final double y, final double z, final String lengthUnit) {
        return new TableOptions(Coordinates.AUTO, new double[] {x, y, z}, lengthUnit, order, columns, planes);
    }

    public TableOptions withOrder(final AxisOrder value) {
        return new TableOptions(coordinates, voxelSize, unit, value, columns, planes);
    }

    /** @param names of the columns for x, y, z, t as far as given; empty for those to be found by their names */
    public TableOptions withColumns(final String... names) {
        final String[] all = {"", "", "", ""};
        System.arraycopy(names, 0, all, 0, names.length);
        return new TableOptions(coordinates, voxelSize, unit, order, Arrays.asList(all), planes);
    }

    public TableOptions withPlanes(final IntFunction<int[]> placeOfPlane) {
        return new TableOptions(coordinates, voxelSize, unit, order, columns, placeOfPlane);
    }

    /** Slice and time point, from 0, of a plane of ImageJ's stack, from 1. */
    int[] plane(final int index) {
        return planes == null ? new int[] {index - 1, 0} : planes.apply(index);
    }
}
