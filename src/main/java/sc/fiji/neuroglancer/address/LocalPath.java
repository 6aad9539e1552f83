package sc.fiji.neuroglancer.address;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import sc.fiji.neuroglancer.task.InputException;

/** Files and folders of this computer as users type them. */
public final class LocalPath {

    private LocalPath() {}

    /**
     * The absolute path that a user typed.
     *
     * @param typed {@code ~/} is the home folder
     * @throws InputException when no folder can have that name
     */
    public static Path of(final String typed) {
        try {
            return Paths.get(withHome(typed.trim())).toAbsolutePath().normalize();
        } catch (final InvalidPathException e) {
            throw new InputException(typed + " is neither a folder nor an address: check it.", e);
        }
    }

    /** Expands {@code ~/}, which a shell would do, but dialogs and scripts do not. */
    public static String withHome(final String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }
}
