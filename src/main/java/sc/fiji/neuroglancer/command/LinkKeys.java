package sc.fiji.neuroglancer.command;

import java.util.ArrayList;
import java.util.List;

/** Labels and keys of the commands that show datasets. They are public: macros use them, so they never change. */
public final class LinkKeys {

    /** The label of the command that makes a link. */
    public static final String COPY_LABEL = "Copy Neuroglancer Link";

    /** The label of the command that opens a browser. */
    public static final String VIEW_LABEL = "View in Neuroglancer";

    /** The label of the command that ends the local server. */
    public static final String STOP_LABEL = "Stop Serving Neuroglancer";

    /** The value of {@code points} that leaves out those of the last export. */
    static final String NO_POINTS = "None";

    static final Key DATASET = Key.folder("dataset", "folder, address, data source or link; empty for the last export");

    private static final Key POINTS =
            Key.folder("points", "folder or address of annotations; empty for those of the last export, or None");
    private static final Key VIEWER =
            Key.text("viewer", "", "address of the viewer; empty for the profile's, or one that fits");
    private static final Key SHORTEN =
            Key.flag("shorten", "put the state into a file beside the data, for a short link");

    private static final List<Key> COPY = List.of(DATASET, POINTS, VIEWER, SHORTEN);

    private static final List<Key> VIEW =
            List.of(Key.folder("folder", "a dataset, or a folder with one; empty for the last export"));

    private static final List<Key> SERVE = List.of(Key.number("port", 0, "TCP port; 0 for any that is free"));

    private LinkKeys() {}

    /** The keys of {@value #COPY_LABEL}. */
    public static List<Key> copy() {
        return COPY;
    }

    /** The keys of {@value #VIEW_LABEL}. */
    public static List<Key> view() {
        return VIEW;
    }

    /** The keys of {@value #STOP_LABEL}: none. */
    public static List<Key> stop() {
        return List.of();
    }

    /** The options of the shell's {@code link}, which takes datasets as operands. */
    public static List<Key> shellLink() {
        final List<Key> keys = new ArrayList<>(COPY.subList(1, COPY.size()));
        keys.set(0, Key.text("points", "", "folder or address of annotations"));
        keys.add(2, Key.text("base-url", "", "public address of the folder that holds the datasets' folders"));
        return List.copyOf(keys);
    }

    /** The options of the shell's {@code serve}. */
    public static List<Key> shellServe() {
        return SERVE;
    }

    /** The options of the shell's {@code sample}. */
    public static List<Key> shellSample() {
        return List.of(Key.flag("once", "end when the link is printed instead of serving until Ctrl-C"));
    }
}
