package sc.fiji.neuroglancer.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.store.DirectoryStore;

/**
 * Times the image export as a whole process, beside a well-written Python exporter in the same run, and the export alone
 * over stacks of 64 to 1024 planes, to see that it is linear in voxels.
 *
 * <pre>
 *   mvn -q -Pbenchmark test-compile exec:exec            # generates 256 slices of 1024 x 1024, 16 bit
 *   mvn -q -Pbenchmark test-compile exec:exec -Dslices=FOLDER -Djdks=/path/to/jdk-17,/path/to/jdk-25 -Druns=5
 * </pre>
 *
 * <p>Needs {@code /usr/bin/time}; the peer needs Debian's python3-zarr and python3-tifffile. The machine should have
 * nothing else to do: the runs take turns, and the medians of wall, CPU and the ratio to the peer of the same turn are
 * printed. Before each run the slices are read once, so that all find them in the page cache. Every run writes to a
 * folder of its own, and all are deleted at the end: where files were just deleted, ext4 finds room for new ones so slowly
 * that the time of it exceeds that of the export.
 */
public final class ImageBenchmark {

    private static final List<String> HEAPS = List.of("", "128m", "256m", "512m");
    private static final int[] PLANES = {64, 128, 256, 512, 1024};

    private final Path work = Paths.get("target", "benchmark").toAbsolutePath();
    private final Path slices;
    private final String[] jdks;
    private final int runs = Integer.getInteger("runs", 3);

    private ImageBenchmark() throws IOException {
        Files.createDirectories(work);
        slices = System.getProperty("slices", "").isEmpty()
                ? SyntheticSlices.write(work.resolve("slices"), 1024, 1024, 256)
                : Paths.get(System.getProperty("slices")).toAbsolutePath();
        final String given = System.getProperty("jdks", "");
        jdks = (given.isEmpty() ? System.getProperty("java.home") : given).split(",");
    }

    /** Prints the tables. */
    public static void main(final String... args) throws IOException, InterruptedException {
        final ImageBenchmark benchmark = new ImageBenchmark();
        benchmark.besideThePeer();
        benchmark.overVoxels();
    }

    private void besideThePeer() throws IOException, InterruptedException {
        final List<TimedProcess> candidates = new ArrayList<>();
        candidates.add(new TimedProcess("peer: numpy + zarr-python", this::peer));
        for (final String jdk : jdks)
            for (final String heap : HEAPS)
                candidates.add(new TimedProcess(
                        "export, " + Paths.get(jdk).getFileName()
                                + (heap.isEmpty() ? ", default heap" : ", -Xmx" + heap),
                        out -> export(jdk, heap, slices, out)));
        takeTurns(candidates);
        System.out.println("median of " + runs + ": 1024 x 1024 x 256, uint16, Blosc zstd, 64 x 64 x 64");
        System.out.println(TimedProcess.HEAD + "   wall/peer");
        for (final TimedProcess c : candidates)
            System.out.printf(Locale.ROOT, "%s %11.2f%n", c.row(), c.wallRatio(candidates.get(0)));
    }

    /** The planes of the stack, as often as needed; a new process each time. */
    private void overVoxels() throws IOException, InterruptedException {
        final List<TimedProcess> candidates = new ArrayList<>();
        for (final int planes : PLANES) {
            final Path linked = linked(planes);
            candidates.add(new TimedProcess(
                    "export, " + planes + " planes, -Xmx256m", out -> export(jdks[0], "256m", linked, out)));
        }
        takeTurns(candidates);
        System.out.println(
                "median of " + runs + ": planes of 1024 x 1024, each row twice the voxels of the row before");
        System.out.println(TimedProcess.HEAD + "  CPU ns/voxel  CPU ns/added voxel");
        for (int i = 0; i < PLANES.length; i++) {
            final double cpu = candidates.get(i).median(TimedProcess.CPU);
            final double before = i == 0 ? 0 : candidates.get(i - 1).median(TimedProcess.CPU);
            System.out.printf(
                    Locale.ROOT,
                    "%s %13.2f %19.2f%n",
                    candidates.get(i).row(),
                    1000 * cpu / PLANES[i] / 1.048576,
                    1000 * (cpu - before) / (PLANES[i] - (i == 0 ? 0 : PLANES[i - 1])) / 1.048576);
        }
    }

    private void takeTurns(final List<TimedProcess> candidates) throws IOException, InterruptedException {
        final DirectoryStore outputs = new DirectoryStore(work.resolve("out"));
        for (int run = 0; run < runs; run++)
            for (int i = 0; i < candidates.size(); i++) {
                readSlices();
                candidates.get(i).run(work.resolve("out").resolve(run + "-" + i), work);
            }
        outputs.deleteAll("");
    }

    private void readSlices() throws IOException {
        for (final Path file : files()) Files.copy(file, OutputStream.nullOutputStream());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(slices)) {
            return listed.sorted().collect(Collectors.toList());
        }
    }

    private Path linked(final int planes) throws IOException {
        final Path folder = Files.createDirectories(work.resolve("planes-" + planes));
        final List<Path> files = files();
        for (int z = 0; z < planes; z++) {
            final Path link = folder.resolve(String.format("z%05d.tif", z));
            if (!Files.exists(link)) Files.createSymbolicLink(link, files.get(z % files.size()));
        }
        return folder;
    }

    private List<String> peer(final Path out) {
        return List.of("/usr/bin/python3", "src/test/python/peer_export.py", slices.toString(), out.toString());
    }

    private static List<String> export(final String jdk, final String heap, final Path slices, final Path out) {
        final List<String> command = new ArrayList<>(List.of(jdk + "/bin/java"));
        if (!heap.isEmpty()) command.add("-Xmx" + heap);
        command.addAll(Arrays.asList(
                "-cp",
                System.getProperty("java.class.path"),
                ExportProcess.class.getName(),
                slices.toString(),
                out.toString()));
        return command;
    }
}
