package sc.fiji.neuroglancer.serve;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;

/** The values of a store. They carry no tag: a store does not say when a value changed. */
final class StoreContent implements Content {

    private final ReadableStore store;

    StoreContent(final ReadableStore store) {
        this.store = store;
    }

    @Override
    public Optional<Resource> find(final List<String> names) throws StoreException {
        if (names.contains("")) return Optional.empty();
        final String key = String.join("/", names);
        final OptionalLong size = store.size(key);
        return size.isPresent() ? Optional.of(new Value(key, size.getAsLong())) : Optional.empty();
    }

    private final class Value implements Resource {

        private final String key;
        private final long size;

        Value(final String key, final long size) {
            this.key = key;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Optional<String> etag() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> modified() {
            return Optional.empty();
        }

        @Override
        public int read(final long position, final byte[] into, final int length) throws IOException {
            final byte[] bytes = store.read(key, position, (int) Math.min(length, size - position))
                    .orElseThrow(() -> new EOFException("the value was deleted while it was read"));
            System.arraycopy(bytes, 0, into, 0, bytes.length);
            return bytes.length;
        }
    }
}
