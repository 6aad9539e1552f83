package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** What happens to what stands in the place of the dataset. */
@Timeout(60)
class ImageExportExistingTest {

    @TempDir
    Path folder;

    private final PixelSource source = source(17);
    private final PixelSource other = source(33);

    private static PixelSource source(final int width) {
        return Content.INTENSITY.open(new SampleStack(SampleStack.Kind.GRAY8, width, 9, 12, 1, 1).image(), null);
    }

    private ImageExportOptions options(final IfExists existing) {
        return ImageExportOptions.of(folder.toString(), "it")
                .chunk("16,16,4")
                .existing(existing)
                .checked();
    }

    private Path dataset() {
        return folder.resolve("it.ome.zarr");
    }

    private static ImageExportResult export(final PixelSource source, final ImageExportOptions options)
            throws IOException {
        return new ImageExport(source, options, Monitor.NONE).run();
    }

    private String refused(final IfExists existing) {
        return assertThrows(InputException.class, () -> export(source, options(existing)))
                .getMessage();
    }

    private void leaveUnfinished() throws IOException {
        final FaultySource broken = new FaultySource(other, 11, () -> {
            final Path journal = dataset().resolve(".neuroglancer-export");
            while (Files.readAllLines(journal).size() < 2) Thread.onSpinWait();
            throw new IOException("on purpose");
        });
        assertThrows(IOException.class, () -> export(broken, options(IfExists.REPLACE)));
        assertTrue(Files.exists(dataset()));
    }

    @Test
    void failLeavesADataset() throws IOException {
        export(other, options(IfExists.FAIL));
        final Map<String, byte[]> before = DatasetFiles.of(folder);
        assertTrue(refused(IfExists.FAIL).contains("set existing to Replace"));
        DatasetFiles.assertEqual(before, DatasetFiles.of(folder), "failed");
    }

    @Test
    void failSaysThatAnExportIsUnfinished() throws IOException {
        leaveUnfinished();
        final Map<String, byte[]> before = DatasetFiles.of(folder);
        final String message = refused(IfExists.FAIL);
        assertTrue(message.contains("unfinished") && message.contains("set existing to Resume"), message);
        DatasetFiles.assertEqual(before, DatasetFiles.of(folder), "failed");
    }

    @ParameterizedTest
    @EnumSource(IfExists.class)
    void aFolderOfSomebodyElseStays(final IfExists existing) throws IOException {
        Files.createDirectories(dataset().resolve("0"));
        Files.writeString(dataset().resolve("0/thesis.tex"), "ten years of work");
        final String message = refused(existing);
        assertTrue(message.contains(dataset().toString()), message);
        if (existing != IfExists.FAIL) assertTrue(message.contains("is not an OME-Zarr dataset"), message);
        assertEquals("ten years of work", Files.readString(dataset().resolve("0/thesis.tex")));
        assertEquals(1, DatasetFiles.of(folder).size());
    }

    @ParameterizedTest
    @EnumSource(IfExists.class)
    void aFileInThePlaceStays(final IfExists existing) throws IOException {
        Files.writeString(dataset(), "I was here first");
        assertTrue(refused(existing).contains("is a file"));
        assertEquals("I was here first", Files.readString(dataset()));
    }

    @ParameterizedTest
    @EnumSource(IfExists.class)
    void anEmptyFolderIsNothing(final IfExists existing) throws IOException {
        Files.createDirectories(dataset());
        assertFalse(export(source, options(existing)).resumed());
        DatasetFiles.assertOnlyDataset(dataset());
    }

    @ParameterizedTest
    @EnumSource(IfExists.class)
    void nothingIsExported(final IfExists existing) throws IOException {
        assertFalse(export(source, options(existing)).resumed());
        DatasetFiles.assertOnlyDataset(dataset());
    }

    private void assertReplaced() throws IOException {
        final ImageExportOptions elsewhere = ImageExportOptions.of(
                        folder.resolve("b").toString(), "it")
                .chunk("16,16,4")
                .checked();
        final Map<String, byte[]> expected =
                DatasetFiles.of(export(source, elsewhere).dataset());
        export(source, options(IfExists.REPLACE));
        DatasetFiles.assertEqual(expected, DatasetFiles.of(dataset()), "replaced");
        assertArrayEquals(
                new String[] {"b", "it.ome.zarr"}, sorted(folder.toFile().list()));
    }

    private static String[] sorted(final String... names) {
        Arrays.sort(names);
        return names;
    }

    @Test
    void replaceLeavesNothingOfADataset() throws IOException {
        export(other, options(IfExists.FAIL));
        assertReplaced();
    }

    @Test
    void replaceLeavesNothingOfAnUnfinishedExport() throws IOException {
        leaveUnfinished();
        assertReplaced();
    }

    /** Killed while the old dataset was deleted. */
    @Test
    void replaceLeavesNothingOfADeletionThatStopped() throws IOException {
        Files.createDirectories(folder.resolve(".it.ome.zarr.deleted/0"));
        Files.writeString(folder.resolve(".it.ome.zarr.deleted/0/0"), "x");
        export(other, options(IfExists.FAIL));
        assertReplaced();
    }

    @Test
    void aFolderBelowAFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        final ImageExportOptions below = ImageExportOptions.of(
                        folder.resolve("file/sub").toString(), "it")
                .checked();
        final String message =
                assertThrows(InputException.class, () -> export(source, below)).getMessage();
        assertTrue(message.contains("choose another folder"), message);
        assertEquals(1, DatasetFiles.of(folder).size());
    }
}
