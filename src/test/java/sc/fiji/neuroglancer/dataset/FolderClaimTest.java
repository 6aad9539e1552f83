package sc.fiji.neuroglancer.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.export.DatasetFiles;
import sc.fiji.neuroglancer.export.FaultySource;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.export.SampleStack;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

@Timeout(60)
class FolderClaimTest {

    @TempDir
    Path temp;

    private Path parent;
    private Path folder;

    @BeforeEach
    void names() throws IOException {
        parent = Files.createDirectories(temp.resolve("parent"));
        folder = parent.resolve("it.ome.zarr");
    }

    private static void assertTaken(final Path where) {
        final String message = assertThrows(InputException.class, () -> new FolderClaim(where).close())
                .getMessage();
        assertTrue(message.startsWith("Another export to " + where + " is running: "), message);
    }

    @Test
    void holdsUntilItIsClosed() {
        try (FolderClaim claim = new FolderClaim(folder)) {
            claim.lock();
            assertTaken(folder);
            assertTaken(folder);
            new FolderClaim(parent.resolve("other.ome.zarr")).close();
        }
        new FolderClaim(folder).close();
        assertArrayEquals(new String[0], parent.toFile().list());
    }

    @Test
    void aFileThatIsLeftIsNoObstacle() throws IOException {
        Files.writeString(parent.resolve(".it.ome.zarr.lock"), "");
        try (FolderClaim claim = new FolderClaim(folder)) {
            claim.lock();
            assertTaken(folder);
        }
        assertArrayEquals(new String[0], parent.toFile().list());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderIsTheSameByAnotherName() throws IOException {
        final Path alias = Files.createSymbolicLink(temp.resolve("alias"), parent);
        try (FolderClaim claim = new FolderClaim(folder)) {
            claim.lock();
            assertTaken(alias.resolve("it.ome.zarr"));
            assertTrue(Files.exists(parent.resolve(".it.ome.zarr.lock")));
        }
    }

    @Test
    void aParentThatIsNotThereYetIsLockedLater() throws IOException {
        final Path below = temp.resolve("new/it.ome.zarr");
        try (FolderClaim claim = new FolderClaim(below)) {
            assertTaken(below);
            assertFalse(Files.exists(below.getParent()));
            Files.createDirectories(below.getParent());
            claim.lock();
            assertTrue(Files.exists(below.resolveSibling(".it.ome.zarr.lock")));
        }
    }

    @Test
    void whereNoFileCanBeMadeThisProgramKeepsOrder() throws IOException {
        Files.createDirectories(parent.resolve(".it.ome.zarr.lock/in it"));
        try (FolderClaim claim = new FolderClaim(folder)) {
            claim.lock();
            assertTaken(folder);
        }
        new FolderClaim(folder).close();
    }

    /** While an export reads its tenth plane, others start in the same place. */
    @ParameterizedTest
    @EnumSource(IfExists.class)
    void aSecondExportIsRefusedAndTheFirstGoesOn(final IfExists existing) throws IOException {
        final PixelSource source =
                Content.INTENSITY.open(new SampleStack(SampleStack.Kind.GRAY8, 33, 9, 12, 1, 1).image(), null);
        final Map<String, byte[]> expected = DatasetFiles.of(
                export(source, temp.resolve("alone"), IfExists.FAIL).dataset());
        final List<String> refusals = new ArrayList<>();
        final FaultySource slow = new FaultySource(
                source,
                9,
                () -> refusals.add(assertThrows(InputException.class, () -> export(source, parent, existing))
                        .getMessage()));
        final ImageExportResult result = export(slow, parent, IfExists.REPLACE);
        assertEquals(1, refusals.size());
        assertTrue(refusals.get(0).startsWith("Another export to " + folder), refusals.get(0));
        DatasetFiles.assertEqual(expected, DatasetFiles.of(result.dataset()), "the first");
        assertArrayEquals(new String[] {"it.ome.zarr"}, parent.toFile().list());
    }

    private static ImageExportResult export(final PixelSource source, final Path folder, final IfExists existing)
            throws IOException {
        final ImageExportOptions options = ImageExportOptions.of(folder.toString(), "it")
                .chunk("16,16,4")
                .existing(existing)
                .checked();
        return new ImageExport(source, options, Monitor.NONE).run();
    }

    /** The name of the folder that waits for its deletion is too long for the system. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCannotBeReplacedIsSaidInASentence() throws IOException {
        final int longest = 4095;
        Path deep = temp.toRealPath();
        while (deep.toString().length() < longest - 500) deep = deep.resolve("d".repeat(200));
        final int rest = longest - "/.zattrs".length() - deep.toString().length() - "/it.ome.zarr".length() - 1;
        deep = deep.resolve("e".repeat(Math.min(250, rest / 2)))
                .resolve("f".repeat(rest - Math.min(250, rest / 2) - 1));
        final Path dataset = Files.createDirectories(deep.resolve("it.ome.zarr"));
        Files.writeString(dataset.resolve(".zattrs"), "{}");
        final PixelSource source =
                Content.INTENSITY.open(new SampleStack(SampleStack.Kind.GRAY8, 3, 3, 1, 1, 1).image(), null);
        final Path there = deep;
        final String message = assertThrows(InputException.class, () -> export(source, there, IfExists.REPLACE))
                .getMessage();
        assertTrue(message.endsWith("cannot be written to: choose another folder."), message);
    }
}
