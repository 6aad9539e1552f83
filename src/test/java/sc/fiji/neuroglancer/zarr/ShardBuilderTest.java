package sc.fiji.neuroglancer.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardBuilderTest {

    @Test
    void bytesAreThoseOfTheSpecification() {
        final ShardBuilder shard = new ShardBuilder(4, 3);
        assertFalse(shard.add(2, chunk(7, 8, 9)));
        assertFalse(shard.add(3, ByteBuffer.allocate(0)));
        assertTrue(shard.add(0, chunk(1, 2)));
        final String expected = "0102070809" // the chunks
                + "00000000000000000200000000000000"
                + "ffffffffffffffffffffffffffffffff"
                + "02000000000000000300000000000000"
                + "ffffffffffffffffffffffffffffffff";
        final byte[] found = shard.build();
        assertEquals(expected, hex(Arrays.copyOf(found, found.length - 4)));
        assertEquals(5 + ShardBuilder.indexLength(4), found.length);
        assertEquals(Map.of(0, "0102", 2, "070809"), parse(found, 4));
    }

    @Test
    void checksumIsTheCastagnoliPolynomial() {
        assertEquals(0xe3069283, crc32c("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9));
    }

    @Test
    void aShardWithoutChunksIsNotStored() {
        final ShardBuilder shard = new ShardBuilder(2, 2);
        assertFalse(shard.add(0, ByteBuffer.allocate(0)));
        assertTrue(shard.add(1, ByteBuffer.allocate(0)));
        assertEquals(0, shard.build().length);
    }

    @Test
    void copiesWhatItIsGiven() {
        final byte[] buffer = {1, 2, 3};
        final ShardBuilder shard = new ShardBuilder(2, 2);
        shard.add(0, ByteBuffer.wrap(buffer, 0, 2));
        Arrays.fill(buffer, (byte) 9);
        shard.add(1, ByteBuffer.wrap(buffer, 0, 1));
        assertEquals(Map.of(0, "0102", 1, "09"), parse(shard.build(), 2));
    }

    private static ByteBuffer chunk(final int... values) {
        final byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) values[i];
        return ByteBuffer.wrap(bytes);
    }

    /** Reads a shard as the codec sharding_indexed says, index at the end, and returns its chunks by place. */
    static Map<Integer, String> parse(final byte[] shard, final int places) {
        final int start = shard.length - 16 * places - 4;
        final ByteBuffer index = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(crc32c(shard, start, 16 * places), index.getInt(shard.length - 4));
        final Map<Integer, String> chunks = new HashMap<>();
        for (int i = 0; i < places; i++) {
            final long offset = index.getLong(start + 16 * i);
            final long length = index.getLong(start + 16 * i + 8);
            if (offset == -1) assertEquals(-1, length);
            else chunks.put(i, hex(Arrays.copyOfRange(shard, (int) offset, (int) (offset + length))));
        }
        return chunks;
    }

    /** Bit by bit: reflected polynomial 0x82f63b78, all ones at first and at the end. */
    private static int crc32c(final byte[] bytes, final int from, final int length) {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (0x82f63b78 & -(crc & 1));
        }
        return ~crc;
    }

    static String hex(final byte[] bytes) {
        final StringBuilder text = new StringBuilder();
        for (final byte b : bytes) text.append(String.format("%02x", b));
        return text.toString();
    }
}
