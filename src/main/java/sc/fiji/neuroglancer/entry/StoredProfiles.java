package sc.fiji.neuroglancer.entry;

import ij.IJ;
import ij.Prefs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.export.Profile;
import sc.fiji.neuroglancer.export.Profiles;
import sc.fiji.neuroglancer.task.InputException;

/** Keeps profiles in ImageJ's preferences. There is no secret in them. */
public final class StoredProfiles {

    private static final String KEY = "neuroglancer.profiles";
    private static final String LAST = "neuroglancer.account";

    private StoredProfiles() {}

    /**
     * The profiles of this user.
     *
     * @throws InputException when what is stored cannot be read
     */
    public static Profiles load() {
        final String stored = Prefs.get(KEY, "");
        if (!stored.isEmpty() || IJ.getInstance() != null) return Profiles.parse(stored);
        return Profiles.parse(inFile(Paths.get(Prefs.getPrefsDir(), "IJ_Prefs.txt")));
    }

    /** Profiles with a place to put data. */
    static List<Profile> usable() {
        return load().all().stream()
                .filter(profile -> !profile.address().isEmpty())
                .collect(Collectors.toList());
    }

    /** The one that was used last, or the only one, if it has a place to put data. */
    static Optional<String> preferred() {
        final List<Profile> usable = usable();
        final String last = Prefs.get(LAST, "");
        return usable.stream()
                .filter(profile -> profile.name().equalsIgnoreCase(last) || usable.size() == 1)
                .map(Profile::name)
                .findFirst();
    }

    /** Keeps which one a user chose in a dialog. */
    static void prefer(final String name) {
        Prefs.set(LAST, name.trim());
    }

    /** What ImageJ's preferences hold on disk: a program without ImageJ's window has not read them. */
    static String inFile(final Path preferences) {
        final Properties properties = new Properties();
        if (!Files.isReadable(preferences)) return "";
        try (InputStream in = Files.newInputStream(preferences)) {
            properties.load(in);
            return properties.getProperty("." + KEY, "");
        } catch (final IOException | IllegalArgumentException e) {
            throw new InputException(
                    "ImageJ's preferences " + preferences + " cannot be read: repair or remove them.", e);
        }
    }

    /**
     * Stores them, on disk too when ImageJ runs; without it, only this program's preferences are known, and must not
     * replace the file.
     *
     * @return whether they are on disk
     */
    public static boolean save(final Profiles profiles) {
        Prefs.set(KEY, profiles.toJson());
        final boolean runs = IJ.getInstance() != null;
        if (runs) Prefs.savePreferences();
        return runs;
    }
}
