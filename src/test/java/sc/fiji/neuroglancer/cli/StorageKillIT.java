package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.webdav.DavServer;

/** Exports to a real server whose process is killed again and again, and started again by the same command. */
@Timeout(300)
class StorageKillIT {

    private static final int KILLS = 5;
    private static final Map<String, String> LOGIN =
            Map.of("NEUROGLANCER_FIJI_USER", DavServer.USER, "NEUROGLANCER_FIJI_PASSWORD", DavServer.PASSWORD);

    @TempDir
    private Path dir;

    private final Random random = new Random(5);
    private ShellProcess shell;

    @BeforeEach
    void start() throws IOException {
        ExternalTool.demand(DavServer.Kind.APACHE.isInstalled(), "apache2");
        dir.toFile().setExecutable(true, false);
        shell = new ShellProcess(dir);
    }

    private Path image() throws IOException {
        final ImageStack stack = new ImageStack(300, 260);
        for (int z = 0; z < 90; z++) {
            final short[] pixels = new short[300 * 260];
            for (int i = 0; i < pixels.length; i++) pixels[i] = (short) (i % 300 + z * 5 + random.nextInt(64));
            stack.addSlice(new ShortProcessor(300, 260, pixels, null));
        }
        final Path file = dir.resolve("brain.tif");
        new FileSaver(new ImagePlus("brain", stack)).saveAsTiffStack(file.toString());
        return file;
    }

    private Path points() throws IOException {
        final List<String> lines = new ArrayList<>(List.of("x,y,z"));
        for (int i = 0; i < 300_000; i++)
            lines.add(random.nextInt(4000) + "," + random.nextInt(4000) + "," + random.nextInt(900));
        return Files.write(dir.resolve("cells.csv"), lines);
    }

    @Test
    void anImageOfChunks() throws Exception {
        killed("brain.ome.zarr", "export-image", image(), "--chunk", "32,32,8", "--existing", "Resume");
    }

    @Test
    void anImageOfShards() throws Exception {
        killed(
                "brain.ome.zarr",
                "export-image",
                image(),
                "--chunk",
                "16,16,8",
                "--format",
                "0.5",
                "--shards",
                "--existing",
                "Resume");
    }

    @Test
    void points300000() throws Exception {
        killed("cells", "export-points", points(), "--name", "cells", "--existing", "Replace");
    }

    private void killed(final String dataset, final Object... command) throws Exception {
        final Path local = dir.resolve("local");
        assertEquals(0, shell.run(Map.of(), with(command, local)), () -> shell.err);
        final Map<String, byte[]> expected = files(local.resolve(dataset));
        final Set<String> chunks = expected.keySet().stream()
                .filter(key -> !key.matches("(.*/)?(\\.z.*|zarr.json|info)"))
                .collect(Collectors.toSet());
        try (DavServer server = new DavServer(DavServer.Kind.APACHE, dir.resolve("server"))) {
            final Path remote = server.files().resolve("data").resolve(dataset);
            final Object[] words = with(command, server.address() + "data");
            int kills = 0;
            for (int i = 0; i < KILLS; i++) {
                final Process process = shell.start(LOGIN, words);
                final int more = 1 + random.nextInt(1 + expected.size() / KILLS);
                final int enough = Math.min(expected.size() - 1, count(remote) + more);
                while (process.isAlive() && count(remote) < enough) TimeUnit.MILLISECONDS.sleep(2);
                if (process.isAlive()) kills++;
                process.destroyForcibly();
                assertTrue(process.waitFor(10, TimeUnit.SECONDS));
                final boolean whole =
                        count(remote) > 0 && files(remote).keySet().containsAll(chunks);
                assertTrue(whole || !isVisible(remote), "visible after " + kills + " kills");
            }
            assertTrue(kills > KILLS / 2, "killed only " + kills + " times");
            assertEquals(0, shell.run(LOGIN, words), () -> shell.err);
            final Map<String, byte[]> actual = files(remote);
            assertEquals(expected.keySet(), actual.keySet());
            for (final String key : expected.keySet())
                assertTrue(Arrays.equals(expected.get(key), actual.get(key)), key + " differs");
            shell.assertNoSecret(DavServer.PASSWORD);
        }
    }

    private static Object[] with(final Object[] command, final Object folder) {
        final List<Object> words = new ArrayList<>(Arrays.asList(command));
        words.add("--folder");
        words.add(folder);
        return words.toArray();
    }

    private static boolean isVisible(final Path dataset) {
        return Stream.of(".zattrs", "zarr.json", "info").anyMatch(name -> Files.exists(dataset.resolve(name)));
    }

    private static Map<String, byte[]> files(final Path folder) throws IOException {
        final Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path file : all.filter(Files::isRegularFile).collect(Collectors.toList()))
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
        return files;
    }

    private static int count(final Path folder) throws IOException {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            return (int) all.filter(Files::isRegularFile).count();
        } catch (final UncheckedIOException e) {
            return 0; // a part was renamed meanwhile
        }
    }
}
