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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.dataset.DatasetKind;
import sc.fiji.neuroglancer.http.HttpStore;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.ImageLayer;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.OtherLayer;
import sc.fiji.neuroglancer.viewer.SegmentationLayer;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Makes a Neuroglancer link for datasets from their metadata: any OME-Zarr on disk or on the web, precomputed
 * annotations and volumes, any other source that Neuroglancer knows, or what another link shows. Only metadata are read.
 */
public final class Link {

    /** Scheme and server of an address, wherever it stands in a source; group 1 is the host. */
    private static final Pattern ANY_WEB = Pattern.compile("(?i)https?://(\\[[^\\]]*\\]|[^/:?#|]+)(:\\d+)?");

    /** What pages on https may not read: http, unless it is this computer. */
    private static final Pattern UNPROTECTED =
            Pattern.compile("(?i)([a-z0-9]+://)?http://(?!(localhost|127\\.[\\d.]+|\\[::1\\])([:/]|$)).*");

    private static final Message PUBLISH =
            Message.of("To show the data to others, upload them and make a link to their public address.");

    /** Serves folders of this computer to viewers. */
    public interface Host {
        /** Serves a folder; returns its address, encoded. */
        String share(Path folder) throws IOException;

        /** The address of a viewer on the same origin; empty when there is none. */
        String viewer() throws IOException;
    }

    /** Writes the state of a short link to where others read the first dataset. */
    @FunctionalInterface
    public interface Publisher {
        /** @throws IOException when it cannot be written */
        void publish(ViewerState state) throws IOException;
    }

    private final LinkOptions options;
    private final Publisher publisher;
    private final Host host;
    private final Map<String, ReadableStore> known;
    private final List<Message> warnings = new ArrayList<>();
    private final SegmentLinks segmentLinks = new SegmentLinks();
    private ViewerState state = ViewerState.empty();
    private String viewer;
    private Place first; // null until there is one
    private boolean served;
    private boolean blocked;

    /** @param host serves folders when the options have no base address */
    public Link(final LinkOptions options, final Host host) {
        this(options, host, Map.of(), null);
    }

    /** @param publisher for short links; null to write their state to the dataset's folder */
    public Link(final LinkOptions options, final Host host, final Publisher publisher) {
        this(options, host, Map.of(), publisher);
    }

