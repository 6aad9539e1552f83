package sc.fiji.neuroglancer.precomputed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Reads values by uint64 key, written by any program: one file each, or in shards, of which only the needed parts are
 * read, as a viewer does.
 *
 * <p>Memory: the index of a minishard and a value, each at most 64 MiB. Source of the format: Neuroglancer,
 * {@code src/datasource/precomputed/sharded.md}.
 */
public final class KeyedReader {

    private static final int MOST_BYTES = 64 << 20;
    private static final int BOUNDS_BYTES = 2 * Long.BYTES;
    private static final int ROWS_BYTES = 3 * Long.BYTES;

    private final ReadableStore store;
    private final String folder;
    private final ShardingSpec sharding;
    private final boolean gzipIndex;

    /**
     * @param folder of the files
     * @param sharding the {@code sharding} object of the info file; missing or null for one file per value
     * @throws InputException when viewers do not support this kind of sharding
     */
    public KeyedReader(final ReadableStore store, final String folder, final JsonNode sharding) {
        this.store = store;
        this.folder = folder;
        final boolean files = sharding.isMissingNode() || sharding.isNull();
        this.sharding = files ? null : ShardingSpec.of(sharding);
        gzipIndex = sharding.path("minishard_index_encoding").asText().equals("gzip");
    }

    /** Whether values are in shards. */
    public boolean isSharded() {
        return sharding != null;
    }

    /** The file that holds a value if it exists. */
    public String file(final long key) {
        return Keys.join(
                folder, sharding == null ? Long.toUnsignedString(key) : sharding.fileName(sharding.shard(key)));
    }

    /**
     * Reads a value.
     *
     * @param key unsigned
     * @return the value, or empty when it does not exist
     * @throws IOException when its file is damaged; a {@link sc.fiji.neuroglancer.store.StoreException} when it cannot
     *     be read
     */
    public Optional<byte[]> read(final long key) throws IOException {
        final String file = file(key);
        if (sharding == null) return store.read(file);
        final byte[] rows = minishardIndex(file, sharding.minishard(key));
        final int count = rows.length / ROWS_BYTES;
        long found = 0;
        long start = (long) BOUNDS_BYTES * sharding.minishards();
        for (int i = 0; i < count; i++) {
            found += number(rows, i);
            start += number(rows, count + i);
            final long length = number(rows, 2 * count + i);
            if (found == key) return Optional.of(part(file, start, length, sharding.gzipData()));
            start += length;
        }
        return Optional.empty();
    }

    /** Keys, starts and sizes of the values of a minishard. */
    private byte[] minishardIndex(final String file, final int minishard) throws IOException {
        final Optional<byte[]> bounds = store.read(file, (long) BOUNDS_BYTES * minishard, BOUNDS_BYTES);
        if (bounds.isEmpty()) return new byte[0];
        final long start = number(bounds.get(), 0);
        final long length = number(bounds.get(), 1) - start;
        if (length == 0) return new byte[0];
        final byte[] rows = part(file, start + (long) BOUNDS_BYTES * sharding.minishards(), length, gzipIndex);
        if (rows.length % ROWS_BYTES != 0)
            throw new IOException(
                    "an index in it has " + rows.length + " bytes, which is not a multiple of " + ROWS_BYTES);
        return rows;
    }

    /**
     * Checks that an existing shard is as long as its index says.
     *
     * @throws IOException when it is not, or cannot be read
     */
    public void requireWhole(final String file) throws IOException {
        final byte[] bounds = part(file, 0, (long) BOUNDS_BYTES * sharding.minishards(), false);
        long end = 0;
        for (int i = 0; i < sharding.minishards(); i++) end = Math.max(end, number(bounds, 2 * i + 1));
        if (end > 0) part(file, bounds.length + end - 1, 1, false);
    }

    private static long number(final byte[] numbers, final int index) {
        return (long) Bytes.LONG.get(numbers, Long.BYTES * index);
    }

    private byte[] part(final String file, final long start, final long length, final boolean gzip) throws IOException {
        if (start < 0 || length < 0 || length > MOST_BYTES)
            throw new IOException("an index in it refers to " + length + " bytes at " + start);
        if (length == 0) return new byte[0];
        final byte[] bytes = store.read(file, start, (int) length)
                .orElseThrow(() -> new IOException("it disappeared while it was being read"));
        if (!gzip) return bytes;
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return plain.readNBytes(MOST_BYTES);
        }
    }
}
