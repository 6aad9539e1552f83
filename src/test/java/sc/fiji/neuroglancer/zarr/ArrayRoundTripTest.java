package sc.fiji.neuroglancer.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** {@link ChunkEncoder}, {@link ArrayWriter} and {@link ArrayReader} together. */
class ArrayRoundTripTest {

    private final MemoryStore store = new MemoryStore();

    static Stream<ArraySpec> specs() {
        final List<ArraySpec> specs = new ArrayList<>();
        for (final String codec : Codecs.names()) {
            specs.add(Specs.plane(ZarrFormat.V2, PixelType.UINT16, null, Codecs.byName(codec)));
            specs.add(Specs.plane(ZarrFormat.V3, PixelType.UINT16, null, Codecs.byName(codec)));
            // 3 x 2 chunks of a grid of 4 x 3: shards leave the array on both sides
            specs.add(Specs.plane(ZarrFormat.V3, PixelType.UINT16, new int[] {3, 2}, Codecs.byName(codec)));
            // one shard larger than the array
            specs.add(Specs.plane(ZarrFormat.V3, PixelType.UINT16, new int[] {8, 8}, Codecs.byName(codec)));
        }
        return specs.stream();
    }

    private static List<long[]> indices(final ArraySpec spec) {
        final List<long[]> indices = new ArrayList<>();
        final long[] grid = spec.chunkGrid();
        for (long y = 0; y < grid[0]; y++) for (long x = 0; x < grid[1]; x++) indices.add(new long[] {y, x});
        return indices;
    }

    /** Every third chunk is all zero. */
    private static short[] pixels(final ArraySpec spec, final long[] index) {
        final short[] pixels = new short[spec.chunkLength()];
        final long number = 3 * index[0] + index[1];
        if (number % 3 == 1) return pixels;
        final Random random = new Random(number);
        for (int i = 0; i < pixels.length; i++) pixels[i] = (short) random.nextInt();
        return pixels;
    }

    private static ByteBuffer encode(final ChunkEncoder encoder, final short[] pixels) {
        System.arraycopy(pixels, 0, encoder.pixels(), 0, pixels.length);
        return encoder.encode();
    }

