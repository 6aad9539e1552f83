package sc.fiji.neuroglancer.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sc.fiji.neuroglancer.store.DirectoryStore;

/** An exporter that is run as a process several times; its medians make a row of a table. */
final class TimedProcess {

    /** Makes a command line that writes to a folder. */
    @FunctionalInterface
    interface Command {
        List<String> of(Path out);
    }

    static final String HEAD = String.format(
            "%-56s %7s %7s %8s %7s %6s %9s", "", "wall s", "CPU s", "RSS MiB", "planes", "files", "size MiB");
    static final int WALL = 0;
    static final int CPU = 1;

    private final String name;
    private final Command command;
    private final List<double[]> results = new ArrayList<>();

    TimedProcess(final String name, final Command command) {
        this.name = name;
        this.command = command;
    }

    /**
     * Runs it once.
     *
     * @param out what it writes
     * @param work where the figures and its output are put
     * @throws IOException when it fails
     */
    void run(final Path out, final Path work) throws IOException, InterruptedException {
        final Path figures = work.resolve("time.txt");
        final Path printed = work.resolve("printed.txt");
        final List<String> timed =
                new ArrayList<>(List.of("/usr/bin/time", "-f", "%e %U %S %M", "-o", figures.toString()));
        timed.addAll(command.of(out));
        final int exit = new ProcessBuilder(timed)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();
        final String text = Files.readString(printed);
        if (exit != 0) throw new IOException(name + " failed: " + text);
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
        results.add(new double[] {f[0], f[1] + f[2], f[3] / 1024, planes(text), sum[0], sum[1] / 1048576.0});
    }

    private static double planes(final String printed) {
        return printed.lines()
                .filter(line -> line.startsWith("planes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(7)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The median of a figure over the runs. */
    double median(final int figure) {
        final double[] sorted =
                results.stream().mapToDouble(r -> r[figure]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The medians under {@link #HEAD}. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%-56s %7.2f %7.2f %8.0f %7.0f %6.0f %9.1f",
                name,
                median(WALL),
                median(CPU),
                median(2),
                median(3),
                median(4),
                median(5));
    }

    /** The median of the wall times' ratios turn by turn, as the machine's speed drifts. */
    double wallRatio(final TimedProcess other) {
        final double[] ratios = new double[results.size()];
        for (int run = 0; run < ratios.length; run++)
            ratios[run] = results.get(run)[WALL] / other.results.get(run)[WALL];
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }
}
