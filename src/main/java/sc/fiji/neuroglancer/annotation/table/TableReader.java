package sc.fiji.neuroglancer.annotation.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.task.InputException;

/** Reads one format from beginning to end, one row at a time. */
interface TableReader {

    /** Receives the rows of a file. */
    @FunctionalInterface
    interface RowSink {
        /**
         * Called once, before any row; those who know the columns from an earlier reading ignore it.
         *
         * @param names of the columns, with the unit in brackets where the file gives it
         */
        default void header(final List<String> names) throws IOException {}

        /**
         * One point or shape.
         *
         * @param place number of the line or entry, from 1, for messages
         * @param cells at most one per column; valid during the call only. The coordinate of a shape is a number for each
         *     position (of an ellipsoid: center, radii), separated by spaces
         */
        void row(long place, GeometryKind kind, List<String> cells) throws IOException;

        /** One point. */
        default void row(final long place, final List<String> cells) throws IOException {
            row(place, GeometryKind.POINT, cells);
        }
    }

    /**
     * Whether a file has this format.
     *
     * @param head the first characters of the file, without byte order mark and leading white space
     */
    boolean accepts(String head);

    /** Whether coordinates of this format are always voxels, whatever the options are. */
    default boolean alwaysVoxels() {
        return false;
    }

    /** Whether the last reading passed on each row only once. */
    default boolean hasEachRowOnce() {
        return true;
    }

    /** What the place in {@link RowSink#row} counts: {@code line}, {@code entry}, {@code marker}. */
    String place();

    /**
     * Reads all rows.
     *
     * @throws InputException when the file does not have the format after all
     */
    void read(Path file, TableOptions options, RowSink sink) throws IOException;
}
