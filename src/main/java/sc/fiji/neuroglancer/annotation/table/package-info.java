/**
 * Points from files: tables (CSV, TSV, as saved by ImageJ, TrackMate, Imaris and napari), JSON lists, Cell Counter XML.
 *
 * <p>A reader converts its format to rows of texts; {@link sc.fiji.neuroglancer.annotation.table.PointTable} does the
 * rest. To add a format, implement {@code TableReader} and add the class to {@code TableReaders}.
 */
package sc.fiji.neuroglancer.annotation.table;
