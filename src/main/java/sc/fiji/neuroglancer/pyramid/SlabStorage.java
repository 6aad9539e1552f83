package sc.fiji.neuroglancer.pyramid;

import java.io.Closeable;
import java.io.IOException;

/**
 * Room for the planes of one slab: rows of pixels that are written by one thread and read by several afterwards. All
 * arrays are of the pixel type's width, x fastest.
 */
interface SlabStorage extends Closeable {

    /** Writes {@code rows} whole rows of a plane, from row {@code y} on. */
    void put(int plane, int y, int rows, Object pixels, int offset) throws IOException;

    /** Reads {@code rows} whole rows of a plane, from row {@code y} on. */
    void get(int plane, int y, int rows, Object pixels, int offset) throws IOException;

    /**
     * Gathers part of every plane, one plane at a time.
     *
     * @param planes number of planes, from the first on
     * @param box what to copy of each, and where it goes
     */
    void gather(int planes, Box box, Object target) throws IOException;

    /** A rectangle in the planes of a slab, and the strides of the array that receives it. */
    record Box(int x, int y, int width, int height, int rowStride, int planeStride) {}
}
