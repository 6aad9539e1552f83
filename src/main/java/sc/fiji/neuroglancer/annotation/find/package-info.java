/** Finds points in the ROI Manager, the selection, the overlay, the Results table and files. */
package sc.fiji.neuroglancer.annotation.find;
