package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.webdav.DavServer;

/** One upload through everything that can happen to it; prints a table of what did. */
@Timeout(240)
class UploadFaultIT {

    private static final int CHUNKS = 800;
    private static final int KILLS = 6;

    @TempDir
    Path temp;

    private final Random random = new Random(11);
    private final List<String> table = new ArrayList<>();
    private UploadFixture fixture;
    private DavServer server;
    private Path password;

    private Process client(final String log) throws IOException {
        return new ProcessBuilder(ExternalTool.java(
                        List.of("-Xmx128m"),
                        UploadProcess.class,
                        List.of(
                                fixture.dataset.toString(),
                                server.address().toString(),
                                fixture.journals.toString(),
                                password.toString())))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve(log).toFile())
                .start();
    }

    private void note(final String event) throws IOException {
        table.add(String.format("%-44s %5d files there", event, count()));
    }

    private Path remote() {
        return server.files().resolve("brain.ome.zarr");
    }

    /** Waits until so many more files are there, so that what follows happens in the middle. */
    private void awaitMore(final Process client, final int files) throws IOException, InterruptedException {
        final int before = count();
        while (count() < before + files) {
            assertTrue(client.isAlive(), "ended before the fault");
            sleep(10);
        }
    }

    private int count() throws IOException {
        try (Stream<Path> all = Files.exists(remote()) ? Files.walk(remote()) : Stream.empty()) {
            return (int) all.filter(Files::isRegularFile).count();
        } catch (final UncheckedIOException e) {
            return 0; // a part was renamed meanwhile
        }
    }

    private static void sleep(final long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    @Test
    void survivesEverything() throws Exception {
        ExternalTool.demand(DavServer.Kind.APACHE.isInstalled(), "apache2");
        fixture = new UploadFixture(temp, CHUNKS, 4000);
        password = Files.writeString(temp.resolve("password"), DavServer.PASSWORD);
        temp.toFile().setExecutable(true, false);
        final Path disk = Files.createDirectories(Paths.get("target/dav-disk").toAbsolutePath());
        ExternalTool.demand(
                ExternalTool.works("mount", "-t", "tmpfs", "-o", "size=2m,mode=777", "tmpfs", disk.toString()),
                "right to mount a tmpfs");
        final AtomicBoolean over = new AtomicBoolean();
        final AtomicReference<String> seenTooEarly = new AtomicReference<>();
        try {
            server = new DavServer(DavServer.Kind.APACHE, disk);
            final Thread watcher = new Thread(() -> watch(over, seenTooEarly));
            watcher.start();
            faults(disk);
            over.set(true);
            watcher.join();
        } finally {
            over.set(true);
            if (server != null) server.close();
            ExternalTool.run(temp, 30, "umount", "-l", disk.toString());
        }
        System.out.println(String.join("\n", table));
        assertEquals(null, seenTooEarly.get());
    }

    private void faults(final Path disk) throws IOException, InterruptedException {
        final Process first = client("full.log");
        assertTrue(first.waitFor(60, TimeUnit.SECONDS));
        assertNotEquals(0, first.exitValue());
        final String full = Files.readString(temp.resolve("full.log"));
        assertTrue(full.contains("full") && full.contains("continues"), full);
        note("disk full (507): stopped");
        ExternalTool.run(temp, 30, "mount", "-o", "remount,size=64m", disk.toString());
        for (int i = 0; i < KILLS; i++) {
            final Process client = client("kill.log");
            awaitMore(client, 20 + random.nextInt(50));
            client.destroyForcibly();
            assertTrue(client.waitFor(10, TimeUnit.SECONDS));
            note("client killed with -9");
        }
        final Process last = client("last.log");
        awaitMore(last, 30);
        server.kill();
        note("server killed with -9");
        sleep(500);
        server.start();
        awaitMore(last, 30);
        Files.writeString(password, "new-" + DavServer.PASSWORD);
        server.setPassword("new-" + DavServer.PASSWORD);
        note("login expired");
        assertTrue(last.waitFor(60, TimeUnit.SECONDS));
        final String log = Files.readString(temp.resolve("last.log"));
        assertEquals(0, last.exitValue(), log);
        note("done: " + log.trim().replaceAll(" at .*", ""));
        fixture.assertSame(UploadFixture.files(remote()));
    }

    /** A viewer's eye: as soon as root metadata is there, all else must be. */
    private void watch(final AtomicBoolean over, final AtomicReference<String> tooEarly) {
        while (!over.get()) {
            final Path there = remote();
            if (!Files.exists(there.resolve(".zattrs")) && !Files.exists(there.resolve(".zgroup"))) continue;
            try {
                final int chunks = (int) UploadFixture.files(there).keySet().stream()
                        .filter(key -> !key.contains("."))
                        .count();
                if (chunks < CHUNKS) tooEarly.set("visible with " + chunks + " of " + CHUNKS + " chunks");
            } catch (final IOException | UncheckedIOException e) {
                continue; // a part was renamed meanwhile: look again
            }
        }
    }
}
