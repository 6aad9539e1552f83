package sc.fiji.neuroglancer.commands;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.ExportImage;
import sc.fiji.neuroglancer.image.imglib2.ImgLib2Source;

/** Exports the active image, or virtual stack, to a multiscale OME-Zarr. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = ExportImage.LABEL)})
public final class ExportImageCommand extends JobCommand {

    @Parameter(persist = false, required = false)
    private ImagePlus image;

    /** For scripts, in place of the image: any image of ImgLib2, for instance a SciJava Dataset. */
    @Parameter(persist = false, required = false)
    private RandomAccessibleInterval<?> data;

    /** The letters of the data's axes; see {@link ImgLib2Source#of}. */
    @Parameter(persist = false, required = false)
    private String axes = "";

    @Parameter(
            persist = false,
            style = "directory",
            label = "Folder",
            description = "Where the dataset's folder is created: a folder, or its WebDAV address",
            callback = "preview")
    private String folder = "";

    @Parameter(
            persist = false,
            label = "Name",
            description = "Name of the dataset; empty for the image's title",
            callback = "preview")
    private String name = "";

    @Parameter(
            persist = false,
            label = "Content",
            choices = {"Auto", "Intensity", "Labels"},
            description = "What pixel values mean; labels are never averaged",
            callback = "preview")
    private String content = "Auto";

    @Parameter(
            persist = false,
            label = "Format",
            choices = {"OME-Zarr 0.4", "OME-Zarr 0.5"},
            description = "Version of the format; every viewer reads 0.4",
            callback = "preview")
    private String format = "OME-Zarr 0.4";

    @Parameter(
            persist = false,
            label = "Shards",
            description = "Store many chunks in one file (OME-Zarr 0.5 only)",
            callback = "preview")
    private boolean shards;

    @Parameter(
            persist = false,
            label = "Chunk",
            description = "Size of the chunks in voxels: auto, or x,y,z such as 64,64,64",
            callback = "preview")
    private String chunk = "auto";

    @Parameter(
            persist = false,
            label = "Compression",
            choices = {"Blosc zstd", "Blosc lz4", "Zstd", "Gzip", "None"},
            description = "How chunks are compressed",
            callback = "preview")
    private String compression = "Blosc zstd";

    @Parameter(
            persist = false,
            label = "Levels",
            min = "0",
            max = "30",
            description = "Number of resolution levels; 0 for automatic",
            callback = "preview")
    private int levels;

    @Parameter(
            persist = false,
            label = "Threads",
            min = "0",
            max = "1024",
            description = "Number of threads; 0 for all processors",
            callback = "preview")
    private int threads;

    @Parameter(
            persist = false,
            label = "Crop",
            description = "Export only the rectangle selection",
            callback = "preview")
    private boolean crop;

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Fail", "Replace", "Resume"},
            description = "What to do if the dataset already exists",
            callback = "preview")
    private String existing = "Fail";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    /** Runs {@link ExportImage}. */
    public ExportImageCommand() {
        super(new ExportImage());
    }
}
