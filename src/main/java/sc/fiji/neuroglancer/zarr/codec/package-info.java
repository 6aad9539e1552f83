/** Compression of chunks: one class per codec, one list of them all, {@link sc.fiji.neuroglancer.zarr.codec.Codecs}. */
package sc.fiji.neuroglancer.zarr.codec;
