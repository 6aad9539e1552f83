package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** Options that cannot be used are refused in one sentence that names the option and the remedy. */
class ImageExportOptionsTest {

    @TempDir
    Path folder;

    private void refused(final String word, final UnaryOperator<ImageExportOptions> change) {
        final ImageExportOptions builder = ImageExportOptions.of(folder.toString(), "name");
        sentence(
                word,
                assertThrows(InputException.class, () -> change.apply(builder).checked()));
    }

    private static void sentence(final String word, final InputException refusal) {
        final String message = refusal.getMessage();
        assertTrue(message.contains(word), message);
        assertTrue(message.endsWith(".") && !message.contains("\n") && message.contains(": "), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".ome.zarr",
                "a/b",
                "a\\b",
                "..",
                ".hidden",
                "a:b",
                "a*",
                "a?",
                "a\tb",
                "a|b",
                "\"a\"",
                "a\0b",
                "CON",
                "aux.tif",
                "lpt1.ome.zarr"
            })
    void names(final String name) {
        final ImageExportOptions builder = ImageExportOptions.of(folder.toString(), name);
        sentence("name", assertThrows(InputException.class, builder::checked));
    }

    @Test
    void longNames() {
        assertEquals(
                200,
                ImageExportOptions.of("a", "n".repeat(200)).checked().name().length());
        sentence("too long", assertThrows(InputException.class, builder("n".repeat(210))::checked));
        sentence("too long", assertThrows(InputException.class, builder("\u00b5".repeat(105))::checked));
    }

    private ImageExportOptions builder(final String name) {
        return ImageExportOptions.of(folder.toString(), name);
    }

    @Test
    void aNameThatNoFileCanHave() {
        final ImageExportOptions options = builder("half a letter \ud800").checked();
        sentence("half a letter", assertThrows(InputException.class, options::location));
        final PixelSource source =
                Content.INTENSITY.open(new SampleStack(SampleStack.Kind.GRAY8, 9, 5, 3, 1, 1).image(), null);
        sentence(
                "half a letter",
                assertThrows(InputException.class, () -> new ImageExport(source, options, Monitor.NONE)));
    }

    @Test
    void chunksThatWouldBeTooManyFiles() {
        final ImagePlus image = new ExportProcess.Synthetic(5000, 5000, 2).image();
        final PixelSource source = Content.INTENSITY.open(image, null);
        for (final String chunk : List.of("1,1,1", "1,1,64"))
            sentence(
                    "25000000 files",
                    assertThrows(
                            InputException.class,
                            () -> new ImageExport(
                                    source, builder("name").chunk(chunk).checked(), Monitor.NONE)));
        new ImageExport(source, builder("name").chunk("2,2,1").checked(), Monitor.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\0b"})
    void folders(final String where) {
        sentence("folder", assertThrows(InputException.class, () -> ImageExportOptions.of(where, "name")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,64,64",
                "64,0,64",
                "64,64,0",
                "64",
                "a,b,c",
                "64;64;64",
                "-1,64,64",
                "64,64,64,64",
                "1.5,2,2",
                "99999999999,1,1",
                "2147483647,2147483647,2147483647",
                "1024,1024,1024",
                "64,,64",
                "big"
            })
    void chunks(final String chunk) {
        refused("chunk", builder -> builder.chunk(chunk));
    }

    @Test
    void otherOptions() {
        refused("levels", builder -> builder.levels(-1));
        refused("levels", builder -> builder.levels(31));
        refused("threads", builder -> builder.threads(-1));
        refused("threads", builder -> builder.threads(2000));
        refused("shards", builder -> builder.shards(true));
        refused("OME-Zarr 0.4", builder -> builder.format("OME-Zarr 0.3"));
        refused("Blosc zstd", builder -> builder.compression("bzip2"));
        sentence("Resume", assertThrows(InputException.class, () -> IfExists.byName("Overwrite")));
    }

    @Test
    void moreLevelsThanTheImageHas() {
        final PixelSource source =
                Content.INTENSITY.open(new SampleStack(SampleStack.Kind.GRAY8, 9, 5, 3, 1, 1).image(), null);
        final ImageExportOptions options =
                ImageExportOptions.of(folder.toString(), "name").levels(6).checked();
        sentence("levels", assertThrows(InputException.class, () -> new ImageExport(source, options, Monitor.NONE)));
    }

    @Test
    void wordsAreReadWithoutCaseAndBlanks() {
        final ImageExportOptions options = ImageExportOptions.of(" " + folder + " ", " brain.ome.zarr ")
                .format(" ome-zarr 0.5 ")
                .compression(" BLOSC LZ4 ")
                .chunk(" 32 , 16, 8 ")
                .existing(IfExists.byName(" resume "))
                .checked();
        assertEquals(folder.resolve("brain.ome.zarr"), options.dataset());
        assertEquals("brain", options.name());
        assertEquals(VolumeFormat.OME_ZARR_05, options.format());
        assertEquals("Blosc lz4", options.codec().name());
        assertEquals(Optional.of(Size3.of(32, 16, 8)), options.chunk());
        assertEquals(IfExists.RESUME, options.existing());
        assertEquals(
                Optional.empty(),
                ImageExportOptions.of("a", "b").chunk("Auto").checked().chunk());
    }

    @Test
    void aTildeIsTheHomeFolder() {
        final String home = System.getProperty("user.home");
        assertEquals(
                Paths.get(home, "out", "x.ome.zarr"),
                ImageExportOptions.of("~/out", "x").checked().dataset());
    }

    @Test
    void longTitlesAreCutBetweenLetters() {
        assertEquals("n".repeat(200), ImageExportOptions.nameFrom("n".repeat(300)));
        assertEquals("n" + "\ud83d\ude00".repeat(49), ImageExportOptions.nameFrom("n" + "\ud83d\ude00".repeat(60)));
    }

    @ParameterizedTest
    @CsvSource({
        "t1-head.tif, t1-head",
        "a/b: c?.ome.tiff, a_b_ c_",
        "...x.nii.gz, x",
        ".tif, image",
        "'  ', image",
        "mouse.brain, mouse.brain",
        "con.tif, _con",
        "Aux.1.tif, _Aux.1",
        "conus.tif, conus"
    })
    void titlesBecomeNames(final String title, final String name) {
        assertEquals(name, ImageExportOptions.nameFrom(title));
        assertEquals(
                name,
                ImageExportOptions.of("a", ImageExportOptions.nameFrom(title))
                        .checked()
                        .name());
    }
}
