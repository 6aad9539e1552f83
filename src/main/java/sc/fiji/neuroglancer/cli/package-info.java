/** The same jobs from a shell: {@code java -jar neuroglancer_fiji-VERSION-cli.jar export-image IN.tif --folder out}. */
package sc.fiji.neuroglancer.cli;
