package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.webdav.DavServer;
import sc.fiji.neuroglancer.webdav.Wire;

/** One upload through everything that can happen to it; prints a table of the events. */
@Timeout(300)
class UploadFaultIT {

    private static final int CHUNKS = 2000;
    private static final int RESETS = 10;
    private static final int RANDOM_KILLS = 8;
    /** A kill comes at a random moment of what a client sends, as bytes on the wire: listings as well as files. */
    private static final int KILL_WITHIN = 900_000;

    private static final int PATIENCE_SECONDS = 90;

    @TempDir
    Path temp;

    private final Random random = new Random(11);
    private final List<String> table = new ArrayList<>();
    private final long start = System.nanoTime();
    private UploadFixture fixture;
    private DavServer server;
    private Wire wire;
    private Path password;
    private int kills;

    @Test
    void survivesEverything() throws Exception {
        ExternalTool.demand(DavServer.Kind.APACHE.isInstalled(), "apache2");
        fixture = new UploadFixture(temp, CHUNKS, 3000);
        password = Files.writeString(temp.resolve("password"), DavServer.PASSWORD);
        temp.toFile().setExecutable(true, false);
        final Path disk = Files.createDirectories(Paths.get("target/dav-disk").toAbsolutePath());
        ExternalTool.demand(
                ExternalTool.works("mount", "-t", "tmpfs", "-o", "size=4m,mode=777", "tmpfs", disk.toString()),
                "right to mount a tmpfs");
        try {
            server = new DavServer(DavServer.Kind.APACHE, disk);
            wire = new Wire(server.address());
            final Watcher watcher = new Watcher();
            watcher.start();
            faults(disk);
            watcher.end();
        } finally {
            if (wire != null) wire.close();
            if (server != null) server.close();
            ExternalTool.run(temp, 30, "umount", "-l", disk.toString());
            System.out.println(String.join("\n", table));
        }
    }

    private void faults(final Path disk) throws IOException, InterruptedException {
        fullDisk(disk);
        brokenServer();
        for (int i = 0; i < RANDOM_KILLS; i++) {
            final Process client = client();
            awaitSent(client, random.nextInt(KILL_WITHIN));
            kill(client, "at a random moment");
        }
        final Process publisher = client();
        while (!Files.exists(remote().resolve("0/.zarray"))) assertAlive(publisher);
        kill(publisher, "while it wrote the metadata");
        assertEquals(10, kills);
        note("done: " + finished(client()));
        fixture.assertSame(UploadFixture.files(remote()));
        final String again = finished(client());
        assertTrue(again.startsWith("0 files"), again);
        note("again: " + again);
    }

    private void fullDisk(final Path disk) throws IOException, InterruptedException {
        final Process client = client();
        assertTrue(client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertNotEquals(0, client.exitValue());
        assertTrue(log().contains("full") && log().contains("continues"), log());
        note("disk full (507): the client stopped and said so");
        ExternalTool.run(temp, 30, "mount", "-o", "remount,size=64m", disk.toString());
    }

    private void brokenServer() throws IOException, InterruptedException {
        final Process client = client();
        int broken = 0;
        for (int i = 0; i < RESETS; i++) {
            awaitMore(client, 10 + random.nextInt(10));
            broken += wire.cut();
        }
        assertTrue(broken >= RESETS, "only " + broken + " connections were open");
        note(broken + " connections reset");
        awaitMore(client, 30);
        server.kill();
        note("server killed with -9");
        TimeUnit.SECONDS.sleep(1);
        server.start();
        awaitMore(client, 30);
        note("server started again after 1 s");
        Files.writeString(password, "new-" + DavServer.PASSWORD);
        server.setPassword("new-" + DavServer.PASSWORD);
        note("login expired (401)");
        awaitMore(client, 100);
        kill(client, "after it got a new login");
    }

    private Process client() throws IOException {
        return new ProcessBuilder(ExternalTool.java(
                        List.of("-Xmx128m"),
                        UploadProcess.class,
                        List.of(
                                fixture.dataset.toString(),
                                wire.address().toString(),
                                fixture.journals.toString(),
                                password.toString())))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("client.log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(temp.resolve("client.log"));
    }

    private String finished(final Process client) throws IOException, InterruptedException {
        assertTrue(client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, client.exitValue(), log());
        return log().trim().replaceAll(", at .*", "");
    }

    private void kill(final Process client, final String when) throws IOException, InterruptedException {
        assertAlive(client);
        client.destroyForcibly();
        assertTrue(client.waitFor(10, TimeUnit.SECONDS));
        kills++;
        note("client killed with -9 " + when);
    }

    private void note(final String event) throws IOException {
        final double seconds = (System.nanoTime() - start) / 1e9;
        table.add(String.format(Locale.ROOT, "%5.1f s %5d files there  %s", seconds, count(), event));
    }

    private void assertAlive(final Process client) throws IOException {
        assertTrue(client.isAlive(), () -> "ended before the fault, with " + table);
    }

    private Path remote() {
        return server.files().resolve("brain.ome.zarr");
    }

    /** Waits for a number of further files, so that the next fault occurs in the middle of the upload. */
    private void awaitMore(final Process client, final int files) throws IOException, InterruptedException {
        final int before = count();
        while (count() < before + files) {
            assertAlive(client);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void awaitSent(final Process client, final int bytes) throws IOException, InterruptedException {
        final long before = wire.sent();
        while (wire.sent() < before + bytes) {
            assertAlive(client);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private int count() throws IOException {
        try (Stream<Path> all = Files.exists(remote()) ? Files.walk(remote()) : Stream.empty()) {
            return (int) all.filter(Files::isRegularFile).count();
        } catch (final UncheckedIOException e) {
            return 0; // a part was renamed meanwhile
        }
    }

    /** What a viewer sees: once root metadata exists, everything else must exist, byte for byte. */
    private final class Watcher extends Thread {
        private volatile boolean over;
        private volatile String tooEarly;
        private long looks;
        private long visible;

        @Override
        public void run() {
            while (!over) {
                look();
                try {
                    TimeUnit.MILLISECONDS.sleep(1);
                } catch (final InterruptedException e) {
                    return;
                }
            }
        }

        private void look() {
            looks++;
            final Path there = remote();
            if (!Files.exists(there.resolve(".zattrs")) && !Files.exists(there.resolve(".zgroup"))) return;
            try {
                final long chunks = UploadFixture.files(there).keySet().stream()
                        .filter(key -> !key.contains("."))
                        .count();
                visible++;
                if (chunks < CHUNKS) tooEarly = "visible with " + chunks + " of " + CHUNKS + " chunks";
            } catch (final IOException | UncheckedIOException e) {
                looks--; // a part was renamed meanwhile: look again
            }
        }

        void end() throws IOException, InterruptedException {
            over = true;
            join();
            note(String.format("looked %d times for root metadata; was there %d times, complete", looks, visible));
            assertNull(tooEarly);
            assertTrue(looks > 1000 && visible > 0, "the watcher saw nothing");
        }
    }
}
