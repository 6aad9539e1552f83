/** Copying datasets of millions of files to a storage, whatever its protocol: resumed, verified, metadata last. */
package sc.fiji.neuroglancer.transfer;
