/**
 * The metadata of OME-NGFF multiscale images, versions 0.4 and 0.5: axes, voxel sizes of all levels, channels. Written
 * for our images, read for any.
 *
 * <p>Sources: the NGFF specifications 0.4 and 0.5 (ngff.openmicroscopy.org), and what Neuroglancer accepts of them.
 */
package sc.fiji.neuroglancer.ome;
