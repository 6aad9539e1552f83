/** What is known of a storage under a name. */
package sc.fiji.neuroglancer.profile;
