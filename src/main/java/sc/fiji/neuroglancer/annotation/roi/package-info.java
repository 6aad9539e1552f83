/**
 * Converts ImageJ ROIs to annotations; {@code RoiConverters} lists the kinds of ROIs.
 */
package sc.fiji.neuroglancer.annotation.roi;
