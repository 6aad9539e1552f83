package sc.fiji.neuroglancer.commands;

import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.PointsEntry;
import sc.fiji.neuroglancer.entry.PointsKeys;
import sc.fiji.neuroglancer.task.Monitor;

/** Exports ROIs, the Results table or a file of points to precomputed annotations. Its fields are the {@link PointsKeys}. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {@Menu(label = "Plugins"), @Menu(label = "Neuroglancer"), @Menu(label = PointsKeys.LABEL)})
public final class ExportPointsCommand extends JobCommand {

    @Parameter(required = false)
    private ImagePlus image;

    @Parameter(
            persist = false,
            label = "Source",
            choices = {"Auto", "ROI Manager", "Selection", "Overlay", "Results table", "File"},
            description = "Where the points are; Auto: the file, or the first of the others that has some")
    private String source = "Auto";

    @Parameter(
            persist = false,
            style = "open",
            label = "PointsFile",
            description = "File with points: .csv, .tsv, .txt, .json, .xml, .roi, .zip")
    private String pointsfile = "";

    @Parameter(
            style = "directory",
            label = "Folder",
            description = "Where the dataset's folder is made: a folder, or its WebDAV address")
    private String folder = "";

    @Parameter(persist = false, label = "Name", description = "Name of the dataset")
    private String name = "points";

    @Parameter(
            persist = false,
            label = "Areas",
            choices = {"Centroid", "Shape", "Skip"},
            description = "What becomes of ROIs with an area")
    private String areas = "Centroid";

    @Parameter(
            persist = false,
            label = "Unplaced",
            choices = {"Current slice", "Skip", "All slices"},
            description = "Where points go that belong to no slice of a stack")
    private String unplaced = "Current slice";

    @Parameter(
            persist = false,
            label = "Properties",
            description = "Export names, counters, groups, colours and columns, too")
    private boolean properties = true;

    @Parameter(
            persist = false,
            label = "ShowAll",
            choices = {"Auto", "Yes", "No"},
            description = "Draw all points at any zoom; Auto: up to 100,000")
    private String showall = "Auto";

    @Parameter(
            persist = false,
            label = "Existing",
            choices = {"Fail", "Replace"},
            description = "What to do when the dataset exists")
    private String existing = "Fail";

    @Override
    List<Key> keys() {
        return PointsKeys.all();
    }

    @Override
    void runJob(final Monitor monitor) throws IOException {
        final PointsEntry.Done done = PointsEntry.run(image, values(), prompt(), monitor);
        done.notes().forEach(this::warn);
        log(done.summary());
        status(done.summary());
    }
}
