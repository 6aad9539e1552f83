package sc.fiji.neuroglancer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.LinkEntry;
import sc.fiji.neuroglancer.entry.LinkKeys;
import sc.fiji.neuroglancer.export.Datasets;
import sc.fiji.neuroglancer.export.Link;
import sc.fiji.neuroglancer.export.LinkOptions;
import sc.fiji.neuroglancer.export.LinkResult;
import sc.fiji.neuroglancer.serve.LocalServer;

/** {@code serve}: shows the datasets of a folder to browsers of this computer until it is interrupted. */
final class Serve implements ShellCommand {

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "serves datasets and the viewer to browsers of this computer, until Ctrl-C";
    }

    @Override
    public String operands() {
        return "FOLDER";
    }

    @Override
    public List<Key> keys() {
        return LinkKeys.shellServe();
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final Datasets found = Datasets.of(Datasets.path(arguments.operands().get(0)));
        try (LocalServer server =
                LocalServer.builder().port(arguments.values().number("port")).start()) {
            terminal.note("Serving at " + server.url() + " until Ctrl-C.");
            if (found.images().size() < 2) print(found.one(), server, terminal);
            else {
                for (final Path image : found.images()) print(List.of(image), server, terminal);
                for (final Path points : found.points()) print(List.of(points), server, terminal);
            }
            untilInterrupted();
        }
    }

    private static void print(final List<Path> datasets, final LocalServer server, final Terminal terminal)
            throws IOException {
        final LinkOptions.Builder options = LinkOptions.builder();
        datasets.forEach(path -> options.dataset(path.toString()));
        final LinkResult result = new Link(options.build(), LinkEntry.host(() -> server)).run();
        result.warnings().forEach(terminal::note);
        terminal.result(result.url(), PrintLink.json(result));
    }

    /** The server's threads are daemons: without this, the program would end. */
    static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
