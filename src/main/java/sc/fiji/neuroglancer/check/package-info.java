/** Checks whether a viewer can show a dataset, and explains why not. */
package sc.fiji.neuroglancer.check;
