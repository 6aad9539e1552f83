package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All files below a folder, hidden ones too. */
public final class DatasetFiles {

    private static final Pattern DATASET_FILE =
            Pattern.compile("\\.zgroup|\\.zattrs|zarr\\.json|\\d+/(\\.zarray|zarr\\.json|(c/)?\\d+(/\\d+)*)");

    private DatasetFiles() {}

    public static Map<String, byte[]> of(final Path folder) throws IOException {
        final Map<String, byte[]> files = new TreeMap<>();
        if (!Files.exists(folder)) return files;
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.filter(Files::isRegularFile).collect(Collectors.toList()))
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
        }
        return files;
    }

    private static List<String> names(final Path folder) throws IOException {
        if (!Files.exists(folder)) return List.of();
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .collect(Collectors.toList());
        }
    }

    /** A hash of every file, for datasets that are too large to be held. */
    static Map<String, String> hashes(final Path folder) throws IOException {
        final Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.filter(Files::isRegularFile).collect(Collectors.toList()))
                hashes.put(folder.relativize(path).toString().replace('\\', '/'), hash(Files.readAllBytes(path)));
        }
        return hashes;
    }

    private static String hash(final byte[] bytes) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How many files there are. */
    public static long count(final Path folder) throws IOException {
        if (!Files.exists(folder)) return 0;
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).count();
        } catch (final UncheckedIOException e) {
            return 0; // a file vanished meanwhile
        }
    }

    /** Chunks, shards and metadata documents, and nothing else. */
    static void assertOnlyDataset(final Path folder) throws IOException {
        for (final String name : names(folder))
            assertTrue(DATASET_FILE.matcher(name).matches(), () -> "not a file of a dataset: " + name);
    }

    public static void assertEqual(
            final Map<String, byte[]> expected, final Map<String, byte[]> actual, final String what) {
        assertEquals(expected.keySet(), actual.keySet(), what);
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), what + ": " + name));
    }

    /** The metadata documents that make a dataset or one of its arrays visible. */
    static List<String> metadata(final Path folder) throws IOException {
        return names(folder).stream()
                .filter(name -> name.matches("(.*/)?(\\.z\\w+|zarr\\.json)"))
                .collect(Collectors.toList());
    }
}
