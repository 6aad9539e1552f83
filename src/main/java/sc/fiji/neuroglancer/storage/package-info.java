/** The kinds of storages that datasets can be put on: one list, {@link sc.fiji.neuroglancer.storage.StorageKinds}. */
package sc.fiji.neuroglancer.storage;
