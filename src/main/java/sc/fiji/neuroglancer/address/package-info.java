/** Addresses of data: files, web addresses, Neuroglancer data sources, and links. */
package sc.fiji.neuroglancer.address;
