package sc.fiji.neuroglancer.command;

import ij.Prefs;
import sc.fiji.neuroglancer.address.Address;

/** The folder that a user chose last in a dialog, kept in ImageJ's preferences. Macros neither set nor get it. */
final class RememberedFolder {

    private static final String KEY = "neuroglancer.folder";

    private RememberedFolder() {}

    /** The folder, or empty. */
    static String get() {
        return Prefs.get(KEY, "");
    }

    /** Keeps the folder of these values, if there is one; not an address with a login in it. */
    static void keep(final Values values) {
        final String folder = values.text("folder");
        if (folder.isBlank()) return;
        if (Address.isWeb(folder) && folder.matches("(?s).*[@?#].*")) return;
        Prefs.set(KEY, folder.trim());
    }
}
