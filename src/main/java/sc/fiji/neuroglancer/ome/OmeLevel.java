package sc.fiji.neuroglancer.ome;

import java.util.List;

/**
 * One level of a multiscale image: where its array is, and where its voxels lie.
 *
 * @param path of the array below the image's group
 * @param scale size of a voxel of this level along each axis, in the axis' unit; positive and finite
 * @param translation center of the first voxel of this level along each axis, in the axis' unit; finite
 */
public record OmeLevel(String path, List<Double> scale, List<Double> translation) {}
