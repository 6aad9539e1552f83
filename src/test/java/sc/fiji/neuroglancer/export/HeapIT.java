package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stacks far larger than the heap, in a process of their own. */
@Timeout(300)
class HeapIT {

    private static final int SECONDS = 200;

    @TempDir
    Path folder;

    private Path export(final String name, final List<String> java, final String chunk, final String... size)
            throws IOException {
        final List<String> arguments =
                List.of(folder.resolve(name).toString(), "Fail", chunk, size[0], size[1], size[2]);
        final List<String> command = ExternalTool.java(java, ExportProcess.class, arguments);
        final String output = ExternalTool.run(folder, SECONDS, command.toArray(new String[0]));
        assertTrue(output.startsWith("reads 1 1\n"), output);
        return folder.resolve(name).resolve("big.ome.zarr");
    }

    /** 2 GiB through 512 MiB. */
    @Test
    void wideStack() throws IOException {
        final Path dataset = export("wide", List.of("-Xmx512m"), "auto", "4096", "4096", "64");
        DatasetFiles.assertOnlyDataset(dataset);
        assertTrue(DatasetFiles.metadata(dataset).contains(".zattrs"));
    }

    /** A slab is 128 MiB; it is the same whatever the heap and its collector. */
    @Test
    void smallHeapGivesTheSameBytes() throws IOException {
        final String[] size = {"1024", "1024", "256"};
        final Map<String, String> expected = DatasetFiles.hashes(export("large", List.of("-Xmx1g"), "64,64,64", size));
        for (final String collector : List.of("-XX:+UseG1GC", "-XX:+UseSerialGC")) {
            final Path dataset = export("small" + collector.length(), List.of("-Xmx256m", collector), "64,64,64", size);
            assertEquals(expected, DatasetFiles.hashes(dataset), collector);
        }
    }
}
