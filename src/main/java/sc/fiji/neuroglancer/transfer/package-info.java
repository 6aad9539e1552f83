/** Copies datasets of millions of files to storages of any protocol: resumable, verified, metadata last. */
package sc.fiji.neuroglancer.transfer;
