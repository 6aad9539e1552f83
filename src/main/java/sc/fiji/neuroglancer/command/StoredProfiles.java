package sc.fiji.neuroglancer.command;

import ij.IJ;
import ij.Prefs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.task.InputException;

/** Keeps profiles in ImageJ's preferences. They contain no secrets. */
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
        return Profiles.parse(inFile(file()));
    }

    /** Profiles that have an address. */
    static List<Profile> usable() {
        return load().all().stream()
                .filter(profile -> !profile.address().isEmpty())
                .toList();
    }

    /** The name of the profile that was used last or is the only one, if it has an address; else empty. */
    static String preferred() {
        final List<Profile> usable = usable();
        final String last = Prefs.get(LAST, "");
        return usable.stream()
                .filter(profile -> profile.name().equalsIgnoreCase(last) || usable.size() == 1)
                .map(Profile::name)
                .findFirst()
                .orElse("");
    }

    /** Keeps which profile a user chose in a dialog. */
    static void prefer(final String name) {
        Prefs.set(LAST, name.trim());
    }

    private static Path file() {
        return Paths.get(Prefs.getPrefsDir(), "IJ_Prefs.txt");
    }

    /** The profiles in ImageJ's preferences on disk, which a program without ImageJ's window has not read. */
    static String inFile(final Path preferences) {
        return read(preferences).getProperty("." + KEY, "");
    }

    private static Properties read(final Path preferences) {
        final Properties properties = new Properties();
        if (!Files.isReadable(preferences)) return properties;
        try (InputStream in = Files.newInputStream(preferences)) {
            properties.load(in);
            return properties;
        } catch (final IOException | IllegalArgumentException e) {
            throw new InputException(e, "ImageJ's preferences {} cannot be read: repair or remove them.", preferences);
        }
    }

    /**
     * Stores them, also on disk. A program without ImageJ's window has not read the other preferences, so it changes
     * only this one in the file.
     *
     * @throws IOException when that fails
     */
    static void write(final Profiles profiles) throws IOException {
        save(profiles);
        if (IJ.getInstance() == null) intoFile(file(), profiles.toJson());
    }

    /** Keeps all other preferences in the file, which is replaced as a whole or not at all. */
    static void intoFile(final Path preferences, final String json) throws IOException {
        if (Files.exists(preferences) && !Files.isReadable(preferences))
            throw new AccessDeniedException(preferences.toString());
        final Properties properties = read(preferences);
        properties.setProperty("." + KEY, json);
        final Path folder = Files.createDirectories(preferences.getParent());
        final Path temporary = Files.createTempFile(folder, "IJ_Prefs", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                properties.store(out, " ImageJ Preferences");
            }
            Files.move(temporary, preferences, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Stores them for this program, and on disk when ImageJ's window is open. */
    public static void save(final Profiles profiles) {
        Prefs.set(KEY, profiles.toJson());
        if (IJ.getInstance() != null) Prefs.savePreferences();
    }
}
