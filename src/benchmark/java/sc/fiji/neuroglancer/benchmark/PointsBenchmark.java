package sc.fiji.neuroglancer.benchmark;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.AnnotationSchema;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.PropertyType;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.export.points.PointExportResult;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Times the export of generated points, each size in a Java process of its own; the figures are those of the whole
 * process, with its start and the making of the points.
 *
 * <p>Arguments: {@code [-XmxSIZE] [uniform|clustered] [COUNT...]}; by default -Xmx900m, uniform, 10^4 to 10^7. Files go
 * to {@code target/benchmark} and are deleted again. Figures of memory need Linux.
 */
public final class PointsBenchmark {

    private static final int[] SIZE = {8000, 10000, 2000};

    private PointsBenchmark() {}

    public static void main(final String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("child")) {
            child(args[1].equals("clustered"), Long.parseLong(args[2]), Path.of(args[3]));
            return;
        }
        String heap = "-Xmx900m";
        String kind = "uniform";
        final List<String> counts = new ArrayList<>();
        for (final String arg : args) {
            if (arg.startsWith("-Xmx")) heap = arg;
            else if (Character.isDigit(arg.charAt(0))) counts.add(arg);
            else kind = arg;
        }
        if (counts.isEmpty()) counts.addAll(List.of("10000", "100000", "1000000", "10000000"));
        System.out.println("| points (" + kind + ", " + heap + ") | wall s | CPU s | RSS MiB | files | bytes |");
        System.out.println("|---|---|---|---|---|---|");
        for (final String count : counts) run(heap, kind, count);
    }

    private static void run(final String heap, final String kind, final String count)
            throws IOException, InterruptedException {
        final Path folder = Path.of("target", "benchmark");
        final DirectoryStore store = new DirectoryStore(folder);
        store.deleteAll("");
        final String java =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final String classPath = System.getProperty("java.class.path");
        final Process process = new ProcessBuilder(
                        java,
                        heap,
                        "-cp",
                        classPath,
                        PointsBenchmark.class.getName(),
                        "child",
                        kind,
                        count,
                        folder.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) System.out.println("| " + count + " | failed |");
        store.deleteAll("");
    }

    private static void child(final boolean clustered, final long count, final Path folder) throws IOException {
        final PointExportResult result = PointExport.run(
                new Points(count, clustered), new DirectoryStore(folder), PointExportOptions.DEFAULT, Monitor.NONE);
        final long wall = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.printf(
                "| %d | %.2f | %.2f | %s | %d | %d |%n",
                count, wall / 1e3, cpuSeconds(), peakMemory(), result.files(), result.bytes());
    }

    private static double cpuSeconds() throws IOException {
        final File stat = new File("/proc/self/stat");
        if (!stat.exists()) return Double.NaN;
        final String line = Files.readString(stat.toPath());
        final String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static String peakMemory() throws IOException {
        final Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return "?";
        for (final String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) return Long.toString(Long.parseLong(line.replaceAll("\\D+", "")) / 1024);
        }
        return "?";
    }

    /** Points with a float32 and a uint8 property. */
    private static final class Points implements AnnotationSource {
        private final long count;
        private final boolean clustered;
        private final AnnotationSchema schema;

        Points(final long count, final boolean clustered) {
            this.count = count;
            this.clustered = clustered;
            final AnnotationSpace space =
                    AnnotationSpace.of(AnnotationSpace.voxels().dimensions(), SIZE[0], SIZE[1], SIZE[2]);
            schema = AnnotationSchema.of(GeometryKind.POINT, space)
                    .withProperties(List.of(
                            new PropertySpec("score", PropertyType.FLOAT32, ""),
                            new PropertySpec("kind", PropertyType.UINT8, "")));
        }

        @Override
        public AnnotationSchema schema() {
            return schema;
        }

        @Override
        public long estimate() {
            return count;
        }

        @Override
        public void forEach(final Sink sink) throws IOException {
            final SplittableRandom random = new SplittableRandom(1);
            final double[][] centres = new double[40][3];
            for (final double[] c : centres) for (int d = 0; d < 3; d++) c[d] = random.nextDouble() * SIZE[d];
            final Annotation a = new Annotation(schema);
            for (long i = 0; i < count; i++) {
                final double[] centre = centres[(int) (i % centres.length)];
                for (int d = 0; d < 3; d++) a.geometry(d, clustered ? near(centre[d], d, random) : any(d, random));
                a.property(0, random.nextDouble());
                a.property(1, random.nextInt(3));
                sink.accept(a);
            }
        }

        private static double any(final int d, final SplittableRandom random) {
            return random.nextDouble() * SIZE[d] - 0.5;
        }

        private static double near(final double centre, final int d, final SplittableRandom random) {
            final double spread = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            return Math.max(-0.5, Math.min(SIZE[d] - 0.5, centre + spread * SIZE[d] / 30));
        }
    }
}
