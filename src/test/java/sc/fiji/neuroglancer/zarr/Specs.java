package sc.fiji.neuroglancer.zarr;

import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.zarr.codec.Codec;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** Array specifications that several tests use. */
final class Specs {

    private Specs() {}

    /** Five dimensions, 1 x 2 x 20 x 100 x 101 of 16 bit in chunks of 16 x 32 x 32. */
    static ArraySpec image(final ZarrFormat format, final int[] chunksPerShard, final String codec) {
        return new ArraySpec(
                format,
                List.of("t", "c", "z", "y", "x"),
                new ArraySpec.Tiling(new long[] {1, 2, 20, 100, 101}, new int[] {1, 1, 16, 32, 32}, chunksPerShard),
                PixelType.UINT16,
                Codecs.byName(codec));
    }

    /** Two dimensions, without compression. */
    static ArraySpec plane(final ZarrFormat format, final PixelType type, final int[] chunksPerShard) {
        return plane(format, type, chunksPerShard, Codecs.byName("None"));
    }

    static ArraySpec plane(
            final ZarrFormat format, final PixelType type, final int[] chunksPerShard, final Codec codec) {
        return new ArraySpec(
                format,
                List.of("y", "x"),
                new ArraySpec.Tiling(new long[] {7, 10}, new int[] {2, 4}, chunksPerShard),
                type,
                codec);
    }
}
