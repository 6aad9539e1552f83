package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.link.Datasets;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/** Serves a dataset on this computer and opens it in the browser. */
public final class ViewDataset extends Command {

    public static final String LABEL = "View in Neuroglancer";

    /** Makes the command. */
    public ViewDataset() {
        super(
                LABEL,
                Shell.none("view"),
                Key.folder("folder", "a dataset, or a folder with one; empty for the last export"));
    }

    /**
     * A link and a page that shows it.
     *
     * @param page its address, short so that every system passes it on whole
     */
    public record View(LinkResult link, String page) {

        /** The address of the page as Java takes it: with one {@code #} only. */
        public URI uri() {
            final int fragment = page.indexOf('#') + 1;
            return URI.create(
                    page.substring(0, fragment) + page.substring(fragment).replace("#", "%23"));
        }
    }

    @Override
    public Form form(final Desk desk) {
        final String last = LastExport.there();
        return new Form(
                this,
                Map.of("folder", LastExport.isElsewhere(last) ? "" : last),
                values -> preview(values.trimmed("folder")));
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final View view = view(values.trimmed("folder"));
        desk.result(Message.text(view.page()), CopyLink.json(view.link(), desk));
        tell(view, desk);
        desk.status(Message.text(
                view.link().isServed()
                        ? "Shown in the browser, until " + StopServing.LABEL + "."
                        : "Shown in the browser."));
    }

    /** Opens the page, and tells who can use the link and what to mind. */
    static void tell(final View view, final Desk desk) {
        desk.log(view.link().reach());
        view.link().warnings().forEach(desk::warn);
        desk.browse(view.uri());
    }

    /** Tells what {@link #view} would show. */
    static String preview(final String folder) throws IOException {
        if (folder.isEmpty()) return "The browser will show the last export, " + named(CopyLink.lastDataset()) + ".";
        if (LastExport.isElsewhere(folder)) return "The browser will show " + named(folder) + ".";
        final List<Path> found = Datasets.of(Address.path(folder)).one();
        return "The browser will show "
                + found.stream().map(path -> path.getFileName().toString()).collect(Collectors.joining(" with "))
                + CopyLink.with(pointsOf(found)) + ".";
    }

    private static String named(final String dataset) {
        return dataset + CopyLink.with(CopyLink.points(dataset, ""));
    }

    /**
     * Makes a link of a dataset on this computer for a browser on it.
     *
     * @param folder of a dataset, or one that holds one image and its points; empty for the last export. With the last
     *     export itself come the points that were exported with it
     * @throws InputException when there is nothing to show, or more than one image
     */
    public static View view(final String folder) throws IOException {
        final LinkOptions.Builder options = LinkOptions.builder();
        if (folder.isEmpty() || LastExport.isElsewhere(folder)) {
            final String dataset = folder.isEmpty() ? CopyLink.lastDataset() : folder;
            options.dataset(dataset)
                    .viewer(StoredProfiles.load().viewer(dataset))
                    .display(LastExport.display(dataset));
            CopyLink.points(dataset, "").forEach(options::points);
        } else {
            final List<Path> found = Datasets.of(Address.path(folder)).one();
            found.forEach(path -> options.dataset(path.toString()));
            options.display(LastExport.display(found.get(0).toString()));
            pointsOf(found).forEach(options::points);
        }
        return view(options);
    }

    /** Makes a link for a browser on this computer. */
    static View view(final LinkOptions.Builder options) throws IOException {
        final LinkResult link = new Link(options.build(), host(Serving::start)).run();
        return new View(link, page(link));
    }

    /** Those exported with a dataset that is named alone. */
    private static List<String> pointsOf(final List<Path> datasets) {
        return datasets.size() == 1 ? CopyLink.points(datasets.get(0).toString(), "") : List.of();
    }

    /** A page whose address is short: the local server has the state. */
    private static String page(final LinkResult link) throws IOException {
        if (!link.isServed()) return link.url(); // its server need not admit pages of this computer
        final LocalServer server = Serving.start();
        if (server.viewerUrl().isEmpty()) return link.url();
        final MemoryStore store = new MemoryStore();
        store.write(ViewerLink.STATE_FILE, link.state().toString().getBytes(StandardCharsets.UTF_8));
        return ViewerLink.toShortUrl(server.viewerUrl(), server.share("view", store) + ViewerLink.STATE_FILE);
    }

    /** Gives a server, which may start it. */
    @FunctionalInterface
    public interface Servers {
        LocalServer get() throws IOException;
    }

    /** Shares folders through a server. */
    public static Link.Host host(final Servers servers) {
        return new Link.Host() {
            @Override
            public String share(final Path folder) throws IOException {
                return servers.get().share(folder);
            }

            @Override
            public String viewer() throws IOException {
                return servers.get().viewerUrl();
            }
        };
    }
}
