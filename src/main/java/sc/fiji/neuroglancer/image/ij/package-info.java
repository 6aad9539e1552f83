/** Planes, calibration and channels of ImageJ images and virtual stacks. */
package sc.fiji.neuroglancer.image.ij;
