package sc.fiji.neuroglancer.cli;

import static sc.fiji.neuroglancer.message.Slot.key;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.command.Command;
import sc.fiji.neuroglancer.command.CopyLink;
import sc.fiji.neuroglancer.command.Desk;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.UsageException;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.command.ViewDataset;
import sc.fiji.neuroglancer.link.Datasets;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.share.Share;

/** {@code serve}: shows the datasets of a folder to browsers of this computer until it is interrupted. */
final class Serve extends Command {

    private static final int MAX_PORT = 65535;

    Serve() {
        super(
                "",
                new Shell(
                        "serve",
                        "FOLDER",
                        "folder",
                        "serves datasets and the viewer to browsers of this computer, until Ctrl-C"),
                Key.folder("folder", "folder with datasets"),
                Key.number("port", 0, "TCP port; 0 for any that is free"));
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final int port = values.number("port");
        if (port < 0 || port > MAX_PORT)
            throw new UsageException(
                    "{} {} cannot be used: give 1 to {}, or 0 for any that is free.", key("port"), port, MAX_PORT);
        final Datasets found = Datasets.of(Address.path(values.text("folder")));
        try (LocalServer server = LocalServer.builder().port(port).start()) {
            desk.log(Message.of("Serving at {} until Ctrl-C.", server.url()));
            if (found.images().size() < 2) print(found.one(), server, desk);
            else {
                for (final Path image : found.images()) {
                    desk.log(Message.of("{}:", image.getFileName()));
                    print(together(image, found), server, desk);
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

    private static void print(final List<Path> datasets, final LocalServer server, final Desk desk) throws IOException {
        final LinkOptions.Builder options = LinkOptions.builder();
        datasets.forEach(path -> options.dataset(path.toString()));
        final LinkResult result = new Link(options.build(), ViewDataset.host(() -> server)).run();
        result.warnings().forEach(desk::log);
        desk.result(Message.text(result.url()), CopyLink.json(result, desk));
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
