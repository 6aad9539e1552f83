package sc.fiji.neuroglancer.entry;

import ij.IJ;
import ij.Prefs;
import sc.fiji.neuroglancer.export.Profiles;
import sc.fiji.neuroglancer.task.InputException;

/** Keeps profiles in ImageJ's preferences. There is no secret in them. */
public final class StoredProfiles {

    private static final String KEY = "neuroglancer.profiles";

    private StoredProfiles() {}

    /**
     * The profiles of this user.
     *
     * @throws InputException when what is stored cannot be read
     */
    public static Profiles load() {
        return Profiles.parse(Prefs.get(KEY, ""));
    }

    /**
     * Stores them, on disk too when ImageJ runs; without it, only this program's preferences are known, and must not
     * replace the file.
     */
    public static void save(final Profiles profiles) {
        Prefs.set(KEY, profiles.toJson());
        if (IJ.getInstance() != null) Prefs.savePreferences();
    }
}
