/** Export of points and shapes to precomputed annotations. */
package sc.fiji.neuroglancer.export.points;
