package sc.fiji.neuroglancer.command;

import java.util.List;

/** The keys of {@value #LABEL}. They are public: macros use them, so they never change. */
public final class CheckKeys {

    /** The label of the command in the menu and in macros. */
    public static final String LABEL = "Check Neuroglancer Data...";

    static final Key ADDRESS = Key.folder("address", "web address or folder of the dataset; empty for the last export");
    private static final Key VIEWER =
            Key.text("viewer", "", "address of the viewer that shall show it; empty for the profile's");

    private CheckKeys() {}

    /** The keys in the order in which dialogs show them. */
    public static List<Key> all() {
        return List.of(ADDRESS, VIEWER);
    }

    /** The keys of the shell, where the dataset is an operand. */
    public static List<Key> shell() {
        return List.of(VIEWER);
    }
}
