/** Finds the points that an open image has: ROI Manager, selection, overlay, Results table. */
package sc.fiji.neuroglancer.annotation.find;
