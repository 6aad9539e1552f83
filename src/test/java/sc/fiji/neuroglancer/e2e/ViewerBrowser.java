package sc.fiji.neuroglancer.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * One headless Chromium for all end-to-end tests of a run, driven by {@code src/test/node/viewer-check.mjs} with
 * playwright-core, which the build of the viewer bundle has installed.
 *
 * <p>Without Node.js, Chromium or the bundle, tests are skipped; with {@code NEUROGLANCER_FIJI_E2E=required} in the
 * environment they fail instead.
 */
final class ViewerBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] CHROMIUM = {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"};

    /** Told by the reader thread when the browser's process has ended. */
    private static final String ENDED = "";

    private static ViewerBrowser shared;

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private ViewerBrowser(final String node, final String chromium, final Path modules) throws IOException {
        log = base().resolve("target/viewer-check.log");
        process = new ProcessBuilder(
                        node, base().resolve("src/test/node/viewer-check.mjs").toString(), modules.toString(), chromium)
                .redirectError(log.toFile())
                .start();
        final Thread reader = new Thread(this::readAnswers, "viewer-check");
        reader.setDaemon(true);
        reader.start();
        // without standard input the script ends by itself; this is for one that hangs
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** The browser of this test run; starts it at the first call. */
    static synchronized ViewerBrowser shared() throws IOException {
        if (shared == null || !shared.process.isAlive()) {
            final String node = onPath("node").orElseThrow(() -> missing("Node.js is not installed"));
            final String chromium = Arrays.stream(CHROMIUM)
                    .map(ViewerBrowser::onPath)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> missing("Chromium is not installed"));
            final Path modules = base().resolve("target/viewer");
            if (!Files.isDirectory(modules.resolve("node_modules/playwright-core")))
                throw missing("the viewer was not built (-DskipViewer)");
            shared = new ViewerBrowser(node, chromium, modules);
        }
        return shared;
    }

    /** The end of a test that cannot run here: skipped, or failed where end-to-end tests are required. */
    static RuntimeException missing(final String what) {
        if ("required".equals(System.getenv("NEUROGLANCER_FIJI_E2E")))
            throw new AssertionError("End-to-end tests are required, but " + what + ".");
        return new TestAbortedException(what);
    }

    /** The address of the bundled viewer; ends a test when there is none. */
    static String built(final String viewer) {
        if (viewer.isEmpty()) throw missing("the viewer was not built (-DskipViewer)");
        return viewer;
    }

    private static Path base() {
        return Paths.get(System.getProperty("basedir", "")).toAbsolutePath();
    }

    private static Optional<String> onPath(final String program) {
        final String suffix = File.separatorChar == '\\' ? ".exe" : "";
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, program + suffix))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst();
    }

    private void readAnswers() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) answers.add(line);
        } catch (final IOException e) {
            // the process has gone; the answer below says so
        }
        answers.add(ENDED);
    }

    /**
     * Runs a command and returns its result.
     *
     * @param seconds how long to wait for the answer before the browser is ended
     * @throws AssertionError when the viewer could not do it
     */
    synchronized JsonNode call(final String command, final ObjectNode args, final int seconds) throws IOException {
        final ObjectNode request = JSON.createObjectNode().put("command", command);
        request.set("args", args);
        final OutputStream out = process.getOutputStream();
        out.write((request + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        final String line = await(seconds);
        if (line == null || line.equals(ENDED)) {
            process.destroyForcibly();
            throw new AssertionError(command + ": no answer from the browser; see " + log);
        }
        final JsonNode answer = JSON.readTree(line);
        if (answer.has("error"))
            throw new AssertionError(
                    command + " " + args + ": " + answer.get("error").asText());
        return answer.get("result");
    }

    private String await(final int seconds) {
        try {
            return answers.poll(seconds, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    static ObjectNode args() {
        return JSON.createObjectNode();
    }
}
