package sc.fiji.neuroglancer.precomputed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sc.fiji.neuroglancer.task.InputException;

/**
 * How values by uint64 key are spread over shard files: {@code neuroglancer_uint64_sharded_v1}.
 *
 * <p>The place of a key: {@code h = hash(key >>> preshift)}; the lowest bits of h are the minishard, the next ones the
 * shard. Minishard indices are gzipped.
 *
 * @param hash how a shifted key becomes its place
 * @param preshiftBits keys that differ only in this many low bits stay together; 0 to 63
 * @param minishardBits logarithm of the number of minishards in a shard, 0 to 20
 * @param shardBits logarithm of the number of shards, at least 0
 * @param gzipData whether each value is gzipped
 */
public record ShardingSpec(Hash hash, int preshiftBits, int minishardBits, int shardBits, boolean gzipData) {

    /** How a shifted key becomes its place. */
    public enum Hash {
        /** The shifted key itself: for dense keys. */
        IDENTITY("identity"),
        /** The low 64 bits of MurmurHash3_x86_128: for keys of any kind. */
        MURMUR3("murmurhash3_x86_128");

        private final String label;

        Hash(final String label) {
            this.label = label;
        }
    }

    private static final String TYPE = "neuroglancer_uint64_sharded_v1";

    /** Shards are assembled in memory, so this bounds the heap of a writer, and the cost of a lost connection. */
    private static final long SHARD_BYTES = 32 << 20;
    /** 1024 keys make a minishard index of 24 KiB before gzip. */
    private static final int MINISHARD_KEY_BITS = 10;
    /** 1024 minishards make a shard index of 16 KiB. */
    private static final int MAX_MINISHARD_BITS = 10;

    /** @throws IllegalArgumentException when a number is out of its range */
    public ShardingSpec {
        if (preshiftBits < 0 || preshiftBits > 63 || minishardBits < 0 || minishardBits > 20)
            throw new IllegalArgumentException("preshift " + preshiftBits + ", minishard " + minishardBits);
        if (shardBits < 0 || minishardBits + shardBits > 62) throw new IllegalArgumentException("shard " + shardBits);
    }

    /**
     * Reads the {@code sharding} object of an {@code info} file.
     *
     * @throws InputException when viewers do not support this kind of sharding, or this program cannot read it
     */
    public static ShardingSpec of(final JsonNode json) {
        final String type = json.path("@type").asText();
        if (!type.equals(TYPE)) throw new InputException("viewers do not support sharding of type '{}'", type);
        for (final Hash hash : Hash.values()) {
            if (!hash.label.equals(json.path("hash").asText())) continue;
            try {
                return new ShardingSpec(
                        hash,
                        json.path("preshift_bits").asInt(),
                        json.path("minishard_bits").asInt(),
                        json.path("shard_bits").asInt(),
                        json.path("data_encoding").asText().equals("gzip"));
            } catch (final IllegalArgumentException e) {
                throw new InputException(e, "its sharding has unsupported numbers ({})", e);
            }
        }
        throw new InputException(
                "viewers do not support the hash '{}'", json.path("hash").asText());
    }

    /**
     * For keys without large gaps, written in ascending order: neighbors share a minishard, and minishards a shard, so
     * that a writer holds one shard of at most 32 MiB.
     *
     * @param maxKey the largest key, not negative
     * @param bytesPerValue on average
     * @param gzipData whether each value is gzipped
     */
    public static ShardingSpec dense(final long maxKey, final long bytesPerValue, final boolean gzipData) {
        int preshift = MINISHARD_KEY_BITS;
        while (preshift > 0 && bytesPerValue << preshift > SHARD_BYTES) preshift--;
        int minishard = MAX_MINISHARD_BITS;
        while (minishard > 0 && bytesPerValue << preshift + minishard > SHARD_BYTES) minishard--;
        final int bits = bitLength(maxKey >>> preshift);
        minishard = Math.min(minishard, bits);
        return new ShardingSpec(Hash.IDENTITY, preshift, minishard, bits - minishard, gzipData);
    }

    /**
     * For keys of any kind.
     *
     * @param count number of keys
     * @param totalBytes of all values
     * @param gzipData whether each value is gzipped
     */
    public static ShardingSpec hashed(final long count, final long totalBytes, final boolean gzipData) {
        final int shards = bitLength(totalBytes / SHARD_BYTES);
        final int minishards = Math.max(0, bitLength(count >>> MINISHARD_KEY_BITS) - shards);
        return new ShardingSpec(Hash.MURMUR3, 0, Math.min(MAX_MINISHARD_BITS, minishards), shards, gzipData);
    }

    private static int bitLength(final long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }

    /** The shard that holds a key. */
    public long shard(final long key) {
        return place(key) >>> minishardBits;
    }

    /** The minishard within the shard. */
    public int minishard(final long key) {
        return (int) place(key) & (1 << minishardBits) - 1;
    }

    /** Shard and minishard as one number, in the order that {@link ShardedWriter} requires. */
    long place(final long key) {
        final long shifted = key >>> preshiftBits;
        final long h = hash == Hash.IDENTITY ? shifted : Murmur3.hash(shifted);
        return h & (1L << minishardBits + shardBits) - 1;
    }

    /** Number of bits of a {@link #place}. */
    int placeBits() {
        return minishardBits + shardBits;
    }

    int minishards() {
        return 1 << minishardBits;
    }

    /** The file name of a shard: lower case hexadecimal of fixed width. */
    public String fileName(final long shard) {
        final int digits = Math.max(1, (shardBits + 3) / 4);
        return String.format("%0" + digits + "x.shard", shard);
    }

    /** The {@code sharding} object of an {@code info} file. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("@type", TYPE)
                .put("hash", hash.label)
                .put("preshift_bits", preshiftBits)
                .put("minishard_bits", minishardBits)
                .put("shard_bits", shardBits)
                .put("minishard_index_encoding", "gzip")
                .put("data_encoding", gzipData ? "gzip" : "raw");
    }
}
