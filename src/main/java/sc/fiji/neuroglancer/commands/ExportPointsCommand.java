package sc.fiji.neuroglancer.commands;

import ij.ImagePlus;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;
import sc.fiji.neuroglancer.command.ExportPoints;

/** Exports ROIs, the Results table or a file of points to precomputed annotations. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = ExportPoints.LABEL)})
public final class ExportPointsCommand extends JobCommand {

    @Parameter(persist = false, required = false)
    private ImagePlus image;

    @Parameter(
            persist = false,
            label = "Source",
            choices = {"Auto", "ROI Manager", "Selection", "Overlay", "Results table", "File"},
            description = "Where to find the points; Auto: the file, or the first other source that contains points",
            callback = "preview")
    private String source = "Auto";

    @Parameter(
            persist = false,
            style = "open",
            label = "Points file",
            description = "File with points: .csv, .tsv, .txt, .json, .xml, .roi, .zip",
            callback = "preview")
    private String pointsfile = "";

    @Parameter(
            persist = false,
            label = "Units",
            choices = {"Auto", "Voxel", "Physical"},
            description = "What the numbers in a file are; Auto: voxels, unless it names a unit of length",
            callback = "preview")
    private String units = "Auto";

    @Parameter(
            persist = false,
            label = "Order",
            choices = {"xyz", "zyx"},
            description = "Order of unnamed coordinates in a file",
            callback = "preview")
    private String order = "xyz";

    @Parameter(
            persist = false,
            style = "directory",
            label = "Folder",
            description = "Where the dataset's folder is created: a folder, or its WebDAV address",
            callback = "preview")
    private String folder = "";

    @Parameter(persist = false, label = "Name", description = "Name of the dataset", callback = "preview")
    private String name = "points";

    @Parameter(
            persist = false,
            label = "Areas",
            choices = {"Centroid", "Shape", "Skip"},
            description = "How to export ROIs that have an area",
            callback = "preview")
    private String areas = "Centroid";

    @Parameter(
            persist = false,
            label = "Unplaced",
            choices = {"Current slice", "Skip", "All slices"},
            description = "Where to put points that do not belong to a slice",
            callback = "preview")
    private String unplaced = "Current slice";

    @Parameter(
            persist = false,
            label = "Properties",
            description = "Also export names, counters, groups, colors and columns",
            callback = "preview")
    private boolean properties = true;

    @Parameter(
            persist = false,
            label = "Show all",
            choices = {"Auto", "Yes", "No"},
            description = "Draw all points at any zoom; Auto: up to 100,000",
            callback = "preview")
    private String showall = "Auto";

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Fail", "Replace"},
            description = "What to do if the dataset already exists",
            callback = "preview")
    private String existing = "Fail";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String outlook = "";

    @Parameter(label = "Help", callback = "help", persist = false, required = false)
    private Button page;

    /** Runs {@link ExportPoints}. */
    public ExportPointsCommand() {
        super(new ExportPoints());
    }
}
