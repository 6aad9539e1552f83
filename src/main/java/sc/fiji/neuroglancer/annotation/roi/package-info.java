/**
 * ImageJ's ROIs as annotations: one converter for each kind of ROI in {@link
 * sc.fiji.neuroglancer.annotation.roi.RoiConverters}, and where ROIs come from.
 */
package sc.fiji.neuroglancer.annotation.roi;
