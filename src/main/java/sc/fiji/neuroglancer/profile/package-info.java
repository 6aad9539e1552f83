/** Profiles: the named storages of a user. */
package sc.fiji.neuroglancer.profile;
