package sc.fiji.neuroglancer.precomputed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;

/** What this program writes is in {@link ShardedWriterTest}; here is what others write, and what is damaged. */
class KeyedReaderTest {

    private final MemoryStore store = new MemoryStore();

    /** Two minishards, of which the second is empty; keys 6 and 8 in the first, raw, values not side by side. */
    private static byte[] shard(final long minishardStart, final long lengthOfFirst) {
        final ByteBuffer out = ByteBuffer.allocate(32 + 20 + 48).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(minishardStart).putLong(minishardStart + 48).putLong(0).putLong(0);
        out.put("__one___three_______".getBytes());
        out.putLong(6).putLong(2); // keys
        out.putLong(2).putLong(3); // starts, behind the end of the one before
        out.putLong(lengthOfFirst).putLong(5);
        return out.array();
    }

    private static ObjectNode sharding() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("@type", "neuroglancer_uint64_sharded_v1")
                .put("hash", "identity")
                .put("preshift_bits", 0)
                .put("minishard_bits", 1)
                .put("shard_bits", 0);
    }

    @Test
    void readsWhatIsNotCompressedAndHasGaps() throws IOException {
        store.write("by_id/0.shard", shard(20, 3));
        final KeyedReader reader = new KeyedReader(store, "by_id", sharding());
        assertTrue(reader.isSharded());
        assertArrayEquals("one".getBytes(), reader.read(6).orElseThrow());
        assertArrayEquals("three".getBytes(), reader.read(8).orElseThrow());
        assertFalse(reader.read(4).isPresent());
        assertFalse(reader.read(7).isPresent(), "in the empty minishard");
        assertFalse(
                new KeyedReader(store, "elsewhere", sharding()).read(6).isPresent(),
                "a shard without values is missing");
    }

    @Test
    void readsAFileForEachKey() throws IOException {
        store.write("by_id/18446744073709551615", new byte[] {7});
        final KeyedReader reader = new KeyedReader(store, "by_id", MissingNode.getInstance());
        assertFalse(reader.isSharded());
        assertEquals("by_id/18446744073709551615", reader.file(-1));
        assertArrayEquals(new byte[] {7}, reader.read(-1).orElseThrow());
        assertFalse(reader.read(1).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"-40, 3", "20, -1", "20, 9000000000", "9223372036854775807, 3"})
    void nonsenseInAnIndexIsDamage(final long start, final long length) {
        assertThrows(IOException.class, () -> {
            store.write("by_id/0.shard", shard(start, length));
            new KeyedReader(store, "by_id", sharding()).read(6);
        });
    }

    @Test
    void refusesWhatNoViewerKnows() {
        for (final ObjectNode bad : new ObjectNode[] {
            sharding().put("@type", "other"),
            sharding().put("hash", "md5"),
            sharding().put("minishard_bits", 99)
        }) assertThrows(InputException.class, () -> new KeyedReader(store, "by_id", bad));
    }
}
