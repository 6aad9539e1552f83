package sc.fiji.neuroglancer.store;

import java.io.IOException;

/**
 * Writing a dataset: {@link #begin}, batches of files that are verified, then the metadata that makes them visible,
 * then {@link #finish}.
 */
public interface WriteSession {

    /** What is already stored. */
    Store store();

    /** Called before the first file of a new dataset is written. */
    void begin() throws IOException;

    /** Files that are written together. */
    default WriteBatch batch() {
        return new WriteBatch(store());
    }

    /** Files that each become visible as soon as they are written. */
    default WriteBatch metadata() {
        return new WriteBatch(store());
    }

    /** Called when all files are written. */
    void finish() throws IOException;

    /** Number of files to write at the same time for good speed. */
    int parallel();

    /** A session of a store that keeps everything it has accepted. */
    static WriteSession to(final Store store) {
        return new WriteSession() {
            @Override
            public Store store() {
                return store;
            }

            @Override
            public void begin() {
                // nothing to prepare
            }

            @Override
            public void finish() {
                // nothing to remember
            }

            @Override
            public int parallel() {
                return 1;
            }
        };
    }
}
