package sc.fiji.neuroglancer.store;

/** Rules for store keys. */
public final class Keys {

    private Keys() {}

    /**
     * Returns the key if it stays inside its store.
     *
     * @throws IllegalArgumentException for an empty key, an absolute one, or one with empty, {@code .} or {@code ..}
     *     parts or a backslash
     */
    public static String check(final String key) {
        if (key.indexOf('\\') >= 0 || key.indexOf('\0') >= 0) throw new IllegalArgumentException("not a key: " + key);
        for (final String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals(".."))
                throw new IllegalArgumentException("not a key: " + key);
        }
        return key;
    }

    /** Joins a folder (empty for the root) and a name. */
    public static String join(final String folder, final String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** Number of folders that a value is in. */
    public static int depth(final String key) {
        return (int) key.chars().filter(c -> c == '/').count();
    }
}
