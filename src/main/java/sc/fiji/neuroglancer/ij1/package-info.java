/** The same commands for plain ImageJ and its macros, named in {@code plugins.config}. */
package sc.fiji.neuroglancer.ij1;
