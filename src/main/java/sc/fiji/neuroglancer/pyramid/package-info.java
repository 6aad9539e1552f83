/** From planes to all levels of a resolution pyramid, in one pass at bounded memory. */
package sc.fiji.neuroglancer.pyramid;
