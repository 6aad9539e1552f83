package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {

    @TempDir
    private Path dir;

    @Test
    void isTheSameEveryTime() {
        final ImagePlus first = SampleImage.create();
        final ImagePlus second = SampleImage.create();
        assertEquals(80, first.getStackSize());
        for (int i = 1; i <= first.getStackSize(); i++)
            assertArrayEquals((short[]) first.getStack().getPixels(i), (short[])
                    second.getStack().getPixels(i));
    }

    @Test
    void hasTwoDifferentChannelsWithSignal() {
        final ImagePlus image = SampleImage.create();
        for (int c = 1; c <= 2; c++) {
            final double max =
                    image.getStack().getProcessor(image.getStackIndex(c, 20, 1)).getStats().max;
            assertTrue(max > 500, c + ": " + max);
        }
        assertEquals("micron", image.getCalibration().getUnit());
    }

    /** The real program, in a process of its own, with another current folder. */
    @Test
    void writesBelowTheCurrentFolder() throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(List.of(
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "sample",
                        "--once",
                        "--json"))
                .directory(dir.toFile())
                .redirectError(dir.resolve("err.txt").toFile())
                .start();
        process.getOutputStream().close();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(dir.resolve("err.txt")));
        final JsonNode json = new ObjectMapper().readTree(out);
        final Path dataset = dir.toRealPath().resolve("target/sample/sample.ome.zarr");
        assertEquals(dataset, Paths.get(json.path("dataset").asText()).toRealPath());
        assertTrue(Files.exists(dataset.resolve(".zattrs")));
        assertTrue(json.path("link").asText().contains("/sample.ome.zarr%22"), out);
    }
}
