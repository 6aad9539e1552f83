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

    /** Keeps a folder, or the address of one; but none with a login in it. */
    static void set(final String folder) {
        final boolean secret = Destination.isAddress(folder) && folder.matches("(?s).*[@?#].*");
        if (!secret) Prefs.set(KEY, folder.trim());
    }
}
