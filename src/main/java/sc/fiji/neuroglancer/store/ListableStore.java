package sc.fiji.neuroglancer.store;

/** Values that can be enumerated. */
public interface ListableStore {

    /** Receives values one by one. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param key the whole key
         * @param size of the value in bytes
         */
        void visit(String key, long size) throws StoreException;
    }

    /**
     * Visits every value below a folder in any order, without holding a list of them.
     *
     * @param folder a key, or empty for the whole store; a folder that does not exist is empty
     */
    void walk(String folder, Visitor visitor) throws StoreException;
}
