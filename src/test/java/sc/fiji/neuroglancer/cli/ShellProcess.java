package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.profile.Profiles;

/** Commands in a shell of its own: its own environment, home and preferences, all below one folder. */
final class ShellProcess {

    private final Path dir;
    final Path home;
    String out;
    String err;

    ShellProcess(final Path dir) throws IOException {
        this.dir = dir;
        home = Files.createDirectory(dir.resolve("home"));
    }

    Process start(final Map<String, String> environment, final Object... words) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-Djava.util.prefs.userRoot=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Stream.of(words).map(Object::toString).forEach(command::add);
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("NEUROGLANCER_"));
        builder.environment().putAll(environment);
        return builder.redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start();
    }

    int run(final Map<String, String> environment, final Object... words) throws IOException, InterruptedException {
        final Process shell = start(environment, words);
        try {
            assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
        } finally {
            shell.destroyForcibly();
        }
        out = Files.readString(dir.resolve("out"));
        err = Files.readString(dir.resolve("err"));
        return shell.exitValue();
    }

    /** As ImageJ does. */
    void store(final Profiles profiles) throws IOException {
        final Properties preferences = new Properties();
        preferences.put(".neuroglancer.profiles", profiles.toJson());
        final Path folder = Files.createDirectories(
                home.resolve(System.getProperty("os.name").startsWith("Mac") ? "Library/Preferences" : ".imagej"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("IJ_Prefs.txt"))) {
            preferences.store(file, null);
        }
    }

    /** Neither in what was printed nor in any file that the program could have written, by name or content. */
    void assertNoSecret(final String secret) throws IOException {
        final String basic = Base64.getEncoder().encodeToString(("lena:" + secret).getBytes(StandardCharsets.UTF_8));
        final List<Path> files;
        try (Stream<Path> all = Files.walk(dir)) {
            files = all.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        for (final Path file : files) {
            final String text = file + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertFalse(text.contains(secret) || text.contains(basic), file::toString);
        }
    }
}
