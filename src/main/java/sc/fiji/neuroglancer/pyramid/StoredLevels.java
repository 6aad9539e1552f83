package sc.fiji.neuroglancer.pyramid;

import java.io.IOException;

/** Reads back what an interrupted export has written, so that it can go on in the middle. */
@FunctionalInterface
public interface StoredLevels {

    /**
     * Reads whole rows of all planes of one slab that is stored.
     *
     * @param level of the pyramid
     * @param zIndex which slab, counted from 0 along z
     * @param firstRow first row of chunks along y
     * @param rows number of rows of chunks
     * @param target receives plane after plane, each as wide as the level and as high as these rows of chunks, as far
     *     as they lie in the image
     */
    void read(int level, int channel, int time, int zIndex, int firstRow, int rows, Object target) throws IOException;
}
