/**
 * The export of images. A program that has an image of ImgLib2 exports it like this:
 *
 * <pre>
 *   PixelSource source = ImgLib2Source.of(image, "xyz", "brain").with(b -&gt; b.voxelSize(0.5, 0.5, 2));
 *   ImageExportOptions options = ImageExportOptions.of("/data/out", "brain").compression("Zstd").checked();
 *   new ImageExport(source, options, Monitor.NONE).run();
 * </pre>
 */
package sc.fiji.neuroglancer.export;
