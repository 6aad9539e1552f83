package sc.fiji.neuroglancer.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

class ArraySpecTest {

    @Test
    void chunksAndBytes() {
        final ArraySpec spec = Specs.image(ZarrFormat.V2, null, "Zstd");
        assertEquals(16 * 32 * 32, spec.chunkLength());
        assertEquals(2 * 16 * 32 * 32, spec.chunkBytes());
        assertArrayEquals(new long[] {1, 2, 2, 4, 4}, spec.chunkGrid());
        assertEquals(1, spec.shardLength());
    }

    @Test
    void keysOfV2AreNestedNumbers() {
        assertEquals("0/1/0/3/2", Specs.image(ZarrFormat.V2, null, "Zstd").key(new long[] {0, 1, 0, 3, 2}));
    }

    @Test
    void keysOfV3BeginWithC() {
        assertEquals("c/0/1/0/3/2", Specs.image(ZarrFormat.V3, null, "Zstd").key(new long[] {0, 1, 0, 3, 2}));
    }

    @Test
    void keysOfShardsCountShards() {
        final ArraySpec spec = Specs.image(ZarrFormat.V3, new int[] {1, 1, 2, 2, 3}, "Zstd");
        assertEquals("c/0/1/0/1/0", spec.key(new long[] {0, 1, 1, 3, 2}));
        assertEquals("c/0/0/0/0/1", spec.key(new long[] {0, 0, 0, 0, 3}));
        assertEquals(12, spec.shardLength());
    }

    @Test
    void largeIndicesKeepTheirValue() {
        final ArraySpec spec = new ArraySpec(
                ZarrFormat.V3,
                List.of("x"),
                new ArraySpec.Tiling(new long[] {1L << 40}, new int[] {64}, new int[] {2}),
                PixelType.UINT8,
                Codecs.standard());
        assertArrayEquals(new long[] {1L << 34}, spec.chunkGrid());
        assertEquals("c/8589934591", spec.key(new long[] {(1L << 34) - 1}));
        assertEquals(1, spec.positionInShard(new long[] {(1L << 34) - 1}));
    }

    @Test
    void everyChunkHasAPlaceOfItsOwnInItsShard() {
        final ArraySpec spec = Specs.plane(ZarrFormat.V3, PixelType.UINT8, new int[] {3, 2});
        final Map<String, Set<Integer>> places = new HashMap<>();
        final Map<String, Integer> expected = new HashMap<>();
        for (long y = 0; y < 4; y++) {
            for (long x = 0; x < 3; x++) {
                final long[] index = {y, x};
                assertEquals((int) (y % 3 * 2 + x % 2), spec.positionInShard(index));
                places.computeIfAbsent(spec.key(index), k -> new HashSet<>()).add(spec.positionInShard(index));
                expected.put(spec.key(index), spec.chunksIn(spec.objectOf(index)));
            }
        }
        final Map<String, Integer> counted = new HashMap<>();
        places.forEach((key, found) -> counted.put(key, found.size()));
        assertEquals(Map.of("c/0/0", 6, "c/0/1", 3, "c/1/0", 2, "c/1/1", 1), counted);
        assertEquals(expected, counted);
    }

    @Test
    void isNotChangedThroughItsArrays() {
        final ArraySpec spec = Specs.plane(ZarrFormat.V3, PixelType.UINT8, new int[] {3, 2});
        spec.shape()[0] = 99;
        spec.chunk()[0] = 99;
        spec.chunksPerShard()[0] = 99;
        assertArrayEquals(new long[] {7, 10}, spec.shape());
        assertArrayEquals(new int[] {2, 4}, spec.chunk());
        assertArrayEquals(new int[] {3, 2}, spec.chunksPerShard());
    }

    @Test
    void shardsNeedV3() {
        assertThrows(
                IllegalArgumentException.class, () -> Specs.plane(ZarrFormat.V2, PixelType.UINT8, new int[] {1, 1}));
    }

    @Test
    void vectorsHaveOneLength() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ArraySpec(
                        ZarrFormat.V2,
                        List.of("x"),
                        new ArraySpec.Tiling(new long[] {1, 2}, new int[] {1, 1}, null),
                        PixelType.UINT8,
                        Codecs.standard()));
    }
}
