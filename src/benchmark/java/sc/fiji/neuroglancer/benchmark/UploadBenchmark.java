package sc.fiji.neuroglancer.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.webdav.DavServer;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/**
 * Times the upload as a whole process beside rclone's, of the same files to the same apache, and its heap with a million
 * files to a server that keeps none.
 *
 * <pre>
 *   mvn -q -Pbenchmark test-compile exec:exec -Dbenchmark=Upload
 * </pre>
 *
 * <p>Arguments: small files (20000), large files (400), generated files (1000000), files of rclone's share (600). rclone
 * sends about 30 files a second whatever their number, so a share of the small files tells its rate; each rate is that of
 * the files sent. Needs {@code /usr/bin/time}, apache2 and rclone; the machine should have nothing else to do.
 */
public final class UploadBenchmark {

    private static final int SMALL = 32 << 10;
    private static final int LARGE = 4 << 20;
    private static final String HEAP = "-Xmx128m";

    private final Path work;
    private final DavServer server;

    private UploadBenchmark(final Path work) throws IOException {
        this.work = work;
        work.toFile().setExecutable(true, false);
        server = new DavServer(DavServer.Kind.APACHE, work.resolve("server"));
    }

    /** Prints the table. */
    public static void main(final String... args) throws IOException {
        final int[] counts = {20_000, 400, 1_000_000, 600};
        for (int i = 0; i < args.length; i++) counts[i] = Integer.parseInt(args[i]);
        final Path work = Files.createTempDirectory("upload-benchmark");
        final UploadBenchmark benchmark = new UploadBenchmark(work);
        try {
            System.out.printf(
                    "%-22s %-16s %7s %9s %8s %11s %8s %7s%n",
                    "files", "client", "wall s", "files/s", "MB/s", "CPU ms/file", "RSS MiB", "ratio");
            benchmark.compare("small", counts[0], SMALL, counts[3]);
            benchmark.compare("large", counts[1], LARGE, counts[3]);
            if (counts[2] > 0) benchmark.generated(counts[2]);
        } finally {
            benchmark.server.close();
            delete(work);
        }
    }

    static String key(final int i) {
        final int folder = i / UploadProcess.PER_FOLDER;
        return "0/" + folder / 25 + "/" + folder % 25 + "/" + i % UploadProcess.PER_FOLDER;
    }

    private static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path p : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) Files.delete(p);
        }
    }

    private Path files(final String name, final int count, final int size) throws IOException {
        final Path data = work.resolve(name);
        final Random random = new Random(1);
        final byte[] bytes = new byte[size];
        for (int i = 0; i < count; i++) {
            final Path file = data.resolve(key(i));
            Files.createDirectories(file.getParent());
            random.nextBytes(bytes);
            Files.write(file, bytes);
        }
        return data;
    }

    private void compare(final String name, final int count, final int size, final int share) throws IOException {
        if (count == 0) return;
        final int theirs = Math.min(count, share);
        final Path all = files(name, count, size);
        final Path part = theirs == count ? all : files(name + "-share", theirs, size);
        final Run rclone = rclone(part);
        print("rclone", theirs, size, rclone, 1);
        final Run ours = ours(server.address(), all.toString());
        print("upload " + HEAP, count, size, ours, rclone.seconds / theirs * count / ours.seconds);
        delete(server.files().resolve(name));
        delete(all);
        delete(part);
    }

    private static void print(final String name, final int count, final int size, final Run run, final double ratio) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %-16s %7.1f %9.0f %8.1f %11.2f %8d %7s%n",
                count + " x " + (size >> 10) + " KiB",
                name,
                run.seconds,
                count / run.seconds,
                (double) count * size / 1e6 / run.seconds,
                1000 * run.cpuSeconds / count,
                run.residentMiB,
                ratio == 0 ? "" : String.format(Locale.ROOT, "%.1f", ratio));
    }

    private Run ours(final URI address, final String... what) throws IOException {
        final List<String> arguments = new ArrayList<>(
                List.of(address.toString(), work.resolve("journals").toString()));
        arguments.addAll(List.of(what));
        return new Run(work, ExternalTool.java(List.of(HEAP), UploadProcess.class, arguments));
    }

    private Run rclone(final Path data) throws IOException {
        final String config = Files.writeString(
                        work.resolve("rclone.conf"),
                        "[x]\ntype = webdav\nvendor = other\nurl = " + server.address() + "\n")
                .toString();
        ExternalTool.run(
                work,
                30,
                ("rclone --config " + config + " config update x user " + DavServer.USER + " pass " + DavServer.PASSWORD
                                + " --obscure")
                        .split(" "));
        final String copy = "rclone --config " + config + " copy " + data + " x:rclone --transfers 16 --checkers 16 -q";
        final Run run = new Run(work, Arrays.asList(copy.split(" ")));
        delete(server.files().resolve("rclone"));
        return run;
    }

    /** All files, then the same again, when all are there: listed, found in the journal, and verified. */
    private void generated(final int count) throws IOException {
        try (ScriptedServer nowhere = new ScriptedServer(UploadBenchmark::pretend)) {
            nowhere.keepNoCalls();
            for (final boolean fresh : new boolean[] {true, false}) {
                final Run run = ours(nowhere.address(), String.valueOf(count), String.valueOf(fresh));
                print(fresh ? "upload " + HEAP : "again " + HEAP, count, 0, run, 0);
                System.out.println(run.output.trim());
            }
        }
    }

    /** A server that keeps nothing and says that each folder holds all that was sent to it. */
    private static void pretend(final ScriptedServer.Call call) throws IOException {
        call.body();
        if (!call.method.equals("PROPFIND")) {
            call.answer(201);
            return;
        }
        final StringBuilder xml = new StringBuilder("<d:multistatus xmlns:d='DAV:'>");
        for (int i = 0; i < UploadProcess.PER_FOLDER; i++)
            xml.append("<d:response><d:href>")
                    .append(call.rawPath)
                    .append(i)
                    .append("</d:href><d:propstat><d:prop><d:getcontentlength>")
                    .append(UploadProcess.GENERATED_SIZE)
                    .append("</d:getcontentlength></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>")
                    .append("</d:response>");
        call.answer(207, xml.append("</d:multistatus>").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A process as {@code time} saw it. */
    private static final class Run {
        final double seconds;
        final double cpuSeconds;
        final long residentMiB;
        final String output;

        Run(final Path work, final List<String> command) throws IOException {
            final Path times = work.resolve("times");
            final List<String> timed =
                    new ArrayList<>(List.of("/usr/bin/time", "-f", "%e %U %S %M", "-o", times.toString()));
            timed.addAll(command);
            output = ExternalTool.run(work, 3600, timed.toArray(new String[0]));
            final String[] words = Files.readString(times).trim().split(" ");
            seconds = Double.parseDouble(words[0]);
            cpuSeconds = Double.parseDouble(words[1]) + Double.parseDouble(words[2]);
            residentMiB = Long.parseLong(words[3]) >> 10;
        }
    }
}
