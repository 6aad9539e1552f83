/** Where a dataset is written, on disk or on a storage, and the journal that lets an interrupted export continue. */
package sc.fiji.neuroglancer.dataset;
