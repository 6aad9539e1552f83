package sc.fiji.neuroglancer.dataset;

import java.io.IOException;
import sc.fiji.neuroglancer.store.Store;
import sc.fiji.neuroglancer.store.WritableStore;

/** How the files of a dataset get to their place. */
public interface Outlet {

    /** What is there. */
    Store store();

    /** Something new begins to be written. */
    void begin() throws IOException;

    /** All is written. */
    void finish() throws IOException;

    /** So many files at a time it takes to be fast. */
    int parallel();

    /** Takes files that are written together. */
    Shipment shipment();

    /** Takes metadata: what is written there is seen at once, and whole. */
    WritableStore metadata();

    /** A store that keeps what it took. */
    static Outlet of(final Store store) {
        return new Outlet() {
            @Override
            public Store store() {
                return store;
            }

            @Override
            public void begin() {
                // nobody need know
            }

            @Override
            public void finish() {
                // nobody need know
            }

            @Override
            public int parallel() {
                return 1;
            }

            @Override
            public Shipment shipment() {
                return Shipment.to(store);
            }

            @Override
            public WritableStore metadata() {
                return store;
            }
        };
    }
}
