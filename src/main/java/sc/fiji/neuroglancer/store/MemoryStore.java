package sc.fiji.neuroglancer.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import sc.fiji.neuroglancer.message.Message;

/** Values on the heap: for tests, and for serving data that need not be on disk. */
public final class MemoryStore implements Store {

    private final ConcurrentSkipListMap<String, byte[]> values = new ConcurrentSkipListMap<>();

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public Optional<byte[]> read(final String key) {
        return Optional.ofNullable(values.get(Keys.check(key))).map(byte[]::clone);
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        final byte[] value = values.get(Keys.check(key));
        if (value == null) return Optional.empty();
        if (offset < 0 || length < 0 || offset > value.length - length)
            throw new StoreException(
                    Message.of(
                            "Could not read {} bytes from byte {} of {}: it has only {} bytes.",
                            length,
                            offset,
                            key,
                            value.length),
                    location(),
                    key,
                    null);
        return Optional.of(Arrays.copyOfRange(value, (int) offset, (int) offset + length));
    }

    @Override
    public OptionalLong size(final String key) {
        final byte[] value = values.get(Keys.check(key));
        return value == null ? OptionalLong.empty() : OptionalLong.of(value.length);
    }

    @Override
    public void write(final String key, final byte[] bytes, final int length) {
        values.put(Keys.check(key), Arrays.copyOf(bytes, length));
    }

    @Override
    public void delete(final String key) {
        values.remove(Keys.check(key));
    }

    @Override
    public void walk(final String folder, final Visitor visitor) throws StoreException {
        final String prefix = folder.isEmpty() ? "" : Keys.check(folder) + "/";
        for (final Map.Entry<String, byte[]> e : values.tailMap(prefix, true).entrySet()) {
            if (!e.getKey().startsWith(prefix)) return;
            visitor.visit(e.getKey(), e.getValue().length);
        }
    }
}
