package sc.fiji.neuroglancer.precomputed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import sc.fiji.neuroglancer.store.Store;

/**
 * Reads shards as the document sharded.md of Neuroglancer describes them, from the JSON of the info file; shares no
 * code with the writers but the hash, which has vectors of its own. Checks that no byte of the data is out of place.
 */
public final class ShardedReader {

    private final Store store;
    private final String folder;
    private final int preshift;
    private final int minishardBits;
    private final int shardBits;
    private final boolean murmur;
    private final boolean gzipIndex;
    private final boolean gzipData;

    public ShardedReader(final Store store, final String folder, final JsonNode sharding) {
        this.store = store;
        this.folder = folder;
        if (!sharding.required("@type").asText().equals("neuroglancer_uint64_sharded_v1"))
            throw new AssertionError(sharding.toString());
        preshift = sharding.required("preshift_bits").intValue();
        minishardBits = sharding.required("minishard_bits").intValue();
        shardBits = sharding.required("shard_bits").intValue();
        murmur = choice(sharding, "hash", "murmurhash3_x86_128", "identity");
        gzipIndex = choice(sharding, "minishard_index_encoding", "gzip", "raw");
        gzipData = choice(sharding, "data_encoding", "gzip", "raw");
    }

    private static boolean choice(final JsonNode node, final String name, final String yes, final String no) {
        final String value = node.required(name).asText();
        if (!value.equals(yes) && !value.equals(no)) throw new AssertionError(name + ": " + value);
        return value.equals(yes);
    }

    /** The value of one key by range requests, as the viewer makes them. */
    public Optional<byte[]> read(final long key) throws IOException {
        final BigInteger shifted = unsigned(key).shiftRight(preshift);
        final BigInteger hash = murmur ? unsigned(Murmur3.hash(shifted.longValue())) : shifted;
        final int minishard = hash.and(mask(minishardBits)).intValue();
        final long shard = hash.shiftRight(minishardBits).and(mask(shardBits)).longValue();
        String name = Long.toHexString(shard);
        while (name.length() < (shardBits + 3) / 4) name = "0" + name;
        final String file = folder + "/" + name + ".shard";
        final Optional<byte[]> entry = store.read(file, 16L * minishard, 16);
        if (entry.isEmpty()) return Optional.empty();
        for (final Map.Entry<BigInteger, long[]> e :
                minishard(file, entry.get()).entrySet()) {
            if (e.getKey().equals(unsigned(key))) return Optional.of(value(file, e.getValue()));
        }
        return Optional.empty();
    }

    /** All keys and values, from every file of the folder. */
    public Map<BigInteger, byte[]> readAll() throws IOException {
        final Map<BigInteger, byte[]> all = new TreeMap<>();
        final TreeMap<String, Long> files = new TreeMap<>();
        store.walk(folder, files::put);
        for (final String file : files.keySet()) {
            final byte[] table = store.read(file, 0, 16 << minishardBits).get();
            long bytes = table.length;
            for (int m = 0; m < 1 << minishardBits; m++) {
                final byte[] entry = Arrays.copyOfRange(table, 16 * m, 16 * m + 16);
                final ByteBuffer range = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
                bytes += range.getLong(8) - range.getLong(0);
                for (final Map.Entry<BigInteger, long[]> e :
                        minishard(file, entry).entrySet()) {
                    bytes += e.getValue()[1];
                    final byte[] value = value(file, e.getValue());
                    if (all.put(e.getKey(), value) != null) throw new AssertionError("twice: " + e.getKey());
                    final byte[] direct = read(e.getKey().longValue()).orElseThrow();
                    if (!Arrays.equals(direct, value)) throw new AssertionError("misplaced: " + e.getKey());
                }
            }
            if (bytes != files.get(file)) throw new AssertionError(file + ": " + bytes + " of " + files.get(file));
        }
        return all;
    }

    private Map<BigInteger, long[]> minishard(final String file, final byte[] entry) throws IOException {
        final ByteBuffer range = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
        final long start = range.getLong();
        final long end = range.getLong();
        if (start == end) return Map.of();
        final byte[] stored = store.read(file, (16L << minishardBits) + start, (int) (end - start))
                .get();
        final byte[] index = gzipIndex ? gunzip(stored) : stored;
        if (index.length % 24 != 0) throw new AssertionError("minishard index of " + index.length + " bytes");
        final int n = index.length / 24;
        final ByteBuffer rows = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN);
        final Map<BigInteger, long[]> chunks = new TreeMap<>();
        long key = 0;
        long position = 0;
        for (int i = 0; i < n; i++) {
            key += rows.getLong(8 * i);
            position += rows.getLong(8 * (n + i));
            final long size = rows.getLong(8 * (2 * n + i));
            chunks.put(unsigned(key), new long[] {position, size});
            position += size;
        }
        if (chunks.size() != n) throw new AssertionError("a key twice in a minishard");
        return chunks;
    }

    private byte[] value(final String file, final long[] chunk) throws IOException {
        final byte[] stored = store.read(file, (16L << minishardBits) + chunk[0], (int) chunk[1])
                .get();
        return gzipData ? gunzip(stored) : stored;
    }

    private static byte[] gunzip(final byte[] bytes) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    private static BigInteger unsigned(final long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private static BigInteger mask(final int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }
}
