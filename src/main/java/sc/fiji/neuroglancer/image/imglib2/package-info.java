/** Planes of imglib2 images. */
package sc.fiji.neuroglancer.image.imglib2;
