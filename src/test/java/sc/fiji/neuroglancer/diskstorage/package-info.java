/** A second kind of storage, as simple as one can be: a folder on this computer behind an address. */
package sc.fiji.neuroglancer.diskstorage;
