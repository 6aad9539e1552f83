package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.cli.Main;
import sc.fiji.neuroglancer.webdav.DavServer;

/**
 * One command from a stack and points to a link: through a real WebDAV server into the real viewer, whole and killed in
 * every stage.
 */
@Timeout(400)
class ShareViewerIT {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 200;
    private static final int DEPTH = 48;
    private static final int CHANNELS = 3;
    private static final int POINTS = 500;
    private static final int YELLOW = 0xffff00;

    @TempDir
    Path temp;

    private DavServer storage;
    private ServedFolder viewer;
    private Path image;
    private Path points;

    @BeforeEach
    void start() throws IOException {
        if (!DavServer.Kind.APACHE_PUBLIC.isInstalled()) throw ViewerBrowser.missing("apache2 is not installed");
        temp.toFile().setExecutable(true, false);
        storage = new DavServer(DavServer.Kind.APACHE_PUBLIC, Files.createDirectory(temp.resolve("server")));
        viewer = new ServedFolder(Files.createDirectory(temp.resolve("nothing")));
        image = temp.resolve("brain.tif");
        points = temp.resolve("cells.csv");
        writeImage();
        writePoints();
    }

    @AfterEach
    void stop() throws IOException {
        if (viewer != null) viewer.close();
        if (storage != null) storage.close();
    }

    private void writeImage() {
        final ImagePlus stack = IJ.createHyperStack("brain", WIDTH, HEIGHT, CHANNELS, DEPTH, 1, 16);
        for (int i = 1; i <= CHANNELS * DEPTH; i++) {
            final ImageProcessor plane = stack.getStack().getProcessor(i);
            final SplittableRandom random = new SplittableRandom(i);
            for (int p = 0; p < WIDTH * HEIGHT; p++) plane.set(p, 200 * i + random.nextInt(4096));
        }
        stack.getCalibration().pixelWidth = 0.5;
        stack.getCalibration().pixelHeight = 0.5;
        stack.getCalibration().pixelDepth = 2;
        stack.getCalibration().setUnit("micron");
        new FileSaver(new CompositeImage(stack, CompositeImage.COMPOSITE)).saveAsTiffStack(image.toString());
    }

    /** The first one where the link opens. */
    private void writePoints() throws IOException {
        final SplittableRandom random = new SplittableRandom(7);
        final List<String> lines = new ArrayList<>(List.of("x,y,z", "127,99,0"));
        for (int i = 1; i < POINTS; i++)
            lines.add(random.nextInt(WIDTH) + "," + random.nextInt(HEIGHT) + "," + (1 + random.nextInt(DEPTH - 1)));
        Files.write(points, lines);
    }

