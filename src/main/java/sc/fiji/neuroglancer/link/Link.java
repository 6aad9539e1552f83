package sc.fiji.neuroglancer.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.address.LocalPath;
import sc.fiji.neuroglancer.address.SourceUrl;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.http.HttpStore;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.OtherLayer;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Makes a Neuroglancer link for datasets, from their own metadata: any OME-Zarr, exported here or elsewhere, on disk or
 * on the web; precomputed annotations; any other source that Neuroglancer knows; or what another link shows. Of each
 * dataset only the metadata are read.
 */
public final class Link {

    private static final String ANNOTATIONS = "neuroglancer_annotations_v1";
    private static final String LINK_MARK = "#!";
    /** A format before an address, a pipeline, or an address that only viewers know, such as {@code s3://}. */
    private static final Pattern SOURCE = Pattern.compile(
            "[a-z][a-z0-9]*://[a-z][a-z0-9+.-]*://.*|.*\\|[a-z].*|(?!(?i)(https?|(web)?davs?|file):)[a-z][a-z0-9+.-]+://.*");

    /** Scheme and server of an address, wherever it stands in a source; group 1 is the host. */
    private static final Pattern ANY_WEB = Pattern.compile("(?i)https?://(\\[[^\\]]*\\]|[^/:?#|]+)(:\\d+)?");

    private static final Pattern WEB = Pattern.compile("(?i)https?://.*");
    /** What pages on https may not read from: http, but not of this computer. */
    private static final Pattern UNPROTECTED =
            Pattern.compile("(?i)([a-z0-9]+://)?http://(?!(localhost|127\\.[\\d.]+|\\[::1\\])([:/]|$)).*");

    /** Serves folders of this computer to viewers. */
    public interface Host {
        /** Serves a folder; returns its address, encoded. */
        String share(Path folder) throws IOException;

        /** The address of a viewer on the same origin, if there is one. */
        Optional<String> viewer() throws IOException;
    }

    /** Puts the state of a short link where others read the first dataset. */
    @FunctionalInterface
    public interface Publisher {
        /** @throws IOException when the storage does not take it */
        void publish(ViewerState state) throws IOException;
    }

    private final LinkOptions options;
    private final Publisher publisher;
    private final Host host;
    private final Map<String, ReadableStore> known;
    private final List<String> warnings = new ArrayList<>();
    private final SegmentLinks segmentLinks = new SegmentLinks();
    private ViewerState state = ViewerState.empty();
    private String viewer;
    private Place first;
    private boolean served;
    private boolean blocked;

    /** @param host used for folders when the options have no base address */
    public Link(final LinkOptions options, final Host host) {
        this(options, host, Map.of(), null);
    }

    /** @param publisher used for short links; or null, then they need the dataset's folder */
    public Link(final LinkOptions options, final Host host, final Publisher publisher) {
        this(options, host, Map.of(), publisher);
    }

    /** @param known where the metadata of web addresses are read that need not be public yet */
    public Link(final LinkOptions options, final Host host, final Map<String, ReadableStore> known) {
        this(options, host, known, null);
    }

    private Link(
            final LinkOptions options,
            final Host host,
            final Map<String, ReadableStore> known,
            final Publisher publisher) {
        this.options = options;
        this.publisher = publisher;
        this.host = host;
        this.known = known;
        viewer = options.viewer().orElse(null);
    }

    /**
     * Makes the link; to be called once.
     *
     * @throws InputException when there is no dataset at a place
     * @throws IOException when a place cannot be read, or the state's file cannot be written
     */
    public LinkResult run() throws IOException {
        addAll();
        final String page = viewerPage();
        blocked = warnOfMixedContent(page);
        if (options.shorten()) return shortLink(page);
        final String url = ViewerLink.toUrl(page, state);
        if (ViewerLink.isLong(url) && !served)
            warnings.add("The link has " + url.length() + " characters, which some mail and chat programs cut"
                    + (canShorten() ? ": use shorten=true to put its state into a file beside the data." : "."));
        return result(url, null);
    }

