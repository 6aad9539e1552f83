package sc.fiji.neuroglancer.serve;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;

/** The values of a store. Without tags, because a store does not tell when a value changed. */
final class StoreFiles implements ServedFiles {

    private final ReadableStore store;

    StoreFiles(final ReadableStore store) {
        this.store = store;
    }

    @Override
    public Resource find(final List<String> names) throws StoreException {
        if (names.contains("")) return null;
        final String key = String.join("/", names);
        final OptionalLong size = store.size(key);
        return size.isPresent() ? new Value(store, key, size.getAsLong()) : null;
    }

    private record Value(ReadableStore store, String key, long size) implements Resource {

        @Override
        public int read(final long position, final byte[] into, final int length) throws IOException {
            final byte[] bytes = store.read(key, position, (int) Math.min(length, size - position))
                    .orElseThrow(() -> new EOFException("the value was deleted while it was read"));
            System.arraycopy(bytes, 0, into, 0, bytes.length);
            return bytes.length;
        }
    }
}