    /** In a Java of its own, with nothing but a login in its environment. */
    private Process share(final String home, final boolean straight) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Duser.home=" + temp.resolve(home),
                "-Djava.util.prefs.userRoot=" + temp.resolve(home),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "share",
                image.toString(),
                "--points",
                points.toString(),
                "--address",
                storage.address() + "data",
                "--viewer",
                viewer.viewer()));
        if (!straight)
            command.addAll(List.of("--folder", temp.resolve(home + "/copy").toString()));
        final ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("NEUROGLANCER_FIJI_"));
        process.environment().put("NEUROGLANCER_FIJI_USER", DavServer.USER);
        process.environment().put("NEUROGLANCER_FIJI_PASSWORD", DavServer.PASSWORD);
        return process.redirectOutput(temp.resolve("out").toFile())
                .redirectError(temp.resolve("err").toFile())
                .start();
    }

    /** The link that it prints. */
    private String shareToTheEnd(final String home, final boolean straight) throws IOException, InterruptedException {
        final Process process = share(home, straight);
        if (!process.waitFor(120, TimeUnit.SECONDS)) process.destroyForcibly();
        final String err = Files.readString(temp.resolve("err"));
        assertEquals(0, process.waitFor(), err);
        assertTrue(err.contains("brain is shared and checked: "), err);
        return Files.readString(temp.resolve("out")).strip();
    }

    private Map<String, byte[]> atStorage() throws IOException {
        final Map<String, byte[]> files = new TreeMap<>();
        final Path data = storage.files().resolve("data");
        try (Stream<Path> all = Files.walk(data)) {
            for (final Path file : all.filter(Files::isRegularFile).collect(Collectors.toList()))
                files.put(data.relativize(file).toString(), Files.readAllBytes(file));
        }
        return files;
    }

    private static long count(final Path folder) {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            return all.filter(Files::isRegularFile).count();
        } catch (final IOException | UncheckedIOException e) {
            return 0; // something was renamed meanwhile
        }
    }

    private static Map<String, Double> at(final double x, final double y, final double z) {
        return new TreeMap<>(Map.of("x", x, "y", y, "z", z));
    }

    private void assertShown(final String link) throws IOException {
        final ViewerCheck shown = ViewerCheck.open(link).expectNoErrors().expectAnnotations("brain-points", POINTS);
        final List<String> layers = shown.layers();
        assertEquals(CHANNELS + 1, layers.size(), layers::toString);
        final ImagePlus stack = IJ.openImage(image.toString());
        for (int c = 0; c < CHANNELS; c++)
            for (final int z : new int[] {0, DEPTH / 2}) {
                final int index = stack.getStackIndex(c + 1, z + 1, 1);
                shown.expectValueAt(
                        layers.get(c), 0, stack.getStack().getProcessor(index).get(127, 99), at(127, 99, z));
            }
        shown.expectColorAt(YELLOW, at(127, 99, 0));
        shown.screenshot(Paths.get("target", "share.png"));
    }

    /** When to kill: what is there at that moment. */
    private Map<String, BooleanSupplier> moments(final Path copy, final boolean straight, final long all) {
        final Path there = storage.files().resolve("data");
        final Path dataset = there.resolve("brain.ome.zarr");
        final Map<String, BooleanSupplier> moments = new LinkedHashMap<>();
        if (!straight) {
            moments.put("points made", () -> Files.exists(copy.resolve("brain-points/info")));
            moments.put("exporting", () -> count(copy.resolve("brain.ome.zarr/0")) > all / 4);
            moments.put("exported", () -> Files.exists(copy.resolve("brain.ome.zarr/.zattrs")));
        }
        moments.put("first file there", () -> count(dataset) > 0);
        moments.put("a part is there", () -> count(dataset) > all / 3);
        moments.put("most is there", () -> count(dataset) > 3 * all / 4);
        moments.put("image there", () -> Files.exists(dataset.resolve(".zattrs")));
        moments.put("a part of the points there", () -> count(there.resolve("brain-points")) > 0);
        moments.put("points there", () -> Files.exists(there.resolve("brain-points/info")));
        moments.put("state there", () -> Files.exists(dataset.resolve("state.json")));
        return moments;
    }

    @ParameterizedTest(name = "straight to the storage: {0}")
    @ValueSource(booleans = {false, true})
    void killedInEveryStageItEndsWithTheSameBytesAndIsShown(final boolean straight) throws Exception {
        viewer.viewer(); // missing what shows it, the test is skipped before the work
        final String link = shareToTheEnd("whole", straight);
        assertTrue(link.endsWith("#!" + storage.address() + "data/brain.ome.zarr/state.json"), link);
        final Map<String, byte[]> whole = atStorage();
        Files.move(storage.files().resolve("data"), temp.resolve("whole-data"));
        int killed = 0;
        final int files = (int)
                whole.keySet().stream().filter(f -> f.startsWith("brain.ome")).count();
        final Map<String, BooleanSupplier> moments = moments(temp.resolve("killed/copy"), straight, files);
        for (final Map.Entry<String, BooleanSupplier> moment : moments.entrySet()) {
            final Process process = share("killed", straight);
            while (process.isAlive() && !moment.getValue().getAsBoolean()) TimeUnit.MILLISECONDS.sleep(1);
            if (process.isAlive()) killed++;
            process.destroyForcibly();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), moment.getKey());
        }
        assertTrue(killed >= moments.size() - 2, "killed only " + killed + " times");
        assertEquals(link, shareToTheEnd("killed", straight));
        final Map<String, byte[]> there = atStorage();
        assertEquals(whole.keySet(), there.keySet());
        whole.forEach((file, bytes) -> assertArrayEquals(bytes, there.get(file), file));
        assertShown(link);
    }
}
