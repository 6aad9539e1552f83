package sc.fiji.neuroglancer.command;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.dataset.IfExists;

/** The keys of {@value #LABEL}. They are public: macros use them, so they never change. None is a secret. */
public final class ShareKeys {

    /** The label of the command in the menu and in macros. */
    public static final String LABEL = "Share in Neuroglancer...";

    /** With the points file, what the shell has {@code points} for. */
    private static final Key WITHPOINTS =
            Key.choice("with points", List.of("Auto", "Yes", "No"), "share points, too; Auto: if the image has some");

    private static final Key POINTSFILE =
            Key.file("points file", "file with points of the image, instead of those in Fiji");

    private static final List<Key> ALL = List.of(
            Key.text("account", "", "name of a profile made with Neuroglancer Settings; empty for the only one"),
            Key.text("name", "", "name of the dataset; empty for the image's title"),
            WITHPOINTS,
            POINTSFILE,
            Key.choice("content", List.of("Auto", "Intensity", "Labels"), "what pixel values mean"),
            Key.choice("format", List.of("OME-Zarr 0.4", "OME-Zarr 0.5"), "0.4 is read by every viewer"),
            Key.choice(
                    "existing",
                    List.of(IfExists.RESUME.label(), IfExists.REPLACE.label(), IfExists.FAIL.label()),
                    "what to do when the dataset is there already"),
            Key.folder("folder", "a folder that keeps a copy; empty to write straight to the storage"),
            Key.text("viewer", "", "address of the viewer; empty for the profile's"));

    private ShareKeys() {}

    /** The keys in the order in which dialogs show them. */
    public static List<Key> all() {
        return ALL;
    }

    /** The options of the shell, which finds points in files and storages without profiles. */
    public static List<Key> shell() {
        final List<Key> keys = new ArrayList<>(ALL);
        keys.removeAll(List.of(WITHPOINTS, POINTSFILE));
        keys.add(1, Key.text("address", "", "WebDAV address of the folder for datasets; empty for the profile's"));
        keys.add(2, Key.file("points", "file with points of the image: .csv, .tsv, .txt, .json, .xml, .roi, .zip"));
        return List.copyOf(keys);
    }
}
