/**
 * Points and shapes as Neuroglancer precomputed annotations: the model, the encoding of records, the indices by id, by
 * position and by related object.
 *
 * <p>Sources push one record at a time, so a collection need not fit into the heap. Source of the format: the document
 * annotations.md of Neuroglancer and the behavior of its reader.
 */
package sc.fiji.neuroglancer.annotation;
