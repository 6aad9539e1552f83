/** The pages that the Help buttons show. */
package sc.fiji.neuroglancer.help;
