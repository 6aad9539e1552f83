package sc.fiji.neuroglancer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.LinkEntry;
import sc.fiji.neuroglancer.command.LinkKeys;
import sc.fiji.neuroglancer.link.Datasets;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.share.Share;

/** {@code serve}: shows the datasets of a folder to browsers of this computer until it is interrupted. */
final class Serve implements ShellCommand {

    private static final int MAX_PORT = 65535;

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
        final int port = arguments.values().number("port");
        if (port < 0 || port > MAX_PORT)
            throw new UsageException(
                    "--port " + port + " cannot be used: give 1 to " + MAX_PORT + ", or 0 for any that is free.");
        final Datasets found = Datasets.of(Address.path(arguments.operands().get(0)));
        try (LocalServer server = LocalServer.builder().port(port).start()) {
            terminal.note("Serving at " + server.url() + " until Ctrl-C.");
            if (found.images().size() < 2) print(found.one(), server, terminal);
            else {
                for (final Path image : found.images()) {
                    terminal.note(image.getFileName() + ":");
                    print(together(image, found), server, terminal);
                }
            }
            untilInterrupted();
        }
    }

    /** An image with the points of its folder, but not with those that are named after another image. */
    static List<Path> together(final Path image, final Datasets found) {
        final List<Path> together = new ArrayList<>(List.of(image));
        for (final Path points : found.points()) {
            final boolean others =
                    found.images().stream().anyMatch(other -> !other.equals(image) && isNamedAfter(points, other));
            if (!others || isNamedAfter(points, image)) together.add(points);
        }
        return together;
    }

    private static boolean isNamedAfter(final Path points, final Path image) {
        final String name = image.getFileName().toString().replaceFirst("\\.ome\\.zarr$", "");
        return points.getFileName().toString().startsWith(name + Share.POINTS_SUFFIX);
    }

    private static void print(final List<Path> datasets, final LocalServer server, final Terminal terminal)
            throws IOException {
        final LinkOptions.Builder options = LinkOptions.builder();
        datasets.forEach(path -> options.dataset(path.toString()));
        final LinkResult result = new Link(options.build(), LinkEntry.host(() -> server)).run();
        result.warnings().forEach(terminal::note);
        terminal.result(result.url(), PrintLink.json(result, terminal));
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
