/** Sizes, pixel types, dimensions, units: the words that all formats share. Sizes are in voxels, order x, y, z. */
package sc.fiji.neuroglancer.grid;
