package sc.fiji.neuroglancer.image;

import java.io.IOException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Planes of an image with axes x, y, z, channel, time.
 *
 * <p>Planes are read by one thread, each once, in the order time, channel, z (z fastest).
 */
public interface PixelSource {

    /** What the planes mean; the same object at every call. */
    ImageMetadata metadata();

    /**
     * How many channels one read delivers: 1, or all that are stored together (3 for RGB). Divides the number of
     * channels.
     */
    int channelsPerRead();

    /**
     * Copies one plane.
     *
     * @param channel first channel, from 0, a multiple of {@link #channelsPerRead()}
     * @param z from 0
     * @param time from 0
     * @param planes {@link #channelsPerRead()} arrays of the metadata's pixel type, each {@code sizeX * sizeY} long, x
     *     fastest; filled by this call
     * @throws IOException when the plane cannot be read; the message names the plane
     */
    void read(int channel, int z, int time, Object[] planes) throws IOException;

    /**
     * Identifies the image in a short text that stays the same when it is opened again and differs for other images: title, size, type, files with their size and date, all pixels if they are in memory. No plane is read
     * from disk for it.
     *
     * @throws java.util.concurrent.CancellationException when the monitor was canceled
     */
    String identity(Monitor monitor);

    /** Heap that the source itself needs for each plane it reads, in bytes; 0 when all planes are in memory. */
    long bytesPerRead();
}
