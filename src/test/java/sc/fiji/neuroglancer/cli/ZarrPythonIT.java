package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.export.ExternalTool;

/** An MRI head and its labels through the shell command, judged by zarr-python. */
@Timeout(240)
class ZarrPythonIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path SCRIPTS = Paths.get("src/test/python").toAbsolutePath();

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeInput() throws IOException {
        ExternalTool.demand(
                ExternalTool.works(PYTHON, "-c", "import numpy, tifffile, zarr; assert zarr.__version__ < '3'"),
                "python3-zarr or python3-tifffile");
        ExternalTool.demand(
                Paths.get("/usr/share/mricron/templates/ch2.nii.gz").toFile().exists(), "mricron-data");
        ExternalTool.run(folder, 100, PYTHON, script("mri.py"), folder.toString());
    }

    private static String script(final String name) {
        return SCRIPTS.resolve(name).toString();
    }

    private static String judge(final Path dataset, final String tiff, final String method) throws IOException {
        return ExternalTool.run(
                folder,
                100,
                PYTHON,
                script("judge.py"),
                dataset.toString(),
                folder.resolve(tiff).toString(),
                method);
    }

    private static Path export(final String input, final String name, final String... options) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final String[] words = new String[6 + options.length];
        System.arraycopy(
                new String[] {
                    "export-image",
                    folder.resolve(input).toString(),
                    "--folder",
                    folder.resolve("out").toString(),
                    "--name",
                    name
                },
                0,
                words,
                0,
                6);
        System.arraycopy(options, 0, words, 6, options.length);
        final int code = new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
        assertEquals(0, code, () -> err.toString(StandardCharsets.UTF_8));
        return folder.resolve("out").resolve(name + ".ome.zarr");
    }

    @ParameterizedTest
    @CsvSource({"Blosc zstd, auto", "Blosc lz4, '64,64,1'", "Zstd, '100,50,7'", "Gzip, auto", "None, '256,256,16'"})
    void theHeadComesBack(final String codec, final String chunk) throws IOException {
        final Path dataset = export("head.tif", "head " + codec, "--compression", codec, "--chunk", chunk);
        final String levels = judge(dataset, "head.tif", "mean");
        assertTrue(levels.contains("0 uint8 (181, 217, 181) [1.0, 1.0, 1.0] ['millimeter'"), levels);
        assertTrue(levels.contains("1 uint8 (91, 109, 91) [2.0, 2.0, 2.0] ['millimeter'"), levels);
    }

    @Test
    void theSlicesAreTheSameHead() throws IOException {
        final String levels = judge(export("slices", "slices", "--levels", "5"), "head.tif", "mean");
        assertTrue(levels.contains("4 uint8 (12, 14, 12) [16.0, 16.0, 16.0]"), levels);
    }

    @Test
    void labelsComeBackByMode() throws IOException {
        final Path dataset = export("labels.tif", "labels", "--levels", "4");
        final String levels = judge(dataset, "labels.tif", "mode");
        assertTrue(levels.contains("3 uint8 (23, 28, 23)"), levels);
    }
}
