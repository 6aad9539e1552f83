package sc.fiji.neuroglancer.store;

/** A store that can be read, written and listed. */
public interface Store extends ReadableStore, WritableStore, ListableStore {

    /** Where this store is, for messages and results; without secrets. */
    String location();
}
