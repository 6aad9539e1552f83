package sc.fiji.neuroglancer.annotation.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.task.InputException;

/** Reads one format from front to end, a row at a time. */
interface TableReader {

    /** Takes what a file holds. */
    @FunctionalInterface
    interface RowSink {
        /**
         * Called once, before any row; those who know the columns from an earlier reading ignore it.
         *
         * @param names of the columns, unit in brackets where the file says it
         */
        default void header(final List<String> names) throws IOException {}

        /**
         * One point or shape.
         *
         * @param place where it stands, for messages: number of the line or entry, from 1
         * @param cells as many as there are columns or fewer; valid during the call only. The coordinates of a shape
         *     are a number for each position (of an ellipsoid: centre, radii) with spaces between them
         */
        void row(long place, GeometryKind kind, List<String> cells) throws IOException;

        /** One point. */
        default void row(final long place, final List<String> cells) throws IOException {
            row(place, GeometryKind.POINT, cells);
        }
    }

    /**
     * Whether this is the format.
     *
     * @param head the first characters of the file, without byte order mark and white space
     */
    boolean accepts(String head);

    /** Whether coordinates of this format are voxels whatever the options say. */
    default boolean alwaysVoxels() {
        return false;
    }

    /** Whether no row was handed over several times, as of the last reading. */
    default boolean hasEachRowOnce() {
        return true;
    }

    /** What {@link RowSink#row}'s place counts: {@code line}, {@code entry}, {@code marker}. */
    String place();

    /**
     * Reads all rows.
     *
     * @throws InputException when the file is not what it seemed
     */
    void read(Path file, TableOptions options, RowSink sink) throws IOException;
}
