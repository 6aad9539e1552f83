/** Export, upload, check and link in one job. */
package sc.fiji.neuroglancer.share;
