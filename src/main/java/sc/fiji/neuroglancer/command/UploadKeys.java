package sc.fiji.neuroglancer.command;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.dataset.IfExists;

/** The keys of {@value #LABEL}. They are public: macros use them, so they never change. None is a secret. */
public final class UploadKeys {

    /** The label of the command in the menu and in macros. */
    public static final String LABEL = "Upload to WebDAV for Neuroglancer...";

    static final Key DATASET = Key.folder("dataset", "the file or folder to upload");

    private static final List<Key> OTHERS = List.of(
            Key.text("address", "", "WebDAV address of the folder that it comes into; empty for the profile's"),
            Key.text("account", "", "name of a profile made with Neuroglancer Settings"),
            Key.number("parallel", 8, "number of connections to begin with"),
            Key.choice(
                    "existing",
                    List.of(IfExists.RESUME.label(), IfExists.REPLACE.label(), IfExists.FAIL.label()),
                    "what to do when the dataset is there already"),
            Key.flag("verify", true, "compare all files after the upload"));

    private UploadKeys() {}

    /** The keys in the order in which dialogs show them. */
    public static List<Key> all() {
        final List<Key> all = new ArrayList<>(List.of(DATASET));
        all.addAll(OTHERS);
        return List.copyOf(all);
    }

    /** The keys of the shell, where the dataset is an operand. */
    public static List<Key> shell() {
        return OTHERS;
    }
}