    /** Returns whether browsers keep data from the viewer. */
    private boolean warnOfMixedContent(final String page) {
        if (!page.regionMatches(true, 0, "https:", 0, 6)) return false;
        for (final Layer<?> layer : state.layers()) {
            if (layer.sources().stream()
                    .noneMatch(source -> UNPROTECTED.matcher(source).matches())) continue;
            warnings.add("Browsers do not let " + page + " read " + layer.name() + " from an http address: use an https"
                    + " address for the data, or a viewer on http.");
            return true;
        }
        return false;
    }

    /** Who can use the link, when nothing of it is served. */
    private String reach() {
        if (blocked) return "The link does not show all data as it is.";
        final String local = address(WebAddress::isLoopback);
        if (!local.isEmpty()) return only("on this computer", local, "this computer");
        final String near = address(WebAddress::isPrivate);
        if (!near.isEmpty()) return only("in this network", near, "this network");
        return "The link works for everybody who can read the data at its web address; their server must allow"
                + " cross-origin requests (CORS).";
    }

    private static String only(final String where, final String address, final String what) {
        return "The link works " + where + " only, as " + address + " is an address of " + what
                + ": to show the data to others, upload them and make a link of their public address.";
    }

    /** The first address of data whose host is of a kind; empty when there is none. */
    private String address(final Predicate<String> kind) {
        for (final Layer<?> layer : state.layers()) {
            for (final String source : layer.sources()) {
                final Matcher web = ANY_WEB.matcher(source);
                if (web.find() && kind.test(web.group(1))) return web.group();
            }
        }
        return "";
    }

    /** What the link would show; to be called once, in place of {@link #run}. */
    public ViewerState state() throws IOException {
        addAll();
        return state;
    }

    private void addAll() throws IOException {
        for (final String dataset : options.datasets()) add(dataset);
        for (final String points : options.points()) addPoints(place(points));
        state = segmentLinks.link(state);
    }

    private LinkResult result(final String url, final Path stateFile) {
        final Path folder = first == null ? null : first.folder().orElse(null);
        return new LinkResult(url, state, folder, stateFile, served, reach(), warnings);
    }

    /** The viewer that is asked for, or that of the link that was given, or a fitting one. */
    private String viewerPage() throws IOException {
        if (viewer != null) return viewer;
        if (!served) return ViewerLink.DEMO;
        final Optional<String> bundled = host.viewer();
        if (!bundled.isPresent())
            warnings.add("This build has no viewer of its own: the browser needs the internet, and may ask whether the"
                    + " viewer's page may reach this computer.");
        return bundled.orElse(ViewerLink.DEMO);
    }

    private void add(final String dataset) throws IOException {
        if (WEB.matcher(dataset).matches() && dataset.contains(LINK_MARK)) addLink(dataset);
        else if (SOURCE.matcher(dataset).matches()) addSource(dataset);
        else addDataset(dataset);
    }

    /** What another link shows. The first one is the state to start from, with all that is in it. */
    private void addLink(final String link) throws IOException {
        final ViewerLink parsed = ViewerLink.parse(link);
        final ViewerState shown = parsed.state().isPresent()
                ? parsed.state().get()
                : read(parsed.stateAddress().orElseThrow());
        if (viewer == null) viewer = parsed.viewer();
        if (isEmpty()) state = shown;
        else addLayers(shown.layers());
    }

    private boolean isEmpty() {
        return state.equals(ViewerState.empty());
    }

    /** The state that a short link names. */
    private static ViewerState read(final String address) throws IOException {
        final URI state;
        final String file;
        try {
            state = URI.create(SourceUrl.address(SourceUrl.of(SourceUrl.ZARR, address)));
            if (state.getHost() == null) throw new IllegalArgumentException("no host");
            file = Keys.check(String.valueOf(state.getPath()).replaceFirst(".*/", ""));
        } catch (final IllegalArgumentException | InputException e) {
            throw new InputException(
                    "The state of this link cannot be read from " + withoutSecret(address)
                            + ": open the link, and copy the whole address from the browser.",
                    e);
        }
        final byte[] json = new HttpStore(state.resolve("."))
                .read(file)
                .orElseThrow(() -> new InputException(
                        "There is no viewer state at " + withoutSecret(address) + ": check the link."));
        return ViewerState.parse(new String(json, StandardCharsets.UTF_8));
    }

