package sc.fiji.neuroglancer.command;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.annotation.find.PointsSource;
import sc.fiji.neuroglancer.annotation.roi.Areas;
import sc.fiji.neuroglancer.annotation.roi.Unplaced;
import sc.fiji.neuroglancer.export.points.PointExportOptions;

/** The keys of {@value #LABEL}. They are public: macros use them, so they never change. */
public final class PointsKeys {

    /** The label of the command in the menu and in macros. */
    public static final String LABEL = "Export Points for Neuroglancer...";

    static final String VOXEL = "Voxel";
    static final String PHYSICAL = "Physical";

    private static final List<Key> ALL = List.of(
            Key.choice("source", PointsSource.names(), "where the points are"),
            Key.file(
                    "points file",
                    "file with points: .csv, .tsv, .txt, .json, .xml, .roi, .zip; for source File or Auto"),
            Key.choice(
                    "units",
                    List.of("Auto", VOXEL, PHYSICAL),
                    "what the numbers of a file are; Auto: voxels, unless it names a unit of length"),
            Key.choice("order", List.of("xyz", "zyx"), "order of coordinates without names in a file"),
            Key.folder("folder", "where the dataset's folder is made: a folder, or its WebDAV address"),
            Key.text("name", "points", "name of the dataset"),
            Key.choice("areas", Areas.names(), "what becomes of ROIs with an area"),
            Key.choice("unplaced", Unplaced.names(), "where points go that belong to no slice of a stack"),
            Key.flag("properties", true, "export names, counters, groups, colours and columns, too"),
            Key.choice("show all", List.of("Auto", "Yes", "No"), "draw all points at any zoom; Auto: up to 100,000"),
            Key.choice("existing", PointExportOptions.EXISTING, "what to do when the dataset exists"));

    /** What only files need, which say nothing of the image that they belong to. */
    private static final List<Key> SHELL = List.of(
            Key.file("image", "the image that the points belong to; empty for voxels without unit"),
            Key.text("columns", "", "names of the columns for x,y,z,t; empty to find them"));

    private PointsKeys() {}

    /** The keys in the order in which dialogs show them. */
    public static List<Key> all() {
        return ALL;
    }

    /** The options of a shell, which names the file without an option. */
    public static List<Key> shell() {
        final List<Key> keys = new ArrayList<>(SHELL);
        for (final Key key : ALL)
            if (!key.name().equals("source") && !key.name().equals("pointsfile")) keys.add(key);
        return keys;
    }
}
