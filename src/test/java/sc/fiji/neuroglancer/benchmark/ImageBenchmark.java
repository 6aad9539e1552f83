package sc.fiji.neuroglancer.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.store.DirectoryStore;

/**
 * Times the image export as a whole process, beside a well-written Python exporter in the same run.
 *
 * <pre>
 *   mvn -q -Pbenchmark test-compile exec:exec            # generates 256 slices of 1024 x 1024, 16 bit
 *   mvn -q -Pbenchmark test-compile exec:exec -Dslices=FOLDER -Djdks=/path/to/jdk-17,/path/to/jdk-25 -Druns=5
 * </pre>
 *
 * <p>Needs {@code /usr/bin/time}; the peer needs Debian's python3-zarr and python3-tifffile. The machine should have
 * nothing else to do: the runs take turns, and the medians of wall, CPU and the ratio to the peer of the same turn are printed.
 */
public final class ImageBenchmark {

    private static final List<String> HEAPS = List.of("128m", "256m", "512m");

    private final Path work = Paths.get("target", "benchmark").toAbsolutePath();
    private final Path slices;
    private final int runs = Integer.getInteger("runs", 3);

    private ImageBenchmark() throws IOException {
        Files.createDirectories(work);
        slices = System.getProperty("slices", "").isEmpty()
                ? SyntheticSlices.write(work.resolve("slices"), 1024, 1024, 256)
                : Paths.get(System.getProperty("slices")).toAbsolutePath();
    }

    /** Prints the table. */
    public static void main(final String... args) throws IOException, InterruptedException {
        new ImageBenchmark().run();
    }

    private void run() throws IOException, InterruptedException {
        final List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate("peer: numpy + zarr-python", this::peer));
        final String jdks = System.getProperty("jdks", "");
        for (final String jdk : (jdks.isEmpty() ? System.getProperty("java.home") : jdks).split(","))
            for (final String heap : HEAPS)
                candidates.add(new Candidate(
                        "export, " + Paths.get(jdk).getFileName() + ", -Xmx" + heap, out -> export(jdk, heap, out)));
        for (int run = 0; run < runs; run++) for (final Candidate candidate : candidates) measure(candidate);
        System.out.printf(
                "%-56s %7s %7s %8s %7s %6s %9s %11s%n",
                "median of " + runs, "wall s", "CPU s", "RSS MiB", "planes", "files", "size MiB", "wall/peer");
        for (final Candidate candidate : candidates) System.out.println(candidate.row(candidates.get(0)));
    }

    private List<String> peer(final Path out) {
        return List.of("/usr/bin/python3", "src/test/python/peer_export.py", slices.toString(), out.toString());
    }

    private List<String> export(final String jdk, final String heap, final Path out) {
        return List.of(
                jdk + "/bin/java",
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                ExportProcess.class.getName(),
                slices.toString(),
                out.toString());
    }

    private void measure(final Candidate candidate) throws IOException, InterruptedException {
        final Path out = work.resolve("out");
        new DirectoryStore(out).deleteAll("");
        final Path figures = work.resolve("time.txt");
        final Path printed = work.resolve("printed.txt");
        final List<String> command =
                new ArrayList<>(List.of("/usr/bin/time", "-f", "%e %U %S %M", "-o", figures.toString()));
        command.addAll(candidate.command.of(out));
        final int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();
        final String text = Files.readString(printed);
        if (exit != 0) {
            System.err.println(candidate.name + " failed: " + text);
            return;
        }
        final double[] f = Arrays.stream(new String(Files.readAllBytes(figures), StandardCharsets.UTF_8)
                        .trim()
                        .split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        final long[] sum = new long[2];
        new DirectoryStore(out).walk("", (key, size) -> {
            sum[0]++;
            sum[1] += size;
        });
        candidate.results.add(new double[] {f[0], f[1] + f[2], f[3] / 1024, planes(text), sum[0], sum[1] / 1048576.0});
    }

    private static double planes(final String printed) {
        return printed.lines()
                .filter(line -> line.startsWith("planes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(7)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Makes a command line that writes to a folder. */
    @FunctionalInterface
    private interface Command {
        List<String> of(Path out);
    }

    private static final class Candidate {
        private final String name;
        private final Command command;
        private final List<double[]> results = new ArrayList<>();

        Candidate(final String name, final Command command) {
            this.name = name;
            this.command = command;
        }

        private double median(final int figure) {
            final List<Double> sorted = results.stream().map(r -> r[figure]).collect(Collectors.toList());
            Collections.sort(sorted);
            return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
        }

        String row(final Candidate peer) {
            return String.format(
                    Locale.ROOT,
                    "%-56s %7.2f %7.2f %8.0f %7.0f %6.0f %9.1f %11.2f",
                    name,
                    median(0),
                    median(1),
                    median(2),
                    median(3),
                    median(4),
                    median(5),
                    ratio(peer));
        }

        /** Median of the ratios turn by turn: the machine's speed drifts. */
        private double ratio(final Candidate peer) {
            final List<Double> ratios = new ArrayList<>();
            for (int run = 0; run < Math.min(results.size(), peer.results.size()); run++)
                ratios.add(results.get(run)[0] / peer.results.get(run)[0]);
            Collections.sort(ratios);
            return ratios.isEmpty() ? Double.NaN : ratios.get(ratios.size() / 2);
        }
    }
}