    private static void write(final MemoryStore store, final ArraySpec spec, final List<long[]> order)
            throws StoreException {
        final ArrayWriter writer = new ArrayWriter(store, "a", spec);
        try (ChunkEncoder encoder = new ChunkEncoder(spec)) {
            for (final long[] index : order) writer.write(index, encode(encoder, pixels(spec, index)));
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void readsWhatWasWritten(final ArraySpec spec) throws IOException {
        write(store, spec, indices(spec));
        final ArrayReader reader = new ArrayReader(store, "a", spec);
        for (final long[] index : indices(spec))
            assertArrayEquals(pixels(spec, index), (short[]) reader.read(index), index[0] + "," + index[1]);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void chunksOfZerosAreNotStored(final ArraySpec spec) throws IOException {
        write(store, spec, indices(spec));
        if (!spec.isSharded()) {
            for (final long[] index : indices(spec)) {
                final boolean zero = (3 * index[0] + index[1]) % 3 == 1;
                assertEquals(zero, store.size("a/" + spec.key(index)).isEmpty());
            }
            return;
        }
        int stored = 0;
        for (final byte[] shard : contents(store).values())
            stored += ShardBuilderTest.parse(shard, spec.shardLength()).size();
        assertEquals(8, stored);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void bytesAreTheSameInWhateverOrderChunksCome(final ArraySpec spec) throws IOException {
        write(store, spec, indices(spec));
        final Map<String, String> expected = hex(contents(store));
        final Random random = new Random(1);
        for (int i = 0; i < 5; i++) {
            final List<long[]> order = indices(spec);
            Collections.shuffle(order, random);
            final MemoryStore other = new MemoryStore();
            write(other, spec, order);
            assertEquals(expected, hex(contents(other)));
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void bytesAreTheSameFromManyThreads(final ArraySpec spec) throws IOException {
        write(store, spec, indices(spec));
        final MemoryStore other = new MemoryStore();
        final ArrayWriter writer = new ArrayWriter(other, "a", spec);
        try (WorkerPool pool = new WorkerPool(4, 100, Monitor.NONE)) {
            for (final long[] index : indices(spec)) {
                pool.submit(() -> {
                    try (ChunkEncoder encoder = new ChunkEncoder(spec)) {
                        writer.write(index, encode(encoder, pixels(spec, index)));
                    }
                });
            }
            pool.drain();
        }
        assertEquals(hex(contents(store)), hex(contents(other)));
    }

    @Test
    void minusZeroIsStored() {
        try (ChunkEncoder encoder = new ChunkEncoder(Specs.plane(ZarrFormat.V2, PixelType.FLOAT32, null))) {
            assertFalse(encoder.encode().hasRemaining());
            ((float[]) encoder.pixels())[7] = -0f;
            assertTrue(encoder.encode().hasRemaining());
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void oneValueAnywhereMakesAChunkStored(final ArraySpec spec) {
        try (ChunkEncoder encoder = new ChunkEncoder(spec)) {
            final short[] pixels = (short[]) encoder.pixels();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = 0x100;
                assertTrue(encoder.encode().hasRemaining());
                pixels[i] = 0;
            }
            assertFalse(encoder.encode().hasRemaining());
        }
    }

    @Test
    void nothingStoredReadsAsZeros() throws IOException {
        final ArraySpec sharded = Specs.plane(ZarrFormat.V3, PixelType.UINT16, new int[] {3, 2});
        assertArrayEquals(new short[8], (short[]) new ArrayReader(store, "a", sharded).read(new long[] {3, 2}));
        final ArraySpec plain = Specs.plane(ZarrFormat.V2, PixelType.UINT16, null);
        assertArrayEquals(new short[8], (short[]) new ArrayReader(store, "a", plain).read(new long[] {3, 2}));
    }

    @Test
    void everyDamagedBitOfAShardsIndexIsDetected() throws IOException {
        final ArraySpec spec = Specs.plane(ZarrFormat.V3, PixelType.UINT16, new int[] {3, 2});
        write(store, spec, indices(spec));
        final ArrayReader reader = new ArrayReader(store, "a", spec);
        final byte[] shard = store.read("a/c/0/0").get();
        for (int bit = 8 * (shard.length - ShardBuilder.indexLength(6)); bit < 8 * shard.length; bit++) {
            final byte[] damaged = shard.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            store.write("a/c/0/0", damaged);
            final IOException e = assertThrows(IOException.class, () -> reader.read(new long[] {0, 0}));
            assertTrue(e.getMessage().contains("a/c/0/0"), e.getMessage());
        }
    }

    @Test
    void aTruncatedShardIsDetected() throws IOException {
        final ArraySpec spec = Specs.plane(ZarrFormat.V3, PixelType.UINT16, new int[] {3, 2});
        write(store, spec, indices(spec));
        final ArrayReader reader = new ArrayReader(store, "a", spec);
        final byte[] shard = store.read("a/c/0/0").get();
        for (int length = 0; length < shard.length; length++) {
            store.write("a/c/0/0", shard, length);
            assertThrows(IOException.class, () -> reader.read(new long[] {0, 0}));
        }
    }

    @Test
    void aTruncatedChunkIsDetected() throws IOException {
        final ArraySpec spec = Specs.plane(ZarrFormat.V2, PixelType.UINT16, null);
        store.write("a/0/0", new byte[15]);
        assertThrows(IOException.class, () -> new ArrayReader(store, "a", spec).read(new long[] {0, 0}));
    }

    private static Map<String, byte[]> contents(final MemoryStore store) throws StoreException {
        final Map<String, byte[]> contents = new LinkedHashMap<>();
        store.walk("", (key, size) -> contents.put(key, store.read(key).get()));
        return contents;
    }

    private static Map<String, String> hex(final Map<String, byte[]> contents) {
        final Map<String, String> text = new LinkedHashMap<>();
        contents.forEach((key, bytes) -> text.put(key, ShardBuilderTest.hex(bytes)));
        return text;
    }
}