    private static String withoutSecret(final String address) {
        return address.replaceFirst("://[^/?#]*@", "://").replaceFirst("[?].*", "");
    }

    private void addSource(final String source) {
        if (source.matches(".*://[^/?#|]*@.*"))
            throw new InputException("The data source has a login in it, which everybody who gets the link could read:"
                    + " give the public address.");
        if (source.contains("?"))
            warnings.add("The address of the data goes on behind a ?, where secrets often stand: everybody who gets the"
                    + " link can read that.");
        final String bare =
                source.replaceFirst("[|][^/]*$", "").replaceFirst("[?].*", "").replaceFirst("[/]+$", "");
        final String name = bare.replaceFirst(".*/", "");
        addLayers(List.of(OtherLayer.of(OtherLayer.AUTO, name.isEmpty() ? "data" : name, source)));
    }

    private void addDataset(final String dataset) throws IOException {
        final Place place = place(dataset);
        if (isAnnotations(ZarrMetadata.read(place.store(), "info"))) {
            addPoints(place);
            return;
        }
        final DatasetReader reader = DatasetReader.read(place.store(), dataset);
        final String source = SourceUrl.of(SourceUrl.ZARR, place.address());
        final Optional<FijiView> display = isEmpty() ? options.display() : Optional.empty();
        final ViewerState own =
                reader.view(reader.name().orElse(place.name()), source, display).toState();
        warnings.addAll(reader.warnings());
        if (isEmpty()) state = own;
        else addLayers(own.layers());
    }

    private void addLayers(final List<Layer<?>> layers) {
        for (final Layer<?> layer : layers) state = state.plusLayer(layer);
    }

    private static boolean isAnnotations(final JsonNode info) {
        return info != null && info.path("@type").asText().equals(ANNOTATIONS);
    }

    private void addPoints(final Place place) throws IOException {
        final JsonNode info = ZarrMetadata.read(place.store(), "info");
        if (!isAnnotations(info))
            throw new InputException("There are no annotations at " + place.address()
                    + ": give the folder that holds their info file, and check that their export was finished.");
        if (isEmpty()) state = state.withTitle(place.name());
        addLayers(List.of(PointsLayer.of(place.name(), SourceUrl.of(SourceUrl.PRECOMPUTED, place.address()), info)));
        segmentLinks.note(state, info);
    }

    private boolean canShorten() {
        return first != null && (publisher != null || first.folder().isPresent());
    }

    private LinkResult shortLink(final String page) throws IOException {
        if (!canShorten())
            throw new InputException(
                    "A short link needs a place for its " + ViewerLink.STATE_FILE + ", which are the dataset's"
                            + " folder on this computer or a storage with a profile: leave shorten off.");
        final Optional<Path> folder = first.folder();
        if (folder.isPresent())
            new DirectoryStore(folder.get())
                    .write(ViewerLink.STATE_FILE, state.toString().getBytes(StandardCharsets.UTF_8));
        if (publisher != null) publisher.publish(state);
        final String url = ViewerLink.toShortUrl(page, SourceUrl.in(first.address(), ViewerLink.STATE_FILE));
        return result(url, publisher == null ? folder.orElseThrow().resolve(ViewerLink.STATE_FILE) : null);
    }

    private Place place(final String typed) throws IOException {
        final String where = typed.replaceFirst("(?i)^(web)?davs://", "https://");
        final Place place =
                WEB.matcher(where).matches() ? Place.of(where, Optional.ofNullable(known.get(where))) : folder(where);
        if (first == null) first = place;
        return place;
    }

    private Place folder(final String where) throws IOException {
        final Path folder = LocalPath.of(where);
        final Path name = folder.getFileName();
        if (name == null) throw new InputException(where + " is no dataset: give the folder of one.");
        if (!Files.exists(folder))
            throw new InputException(
                    folder + " does not exist: give the folder of a dataset, or an address that begins with https://.");
        if (!Files.isDirectory(folder)) throw new InputException(folder + " is a file: give the folder of a dataset.");
        if (options.baseUrl().isPresent())
            return Place.of(folder, SourceUrl.in(options.baseUrl().get(), name.toString()));
        served = true;
        return Place.of(folder, host.share(folder));
    }
}
