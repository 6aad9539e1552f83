package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.Monitor;

/** A disk that fills up: one sentence, nothing that looks complete, and the same bytes once there is room. */
@Timeout(120)
class DiskFullIT {

    @TempDir
    Path folder;

    private static ImageExportResult export(final Path folder) throws IOException {
        final SampleStack sample = new SampleStack(SampleStack.Kind.GRAY16, 200, 150, 90, 1, 1);
        final ImageExportOptions options = ImageExportOptions.of(folder.toString(), "full")
                .chunk("64,64,8")
                .compression("None")
                .threads(3)
                .existing(IfExists.RESUME)
                .checked();
        return new ImageExport(Content.INTENSITY.open(sample.image(), null), options, Monitor.NONE).run();
    }

    private static void size(final Path disk, final String size) throws IOException {
        ExternalTool.run(disk, 30, "mount", "-o", "remount,size=" + size, disk.toString());
    }

    @Test
    void goesOnAfterTheDiskWasFull() throws IOException {
        final Path disk =
                Files.createDirectories(Paths.get("target").toAbsolutePath().resolve("small-disk"));
        ExternalTool.demand(
                ExternalTool.works("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk.toString()),
                "right to mount a tmpfs");
        try {
            final Map<String, byte[]> expected = DatasetFiles.of(export(folder).dataset());
            for (final String size : List.of("16k", "400k", "1m", "3m", "5m", "7m")) {
                size(disk, size);
                final IOException full = assertThrows(IOException.class, () -> export(disk), size);
                final String message = full.getMessage();
                assertTrue(message.startsWith("Could not write " + disk), message);
                assertTrue(
                        message.endsWith("the disk is full. Free some space and export again with existing=Resume."),
                        message);
                assertEquals(List.of(), DatasetFiles.metadata(disk.resolve("full.ome.zarr")), size);
            }
            size(disk, "64m");
            final ImageExportResult result = export(disk);
            assertTrue(result.resumed());
            DatasetFiles.assertEqual(expected, DatasetFiles.of(result.dataset()), "after the disk was full");
        } finally {
            ExternalTool.run(folder, 30, "umount", "-l", disk.toString());
        }
    }

    /** The journal is the first that finds no room. */
    @Test
    void noRoomForTheFirstLine() throws IOException {
        final Path disk =
                Files.createDirectories(Paths.get("target").toAbsolutePath().resolve("full-disk"));
        ExternalTool.demand(
                ExternalTool.works("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk.toString()),
                "right to mount a tmpfs");
        try {
            Files.write(disk.resolve("other"), new byte[8192]);
            final IOException full = assertThrows(IOException.class, () -> export(disk));
            assertTrue(full.getMessage().contains("the disk is full"), full.getMessage());
            Files.delete(disk.resolve("other"));
            size(disk, "64m");
            export(disk);
            DatasetFiles.assertOnlyDataset(disk.resolve("full.ome.zarr"));
        } finally {
            ExternalTool.run(folder, 30, "umount", "-l", disk.toString());
        }
    }
}
