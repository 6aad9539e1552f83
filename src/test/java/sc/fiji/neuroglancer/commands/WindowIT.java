package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.gui.Screen;

/** What Fiji's dialogs ask for when there is a screen. */
@Timeout(60)
class WindowIT {

    private static final String ALL =
            "folder name content format shards chunk compression levels threads crop existing";

    @TempDir
    Path dir;

    @Test
    void asksAUserButNoMacro() throws IOException, InterruptedException {
        final List<String> command = List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + dir,
                "-Djava.util.prefs.userRoot=" + dir,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WindowProbe.class.getName());
        final String said;
        try (Screen screen = new Screen(dir)) {
            said = new String(screen.start(command).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals(
                List.of(
                        "dialog: " + ALL + " outlook page",
                        "no image: canceled: No image is open. Open one, then run the command again.",
                        "macro: ",
                        "stop: ",
                        "stop: ",
                        "help: Check Neuroglancer Data... Help"),
                said.lines().collect(Collectors.toList()));
    }
}
