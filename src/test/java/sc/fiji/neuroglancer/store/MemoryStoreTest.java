package sc.fiji.neuroglancer.store;

class MemoryStoreTest extends StoreContract {

    @Override
    protected Store emptyStore() {
        return new MemoryStore();
    }
}
