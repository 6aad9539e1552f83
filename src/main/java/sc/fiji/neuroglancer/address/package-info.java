/** Addresses of data: web addresses, Neuroglancer data sources, and what users paste. */
package sc.fiji.neuroglancer.address;
