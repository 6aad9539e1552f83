/** Upload of finished datasets. */
package sc.fiji.neuroglancer.upload;
