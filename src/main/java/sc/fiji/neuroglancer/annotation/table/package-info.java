/**
 * Points from files: tables (CSV, TSV, as ImageJ, TrackMate, Imaris and napari save them), JSON lists, Cell Counter
 * XML.
 *
 * <p>A reader turns its format into rows of texts; {@link sc.fiji.neuroglancer.annotation.table.PointTable} does the
 * rest. A new format is a class that implements {@code TableReader} and an entry in {@code TableReaders}.
 */
package sc.fiji.neuroglancer.annotation.table;
