package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Ctrl-C in a shell of its own. */
@Timeout(60)
class InterruptTest {

    @TempDir
    private Path dir;

    /** Starts a command, interrupts it when the server was asked, and returns what it said on the error stream. */
    private String interrupt(final CountDownLatch asked, final Object... words)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Paths.get("/bin/kill")), "no kill");
        final List<String> command = Stream.concat(
                        Stream.of(
                                Paths.get(System.getProperty("java.home"), "bin", "java"),
                                "-Duser.home=" + dir,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(words))
                .map(Object::toString)
                .collect(Collectors.toList());
        final Process shell = new ProcessBuilder(command)
                .redirectError(dir.resolve("err").toFile())
                .start();
        try {
            assertTrue(asked.await(40, TimeUnit.SECONDS), "the server was not asked");
            new ProcessBuilder("/bin/kill", "-INT", String.valueOf(shell.pid())).start();
            assertTrue(shell.waitFor(10, TimeUnit.SECONDS));
            assertEquals(130, shell.exitValue());
        } finally {
            shell.destroyForcibly();
        }
        return Files.readString(dir.resolve("err"));
    }

    @Test
    void saysHowToContinue() throws Exception {
        final Path dataset = Files.createDirectory(dir.resolve("a.ome.zarr"));
        Files.writeString(dataset.resolve(".zattrs"), "{}");
        final CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(call -> {
            asked.countDown();
            call.hang(60_000);
        })) {
            final String said = interrupt(asked, "upload", dataset, "--address", server.address() + "data");
            assertTrue(said.endsWith("\nInterrupted. Run the same command again to continue.\n"), said);
        }
    }
}
