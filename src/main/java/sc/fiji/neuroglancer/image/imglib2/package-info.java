/** Planes of ImgLib2 images. */
package sc.fiji.neuroglancer.image.imglib2;
