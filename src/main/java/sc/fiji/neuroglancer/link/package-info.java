/** Links that show datasets in Neuroglancer. */
package sc.fiji.neuroglancer.link;
