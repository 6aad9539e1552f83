package sc.fiji.neuroglancer.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A hand-made OME-Zarr 0.4 image of two levels, uncompressed uint16, with one chunk for each index of its first axis.
 * Level 1 has the means of 2 x 2 voxels in y and x. Written by the rules of the specification only, so that it can
 * judge the viewer and the tests that use it.
 */
final class TinyZarr {

    static final int FIRST = 3;
    static final int Z = 6;
    static final int Y = 24;
    static final int X = 32;

    private static final double[] SCALE = {1.5, 0.4, 0.25}; // micrometers along z, y, x

    private TinyZarr() {}

    /** Value of a voxel of level 0 (first axis, z, y, x). */
    static int value(final int first, final int z, final int y, final int x) {
        return 10000 * (first + 1) + 100 * z + 20 * y + 2 * x;
    }

    /** Value of a voxel of level 1: the mean of the four below it. */
    static int mean(final int first, final int z, final int y, final int x) {
        return value(first, z, 2 * y, 2 * x) + 11;
    }

    /**
     * Writes the image.
     *
     * @param firstAxis JSON of the first axis, a channel or a time
     * @param shift where the centre of voxel 0 of level 0 lies along y and x, in voxels: 0 when all is right
     */
    static void write(final Path folder, final String firstAxis, final double shift) throws IOException {
        writeLevel(folder.resolve("0"), 1);
        writeLevel(folder.resolve("1"), 2);
        text(folder.resolve(".zgroup"), "{\"zarr_format\":2}");
        text(
                folder.resolve(".zattrs"),
                "{\"multiscales\":[{\"version\":\"0.4\",\"axes\":[" + firstAxis
                        + ",{\"name\":\"z\",\"type\":\"space\",\"unit\":\"micrometer\"}"
                        + ",{\"name\":\"y\",\"type\":\"space\",\"unit\":\"micrometer\"}"
                        + ",{\"name\":\"x\",\"type\":\"space\",\"unit\":\"micrometer\"}],\"datasets\":["
                        + dataset("0", 1, shift) + "," + dataset("1", 2, 0.5 + shift) + "]}]}");
    }

    static final String CHANNEL = "{\"name\":\"c\",\"type\":\"channel\"}";
    static final String TIME = "{\"name\":\"t\",\"type\":\"time\",\"unit\":\"second\"}";

    private static String dataset(final String path, final int factor, final double shift) {
        return String.format(
                Locale.ROOT,
                "{\"path\":\"%s\",\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[1,%s,%s,%s]},"
                        + "{\"type\":\"translation\",\"translation\":[0,0,%s,%s]}]}",
                path,
                SCALE[0],
                SCALE[1] * factor,
                SCALE[2] * factor,
                SCALE[1] * shift,
                SCALE[2] * shift);
    }

    private static void writeLevel(final Path folder, final int factor) throws IOException {
        final int height = Y / factor;
        final int width = X / factor;
        text(
                folder.resolve(".zarray"),
                String.format(
                        "{\"zarr_format\":2,\"shape\":[%d,%d,%d,%d],\"chunks\":[1,%d,%d,%d],\"dtype\":\"<u2\","
                                + "\"compressor\":null,\"fill_value\":0,\"filters\":null,\"order\":\"C\","
                                + "\"dimension_separator\":\"/\"}",
                        FIRST, Z, height, width, Z, height, width));
        for (int first = 0; first < FIRST; first++) {
            final ByteBuffer bytes = ByteBuffer.allocate(2 * Z * height * width).order(ByteOrder.LITTLE_ENDIAN);
            for (int z = 0; z < Z; z++)
                for (int y = 0; y < height; y++)
                    for (int x = 0; x < width; x++)
                        bytes.putShort((short) (factor == 1 ? value(first, z, y, x) : mean(first, z, y, x)));
            final Path chunk = folder.resolve(first + "/0/0/0");
            Files.createDirectories(chunk.getParent());
            Files.write(chunk, bytes.array());
        }
    }

    private static void text(final Path file, final String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