    /** @param known stores by the web address of datasets that may not be public yet */
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
        viewer = options.viewer();
    }

    /**
     * Makes the link; to be called once.
     *
     * @throws InputException when a place does not contain a dataset
     * @throws IOException when a place cannot be read, or the state cannot be written
     */
    public LinkResult run() throws IOException {
        addAll();
        final String page = viewerPage();
        blocked = warnOfMixedContent(page);
        if (options.shorten()) return shortLink(page);
        final String url = ViewerLink.toUrl(page, state);
        if (ViewerLink.isLong(url) && !served) warnings.add(warningOfLength(url));
        return result(url, null);
    }

    private Message warningOfLength(final String url) {
        final Message length =
                Message.of("The link has {} characters, and some mail and chat programs cut it off.", url.length());
        return canShorten()
                ? length.then("{} to put its state into a file beside the data.", Slot.turnOn("shorten"))
                : length;
    }

    /** Returns whether browsers block data of the link. */
    private boolean warnOfMixedContent(final String page) {
        if (!page.regionMatches(true, 0, "https:", 0, 6)) return false;
        for (final Layer<?> layer : state.layers()) {
            if (layer.sources().stream()
                    .noneMatch(source -> UNPROTECTED.matcher(source).matches())) continue;
            warnings.add(Message.of(
                    "Browsers do not let {} read {} from an http address: use an https address for the data, or a viewer"
                            + " on http.",
                    page,
                    layer.name()));
            return true;
        }
        return false;
    }

    private Message reach() {
        if (served)
            return Message.of(
                    "This computer serves the data of the link until Fiji or ImageJ is closed, so it works only here. To"
                            + " show the data to others, use {}.",
                    Slot.menu("Share in Neuroglancer...", "share"));
        if (blocked) return Message.of("The link does not show all of the data in this viewer.");
        final String local = address(WebAddress::isLoopback);
        if (!local.isEmpty())
            return Message.of("The link works only on this computer because {} is an address of this computer.", local)
                    .then(PUBLISH);
        final String near = address(WebAddress::isPrivate);
        if (!near.isEmpty())
            return Message.of("The link works only in this network because {} is an address of this network.", near)
                    .then(PUBLISH);
        return Message.of("The link works for everyone who can read the data at its web address; the server must allow"
                + " cross-origin requests (CORS).");
    }

    /** The first address of data on such a host; empty for none. */
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
        for (final String points : options.points()) addPoints(place(Address.parse(points)));
        state = segmentLinks.link(state);
    }

    private LinkResult result(final String url, final Path stateFile) {
        final LinkResult.Audience audience = new LinkResult.Audience(served, reach());
        return new LinkResult(url, state, folder(), stateFile, audience, warnings);
    }

    /** The folder of the first dataset; null when it is not on this computer. */
    private Path folder() {
        return first == null ? null : first.folder();
    }

    /** The requested viewer, or that of the given link, or a suitable one. */
    private String viewerPage() throws IOException {
        if (!viewer.isEmpty()) return viewer;
        if (!served) return ViewerLink.DEMO;
        final String bundled = host.viewer();
        if (!bundled.isEmpty()) return bundled;
        warnings.add(
                Message.of("This build does not include a viewer: the browser needs the internet, and may ask whether"
                        + " the viewer's page may access this computer."));
        return ViewerLink.DEMO;
    }

    private void add(final String dataset) throws IOException {
        final Address address = Address.parse(dataset);
        if (address instanceof Address.StateLink link) addLink(link.text());
        else if (address instanceof Address.DataSource || address instanceof Address.Web web && web.isSource())
            addSource(address.show());
        else addDataset(dataset, place(address));
    }

    /** Adds the layers of another link; the whole state of the first one. */
    private void addLink(final String link) throws IOException {
        final ViewerLink parsed = ViewerLink.parse(link);
        final ViewerState shown = parsed.stateAddress().isEmpty() ? parsed.state() : read(parsed.stateAddress());
        if (viewer.isEmpty()) viewer = parsed.viewer();
        if (isEmpty()) state = shown;
        else addLayers(shown.layers());
    }

    private boolean isEmpty() {
        return state.equals(ViewerState.empty());
    }

    /** The state of a short link. */
    private static ViewerState read(final String address) throws IOException {
        final URI state;
        final String file;
        try {
            if (!(Address.parse(address) instanceof Address.Web web)) throw new IllegalArgumentException("not http");
            state = web.uri();
            file = Keys.check(String.valueOf(state.getPath()).replaceFirst(".*/", ""));
        } catch (final IllegalArgumentException | InputException e) {
            throw new InputException(
                    e,
                    "The state of this link cannot be read from {}: open the link, and copy the whole address from the"
                            + " browser.",
                    withoutSecret(address));
        }
        final byte[] json = new HttpStore(state.resolve("."))
                .read(file)
                .orElseThrow(() ->
                        new InputException("There is no viewer state at {}: check the link.", withoutSecret(address)));
        return ViewerState.parse(new String(json, StandardCharsets.UTF_8));
    }

    private static String withoutSecret(final String address) {
        return address.replaceFirst("://[^/?#]*@", "://").replaceFirst("[?].*", "");
    }

    private void addSource(final String source) {
        if (source.contains("?"))
            warnings.add(
                    Message.of("The address of the data contains a ?, which is often followed by a secret: everyone"
                            + " who gets the link can read it."));
        final String bare =
                source.replaceFirst("[|][^/]*$", "").replaceFirst("[?].*", "").replaceFirst("[/]+$", "");
        final String name = bare.replaceFirst(".*/", "");
        addLayers(List.of(OtherLayer.of(OtherLayer.AUTO, name.isEmpty() ? "data" : name, source)));
    }

    private void addDataset(final String typed, final Place place) throws IOException {
        final DatasetKind kind = DatasetKind.of(place.store());
        if (kind == DatasetKind.ANNOTATIONS) {
            addPoints(place);
            return;
        }
        if (kind.isPrecomputedVolume()) {
            addVolume(place, kind);
            return;
        }
        final DatasetReader reader = DatasetReader.read(place.store(), typed);
        final String name = reader.name().isBlank() ? place.name() : reader.name();
        final FijiView display = isEmpty() ? options.display() : null;
        final ViewerState own = reader.view(name, Address.source(Address.ZARR, place.address()), display)
                .toState();
        warnings.addAll(reader.warnings());
        if (isEmpty()) state = own;
        else addLayers(own.layers());
    }

    private void addVolume(final Place place, final DatasetKind kind) {
        if (isEmpty()) state = state.withTitle(place.name());
        final String source = Address.source(Address.PRECOMPUTED, place.address());
        addLayers(List.of(
                kind == DatasetKind.SEGMENTATION
                        ? SegmentationLayer.of(place.name(), source)
                        : ImageLayer.of(place.name(), source)));
    }

    private void addLayers(final List<Layer<?>> layers) {
        for (final Layer<?> layer : layers) state = state.plusLayer(layer);
    }

    private void addPoints(final Place place) throws IOException {
        final JsonNode info = ZarrMetadata.read(place.store(), MetadataFiles.INFO);
        if (info == null || DatasetKind.ofInfo(info) != DatasetKind.ANNOTATIONS)
            throw new InputException(
                    "There are no annotations at {}: give the folder that contains their info file, and check that their"
                            + " export was finished.",
                    place.address());
        if (isEmpty()) state = state.withTitle(place.name());
        addLayers(
                List.of(AnnotationLayer.of(place.name(), Address.source(Address.PRECOMPUTED, place.address()), info)));
        segmentLinks.note(state, info);
    }

    private boolean canShorten() {
        return first != null && (publisher != null || folder() != null);
    }

    private LinkResult shortLink(final String page) throws IOException {
        if (!canShorten())
            throw new InputException(
                    "A short link needs a place for its {}: the folder of a dataset on this computer, or a storage with a"
                            + " profile. Otherwise {}.",
                    ViewerLink.STATE_FILE,
                    Slot.turnOff("shorten"));
        if (folder() != null)
            new DirectoryStore(folder())
                    .write(ViewerLink.STATE_FILE, state.toString().getBytes(StandardCharsets.UTF_8));
        if (publisher != null) publisher.publish(state);
        final String url = ViewerLink.toShortUrl(page, WebAddress.in(first.address(), ViewerLink.STATE_FILE));
        return result(url, publisher == null ? folder().resolve(ViewerLink.STATE_FILE) : null);
    }

    private Place place(final Address address) throws IOException {
        final Place place;
        if (address instanceof Address.Web web)
            place = Place.of(web, known.get(web.uri().toString()));
        else if (address instanceof Address.Local local) place = served(local.path());
        else
            throw new InputException(
                    "{} can be read only by viewers: give a folder, or an address that begins with https://.",
                    withoutSecret(address.show()));
        if (first == null) first = place;
        return place;
    }

    private Place served(final Path folder) throws IOException {
        if (folder.getFileName() == null)
            throw new InputException("{} is not a dataset: give the folder of one.", folder);
        if (!Files.exists(folder))
            throw new InputException(
                    "{} does not exist: give the folder of a dataset, or an address that begins with https://.",
                    folder);
        if (!Files.isDirectory(folder)) throw new InputException("{} is a file: give the folder of a dataset.", folder);
        if (!options.baseUrl().isEmpty()) {
            final String name = folder.getFileName().toString();
            return Place.of(folder, WebAddress.in(options.baseUrl(), name));
        }
        served = true;
        return Place.of(folder, host.share(folder));
    }
}
