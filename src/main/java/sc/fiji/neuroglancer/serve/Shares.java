package sc.fiji.neuroglancer.serve;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sc.fiji.neuroglancer.address.PercentCode;

/** What a server serves where: {@code v/...} is the viewer, {@code data/SECRET/NAME/...} a dataset. */
final class Shares implements ServedFiles {

    /** First part of the viewer's path. */
    static final String VIEWER = "v";

    private static final String DATA = "data";

    private static final int SECRET_BITS = 64;

    private static final String NO_VIEWER = "The viewer is not in this build of Neuroglancer for Fiji: build it with "
            + "npm installed and without -DskipViewer, or open the link in a Neuroglancer on the web.";

    private final SecureRandom random = new SecureRandom();
    private final ViewerFiles viewer;
    private final Map<String, ServedFiles> datasets = new ConcurrentHashMap<>();

    Shares(final ViewerFiles viewer) {
        this.viewer = viewer;
    }

    boolean hasViewer() {
        return viewer.exists();
    }

    /** Adds a folder unless it has been added under that name; returns its path, with a slash at its end. */
    synchronized String add(final String name, final Path root) {
        for (final Map.Entry<String, ServedFiles> e : datasets.entrySet()) {
            final boolean same =
                    e.getValue() instanceof FolderFiles folder && folder.root().equals(root);
            if (same && e.getKey().endsWith("/" + name)) return path(e.getKey());
        }
        return add(name, new FolderFiles(root));
    }

    /** Adds content under a new secret; returns its path, with a slash at its end. */
    synchronized String add(final String name, final ServedFiles content) {
        final String key = new BigInteger(SECRET_BITS, random).toString(Character.MAX_RADIX) + "/" + name;
        datasets.put(key, content);
        return path(key);
    }

    /** @return whether the path existed */
    synchronized boolean remove(final String path) {
        return datasets.keySet().removeIf(key -> path(key).equals(path));
    }

    private static String path(final String key) {
        final int slash = key.indexOf('/');
        return DATA + "/" + key.substring(0, slash) + "/" + PercentCode.PATH.encode(key.substring(slash + 1)) + "/";
    }

    @Override
    public Resource find(final List<String> names) throws IOException {
        if (names.get(0).equals(VIEWER)) return viewer.find(names.subList(1, names.size()));
        if (names.size() < 4 || !names.get(0).equals(DATA)) return null;
        final ServedFiles dataset = datasets.get(names.get(1) + "/" + names.get(2));
        return dataset == null ? null : dataset.find(names.subList(3, names.size()));
    }

    /** The path that the browser should ask for instead; null for none. */
    String redirect(final List<String> names) {
        final boolean start = names.equals(List.of("")) || names.equals(List.of(VIEWER));
        return start && hasViewer() ? "/" + VIEWER + "/" : null;
    }

    /** One sentence (HTML) for a path that does not exist. */
    String missing(final List<String> names) {
        final boolean start = names.get(0).isEmpty() || names.get(0).equals(VIEWER);
        return start && !hasViewer() ? NO_VIEWER : "This file does not exist.";
    }
}
