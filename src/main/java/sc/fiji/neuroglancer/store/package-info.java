/**
 * The narrow interface between formats and storage: bytes under keys.
 *
 * <p>A key is a relative path with {@code /} between its parts, without empty, {@code .} or {@code ..} parts. Formats
 * write the metadata that makes a dataset visible last; stores make each value visible as a whole or not at all.
 */
package sc.fiji.neuroglancer.store;
