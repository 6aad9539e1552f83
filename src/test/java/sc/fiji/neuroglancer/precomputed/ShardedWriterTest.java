package sc.fiji.neuroglancer.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.precomputed.ShardingSpec.Hash;
import sc.fiji.neuroglancer.store.MemoryStore;

class ShardedWriterTest {

    @Property(tries = 200)
    void everyValueIsFoundByItsKey(
            @ForAll final Hash hash,
            @ForAll @IntRange(max = 12) final int preshift,
            @ForAll @IntRange(max = 5) final int minishardBits,
            @ForAll @IntRange(max = 9) final int shardBits,
            @ForAll final boolean gzip,
            @ForAll final Set<Long> keys,
            @ForAll @IntRange(min = 1, max = 40) final int portion,
            @ForAll final int seed)
            throws IOException {
        final MemoryStore store = new MemoryStore();
        final ShardingSpec spec = new ShardingSpec(hash, preshift, minishardBits, shardBits, gzip);
        final Map<BigInteger, byte[]> values = new TreeMap<>();
        final Random random = new Random(seed);
        try (KeyedWriter out = new SortingShardedWriter(store, "by_id", spec, portion)) {
            for (final long key : keys) {
                final byte[] value = new byte[random.nextInt(40)];
                random.nextBytes(value);
                values.put(new BigInteger(Long.toUnsignedString(key)), value);
                out.write(key, value, 0, value.length);
            }
            out.finish();
        }
        final ShardedReader reader = new ShardedReader(store, "by_id", spec.toJson());
        assertEqualMaps(values, reader.readAll());
        final long absent = random.nextLong();
        assertEquals(keys.contains(absent), reader.read(absent).isPresent());
        final KeyedReader ours = new KeyedReader(store, "by_id", spec.toJson());
        for (final long key : keys)
            assertArrayEquals(reader.read(key).orElseThrow(), ours.read(key).orElseThrow());
        assertEquals(keys.contains(absent), ours.read(absent).isPresent());
    }

    private static void assertEqualMaps(final Map<BigInteger, byte[]> expected, final Map<BigInteger, byte[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((key, value) -> assertArrayEquals(value, found.get(key), "key " + key));
    }

    @Test
    void denseKeysInAscendingOrderNeedNoSorting() throws IOException {
        final MemoryStore store = new MemoryStore();
        final ShardingSpec spec = new ShardingSpec(Hash.IDENTITY, 4, 3, 2, false);
        try (KeyedWriter out = new ShardedWriter(store, "by_id", spec)) {
            for (int key = 1; key <= 500; key++) out.write(key, new byte[] {9, (byte) key, (byte) (key >> 8)}, 1, 2);
            out.finish();
        }
        final ShardedReader reader = new ShardedReader(store, "by_id", spec.toJson());
        assertEquals(500, reader.readAll().size());
        assertArrayEquals(new byte[] {(byte) 300, 1}, reader.read(300).get());
        assertEquals(Optional.empty(), reader.read(0));
        assertTrue(store.size("by_id/0.shard").isPresent());
        assertTrue(store.size("by_id/3.shard").isPresent());
    }

    @Test
    void keysOutOfOrderAreRefused() throws IOException {
        final ShardingSpec spec = new ShardingSpec(Hash.IDENTITY, 1, 2, 2, false);
        try (KeyedWriter out = new ShardedWriter(new MemoryStore(), "a", spec)) {
            out.write(9, new byte[1], 0, 1);
            assertThrows(IllegalArgumentException.class, () -> out.write(9, new byte[1], 0, 1));
            assertThrows(IllegalArgumentException.class, () -> out.write(8, new byte[1], 0, 1));
            assertThrows(IllegalArgumentException.class, () -> out.write(1, new byte[1], 0, 1));
        }
    }

    @Test
    void aKeyWrittenTwiceIsRefused() throws IOException {
        try (KeyedWriter out = new SortingShardedWriter(new MemoryStore(), "a", ShardingSpec.hashed(2, 2, false))) {
            out.write(5, new byte[1], 0, 1);
            out.write(5, new byte[1], 0, 1);
            assertThrows(IllegalArgumentException.class, out::finish);
        }
    }

    @Test
    void whatIsNotFinishedLeavesNoShard() throws IOException {
        final MemoryStore store = new MemoryStore();
        try (KeyedWriter out = new ShardedWriter(store, "a", ShardingSpec.dense(10, 4, false))) {
            out.write(1, new byte[4], 0, 4);
        }
        store.walk("", (key, size) -> {
            throw new AssertionError(key);
        });
    }

    @Test
    void shardsOfDenseKeysStayBelowTheirBound() throws IOException {
        final ShardingSpec million = ShardingSpec.dense(1_000_000, 20, false);
        assertEquals(0, million.shard(1_000_000));
        assertEquals("0.shard", million.fileName(0));
        final ShardingSpec many = ShardingSpec.dense(100_000_000, 20, false);
        assertEquals(95, many.shard(100_000_000));
        assertEquals("5f.shard", many.fileName(95));
        final ShardingSpec wide = ShardingSpec.dense(1_000_000, 252, false);
        assertEquals(0, wide.shard((1 << 16) - 1));
        assertTrue(wide.shard(1 << 17) > 0, "2^17 x 252 bytes are more than 32 MiB");
    }

    @Test
    void filesByKey() throws IOException {
        final MemoryStore store = new MemoryStore();
        try (KeyedWriter out = KeyedWriter.files(store, "by_id")) {
            out.write(-1, new byte[] {1, 2, 3}, 1, 2);
            out.write(7, new byte[] {1, 2, 3}, 0, 2);
            out.finish();
        }
        assertArrayEquals(
                new byte[] {2, 3}, store.read("by_id/18446744073709551615").get());
        assertArrayEquals(new byte[] {1, 2}, store.read("by_id/7").get());
    }
}
