package sc.fiji.neuroglancer.annotation.table;

import java.util.function.IntFunction;
import sc.fiji.neuroglancer.task.InputException;

/** How the numbers of a table are meant. Immutable; made by {@link #builder}. */
public final class TableOptions {

    /** What the coordinates count. */
    public enum Units {
        /** Voxels; the centre of the first one is 0. */
        VOXEL,
        /** Lengths in the image's unit, as ImageJ shows them for the calibrated image. */
        PHYSICAL,
        /** Lengths where the table says a unit of length, otherwise voxels. */
        AUTO
    }

    /** Order of the coordinates where they have no names. */
    public enum Order {
        /** x first. */
        XYZ,
        /** z first. */
        ZYX
    }

    private final Units units;
    private final boolean withoutImage;
    private final double[] voxelSize;
    private final String unit;
    private final Order order;
    private final String[] columns;
    private final IntFunction<int[]> planes;

    private TableOptions(final Builder b) {
        units = b.units;
        voxelSize = b.voxelSize.clone();
        withoutImage = b.withoutImage;
        unit = b.unit;
        order = b.order;
        columns = b.columns.clone();
        planes = b.planes;
    }

    /** Starts with voxels, order x y z, columns found by their names. */
    public static Builder builder() {
        return new Builder();
    }

    Units units() {
        return units;
    }

    /** Whether lengths cannot become voxels, because there is no image. */
    boolean isWithoutImage() {
        return withoutImage;
    }

    double voxelSize(final int axis) {
        return voxelSize[axis];
    }

    String unit() {
        return unit;
    }

    Order order() {
        return order;
    }

    /** The column chosen for x, y, z, t (0 to 3), or empty. */
    String column(final int axis) {
        return columns[axis];
    }

    /** Whether {@link #plane} knows the image. */
    boolean hasPlanes() {
        return planes != null;
    }

    /** Slice and time point, from 0, of a plane of ImageJ's stack, from 1. */
    int[] plane(final int index) {
        return planes == null ? new int[] {index - 1, 0} : planes.apply(index);
    }

    /** Collects options. */
    public static final class Builder {
        private Units units = Units.VOXEL;
        private boolean withoutImage;
        private double[] voxelSize = {1, 1, 1};
        private String unit = "";
        private Order order = Order.XYZ;
        private final String[] columns = {"", "", "", ""};
        private IntFunction<int[]> planes;

        private Builder() {}

        /** The coordinates are voxels. */
        public Builder voxels() {
            units = Units.VOXEL;
            return this;
        }

        /**
         * The coordinates are lengths.
         *
         * @param x size of a voxel in the unit of the table
         * @param y likewise
         * @param z likewise
         * @param lengthUnit name of that unit, or empty when unknown; a table that says another is refused
         */
        public Builder physical(final double x, final double y, final double z, final String lengthUnit) {
            units = Units.PHYSICAL;
            voxelSize = new double[] {x, y, z};
            unit = lengthUnit;
            return this;
        }

        /** There is no image whose voxels lengths could be divided by. */
        public Builder withoutImage() {
            withoutImage = true;
            return this;
        }

        /** Takes the coordinates for lengths where the table says so, otherwise for voxels; else like {@link #physical}. */
        public Builder byTable(final double x, final double y, final double z, final String lengthUnit) {
            physical(x, y, z, lengthUnit);
            units = Units.AUTO;
            return this;
        }

        /** Order of coordinates without names. */
        public Builder order(final Order value) {
            order = value;
            return this;
        }

        /** Names of the columns for x, y, z, t; empty for those that shall be found. */
        public Builder columns(final String x, final String y, final String z, final String t) {
            columns[0] = x.trim();
            columns[1] = y.trim();
            columns[2] = z.trim();
            columns[3] = t.trim();
            return this;
        }

        /** What slice and time point, from 0, a plane of ImageJ's stack is, from 1. */
        public Builder planes(final IntFunction<int[]> placeOfPlane) {
            planes = placeOfPlane;
            return this;
        }

        /** @throws InputException when a voxel has no size */
        public TableOptions build() {
            for (final double size : voxelSize) {
                if (!(size > 0) || Double.isInfinite(size))
                    throw new InputException("The voxel size " + size + " is not a positive number.");
            }
            return new TableOptions(this);
        }
    }
}
