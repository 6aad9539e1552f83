package sc.fiji.neuroglancer.entry;

import ij.Prefs;

/** The folder that a user chose last in a dialog, kept in ImageJ's preferences. Macros neither set nor get it. */
final class RememberedFolder {

    private static final String KEY = "neuroglancer.folder";

    private RememberedFolder() {}

    /** The folder, or empty. */
    static String get() {
        return Prefs.get(KEY, "");
    }

    static void set(final String folder) {
        Prefs.set(KEY, folder.trim());
    }
}
