/** Sizes, pixel types, dimensions, units: shared by all formats. Sizes are in voxels, order x, y, z. */
package sc.fiji.neuroglancer.grid;
