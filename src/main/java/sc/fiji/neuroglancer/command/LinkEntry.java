package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.link.Datasets;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/** From the values of {@link LinkKeys} to a link on the clipboard or a page in the browser. */
public final class LinkEntry {

    /** Where a link is written that cannot go to the clipboard: beside the dataset's folder. */
    public static final String URL_FILE = "neuroglancer-url.txt";

    /** What to tell the user when no browser can be started. */
    public static final String NO_BROWSER = "No browser could be started: open this link in one yourself.";

    private static final String NOTHING = "Nothing was exported yet: export an image first, or give its folder.";

    private LinkEntry() {}

    /** A link and what to tell the user about it. Immutable. */
    public static final class Made {
        private final LinkResult link;
        private final String page;
        private final List<String> news;

        Made(final LinkResult link, final String page, final List<String> news) {
            this.link = link;
            this.page = page;
            this.news = List.copyOf(news);
        }

        /** The link. */
        public LinkResult link() {
            return link;
        }

        /** What a browser opens to show the link: short, so that every system passes it on whole. */
        public URI page() {
            final int fragment = page.indexOf('#') + 1; // Java knows one # in an address, the viewer writes more
            return URI.create(
                    page.substring(0, fragment) + page.substring(fragment).replace("#", "%23"));
        }

        /** The address of {@link #page()} as viewers write it, for the log. */
        public String shown() {
            return page;
        }

        /** What was done, in one short line. */
        public String status() {
            return link.isServed()
                    ? "Shown in the browser, until " + LinkKeys.STOP_LABEL + "."
                    : "Shown in the browser.";
        }

        /** A sentence each: where the link is, who can use it, what to mind. */
        public List<String> news() {
            return news;
        }
    }

    /**
     * Makes a link of a dataset, an address, a data source or another link, and puts it on the clipboard, or into a
     * file where there is none.
     *
     * @throws InputException when there is nothing to show
     * @throws IOException when metadata cannot be read or a file cannot be written
     */
    public static Made copy(final Values values) throws IOException {
        return copy(values, Prompt.NOBODY);
    }

    /**
     * The same. The state of a short link goes to the storage that the dataset is in.
     *
     * @param prompt asks for the login to the storage when there is no other
     * @throws InputException when there is nothing to show
     * @throws IOException when metadata cannot be read, or the state cannot be written
     */
    public static Made copy(final Values values, final Prompt prompt) throws IOException {
        final String dataset = dataset(values);
        final List<String> news = new ArrayList<>();
        final LinkOptions.Builder options = LinkOptions.builder()
                .shorten(values.flag("shorten"))
                .display(LastExport.display(dataset).orElse(null));
        final String place = add(options, dataset, values.text("points").trim(), news);
        final String viewer = values.text("viewer").trim();
        final LinkResult link = new Link(
                        options.viewer(viewer.isEmpty() ? Storages.viewer(place) : viewer)
                                .build(),
                        host(),
                        Storages.publisher(place, prompt).orElse(null))
                .run();
        if (Clipboard.copy(link.url())) news.add(0, "The Neuroglancer link is on the clipboard.");
        else if (link.dataset() != null)
            news.add(0, write(link.url(), link.dataset().resolveSibling(URL_FILE)));
        return made(link, link.url(), news);
    }

    private static String dataset(final Values values) {
        final String given = values.text("dataset").trim();
        return given.isEmpty() ? lastDataset() : given;
    }

    /**
     * Tells what {@link #copy} would make a link of.
     *
     * @throws InputException when the values cannot be used
     */
    static String preview(final Values values) {
        final LinkOptions.Builder builder = LinkOptions.builder();
        add(builder, dataset(values), values.text("points").trim(), new ArrayList<>());
        final LinkOptions options = builder.viewer(values.text("viewer")).build();
        return "The link will show " + String.join(", ", options.datasets()) + with(options.points()) + ".";
    }

    private static String with(final List<String> points) {
        return points.isEmpty() ? "" : " with " + String.join(", ", points);
    }

    /**
     * Tells what {@link #view} would show.
     *
     * @throws InputException when there is nothing to show, or more than one image
     */
    static String previewView(final String folder) throws IOException {
        final String given = folder.trim();
        if (given.isEmpty())
            return "The browser will show the last export, " + lastDataset() + with(points(lastDataset(), "")) + ".";
        if (LastExport.isElsewhere(given)) return "The browser will show " + given + with(points(given, "")) + ".";
        final List<Path> found = Datasets.of(Address.path(given)).one();
        return "The browser will show "
                + found.stream().map(path -> path.getFileName().toString()).collect(Collectors.joining(" with "))
                + with(pointsOf(found)) + ".";
    }

