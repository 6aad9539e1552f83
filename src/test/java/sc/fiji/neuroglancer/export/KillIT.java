package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** An export whose process is killed again and again comes to the same bytes in the end. */
@Timeout(240)
class KillIT {

    private static final int KILLS = 10;

    @TempDir
    Path folder;

    private Process start(final String name) throws IOException {
        return new ProcessBuilder(ExternalTool.java(
                        List.of("-Xmx200m"),
                        ExportProcess.class,
                        List.of(folder.resolve(name).toString(), "Resume", "32,32,8", "512", "512", "160")))
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), name + ".log"))
                .start();
    }

    @Test
    void killedTenTimes() throws Exception {
        final Process whole = start("whole");
        assertTrue(whole.waitFor(100, TimeUnit.SECONDS));
        assertEquals(0, whole.exitValue(), () -> log("whole"));
        final Path expected = folder.resolve("whole/big.ome.zarr");
        final Path dataset = folder.resolve("killed/big.ome.zarr");
        final long all = DatasetFiles.count(expected);
        final Random random = new Random(7);
        int kills = 0;
        for (int i = 0; i < KILLS; i++) {
            final Process process = start("killed");
            final long enough =
                    Math.min(all - 1, DatasetFiles.count(dataset) + 1 + random.nextInt((int) (all / KILLS)));
            while (process.isAlive() && DatasetFiles.count(dataset) < enough) Thread.sleep(2);
            if (process.isAlive()) kills++;
            process.destroyForcibly();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        }
        assertTrue(kills > KILLS / 2, "killed only " + kills + " times");
        final Process last = start("killed");
        assertTrue(last.waitFor(100, TimeUnit.SECONDS));
        assertEquals(0, last.exitValue(), () -> log("killed"));
        assertEquals(DatasetFiles.hashes(expected), DatasetFiles.hashes(dataset), "after " + kills + " kills");
    }

    /** A file with a lock that nobody holds any more is no obstacle. */
    @Test
    void anotherProgramIsKeptOutUntilTheFirstIsKilled() throws Exception {
        final Process first = start("shared");
        final Path dataset = folder.resolve("shared/big.ome.zarr");
        while (first.isAlive() && DatasetFiles.count(dataset) < 20) Thread.sleep(2);
        final ImageExportOptions options = ImageExportOptions.of(
                        dataset.getParent().toString(), "big")
                .existing(IfExists.RESUME)
                .chunk("32,32,8")
                .checked();
        final ImageExport second = new ImageExport(
                Content.INTENSITY.open(new ExportProcess.Synthetic(512, 512, 160).image(), null),
                options,
                Monitor.NONE);
        final String message = assertThrows(InputException.class, second::run).getMessage();
        assertTrue(first.isAlive(), "the test is too slow");
        assertTrue(message.startsWith("Another export to " + dataset + " is running: "), message);
        first.destroyForcibly();
        assertTrue(first.waitFor(20, TimeUnit.SECONDS));
        final Path lock = dataset.resolveSibling(".big.ome.zarr.lock");
        assertTrue(Files.exists(lock));
        assertTrue(second.run().resumed());
        assertFalse(Files.exists(lock));
    }

    private String log(final String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
