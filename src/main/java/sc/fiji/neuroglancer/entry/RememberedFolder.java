package sc.fiji.neuroglancer.entry;

import ij.Prefs;
import sc.fiji.neuroglancer.export.Destination;

/** The folder that a user chose last in a dialog, kept in ImageJ's preferences. Macros neither set nor get it. */
final class RememberedFolder {

    private static final String KEY = "neuroglancer.folder";

    private RememberedFolder() {}

    /** The folder, or empty. */
    static String get() {
        return Prefs.get(KEY, "");
    }

    /** An address with a login in it is not kept; where no folder was chosen, the one before stays. */
    static void set(final String folder) {
        if (folder.isBlank()) return;
        if (Destination.isAddress(folder) && folder.matches("(?s).*[@?#].*")) return;
        Prefs.set(KEY, folder.trim());
    }
}