    /**
     * Adds a dataset and its points: by their public addresses, if they are at a storage or were uploaded. Of the
     * points that were exported with a dataset that was uploaded, those that were not are left out.
     *
     * @param given points; empty for those that were exported with the dataset
     * @return where the dataset is
     */
    private static String add(
            final LinkOptions.Builder options, final String dataset, final String given, final List<String> news) {
        final List<String> points = points(dataset, given);
        final List<String> here =
                points.stream().filter(place -> !isPublic(place)).collect(Collectors.toList());
        final Optional<String> uploaded = LastExport.uploaded(dataset);
        if (uploaded.isEmpty() || !here.isEmpty() && !given.isEmpty()) {
            final String place = Storages.publicAddress(dataset);
            options.dataset(place);
            for (final String other : points) options.points(Storages.publicAddress(other));
            return place;
        }
        options.dataset(dataset).baseUrl(uploaded.get().replaceFirst("/[^/]*$", ""));
        for (final String place : points)
            if (isPublic(place)) options.points(LastExport.uploaded(place).orElse(place));
            else news.add("The points in " + place + " are not in the link, as they are not uploaded.");
        return uploaded.get();
    }

    private static boolean isPublic(final String place) {
        return LastExport.isElsewhere(place) || LastExport.uploaded(place).isPresent();
    }

    /**
     * Makes a link of a dataset on this computer for a browser on it.
     *
     * @param folder of a dataset, or one that holds one image and its points; empty for the last export. With the last
     *     export itself come the points that were exported with it
     * @throws InputException when there is nothing to show, or more than one image
     */
    public static Made view(final String folder) throws IOException {
        final LinkOptions.Builder options = LinkOptions.builder();
        if (folder.trim().isEmpty() || LastExport.isElsewhere(folder)) {
            final String dataset = folder.trim().isEmpty() ? lastDataset() : folder.trim();
            options.dataset(dataset).viewer(Storages.viewer(dataset));
            points(dataset, "").forEach(options::points);
            options.display(LastExport.display(dataset).orElse(null));
        } else {
            final List<Path> found = Datasets.of(Address.path(folder)).one();
            found.forEach(path -> options.dataset(path.toString()));
            pointsOf(found).forEach(options::points);
            options.display(LastExport.display(found.get(0).toString()).orElse(null));
        }
        return view(options);
    }

    /** Makes a link for a browser on this computer. */
    static Made view(final LinkOptions.Builder options) throws IOException {
        final LinkResult link = new Link(options.build(), host()).run();
        return made(link, page(link), List.of());
    }

    /** Ends the local server; returns what to tell the user. */
    public static String stop() {
        return Serving.stop()
                ? "The local Neuroglancer server has ended."
                : "No local Neuroglancer server was running.";
    }

    private static Made made(final LinkResult link, final String page, final List<String> news) {
        final List<String> all = new ArrayList<>(news);
        all.add(link.reach());
        all.addAll(link.warnings());
        return new Made(link, page, all);
    }

    private static String lastDataset() {
        final String dataset = LastExport.dataset().orElseThrow(() -> new InputException(NOTHING));
        if (!LastExport.isThere(dataset))
            throw new InputException(
                    "The last export, " + dataset + ", is not there any more: export again, or give another folder.");
        return dataset;
    }

    /** Those exported with a dataset that is named alone. */
    private static List<String> pointsOf(final List<Path> datasets) {
        return datasets.size() == 1 ? points(datasets.get(0).toString(), "") : List.of();
    }

    /** Those given, or those exported with the dataset, which are one for each kind of shape. */
    private static List<String> points(final String dataset, final String given) {
        if (given.equalsIgnoreCase(LinkKeys.NO_POINTS)) return List.of();
        if (!given.isEmpty()) return List.of(given);
        if (!LastExport.dataset().filter(dataset::equals).isPresent()) return List.of();
        return LastExport.points().stream().filter(LastExport::isThere).collect(Collectors.toList());
    }

    /** Writes a link into a file; returns where it is, as a sentence. The log has it, too, so that it is never lost. */
    static String write(final String link, final Path file) {
        try {
            Files.writeString(file, link + "\n");
            return "The Neuroglancer link is in " + file + ".";
        } catch (final IOException e) {
            return "The Neuroglancer link is in the log only. " + Failure.sentence(e);
        }
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

    private static Link.Host host() {
        return host(Serving::start);
    }

    /** Gives a server, which may be started by that. */
    @FunctionalInterface
    public interface Servers {
        /** The server. */
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
