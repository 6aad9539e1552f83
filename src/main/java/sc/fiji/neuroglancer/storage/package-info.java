/** The kinds of storage for datasets: one list, {@link sc.fiji.neuroglancer.storage.StorageKinds}. */
package sc.fiji.neuroglancer.storage;
