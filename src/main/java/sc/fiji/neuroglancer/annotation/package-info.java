/**
 * Points and shapes as Neuroglancer precomputed annotations: the model, the encoding of records, the indices by id, by
 * place and by related object.
 *
 * <p>Sources push one record after the other, so a collection need not be on the heap. Source of the format: the
 * document annotations.md of Neuroglancer, and what its reader does.
 */
package sc.fiji.neuroglancer.annotation;
