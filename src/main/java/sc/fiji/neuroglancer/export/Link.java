package sc.fiji.neuroglancer.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.http.HttpStore;
import sc.fiji.neuroglancer.store.DirectoryStore;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.Layer;
import sc.fiji.neuroglancer.viewer.OtherLayer;
import sc.fiji.neuroglancer.viewer.SourceUrl;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Makes a Neuroglancer link for datasets, from their own metadata: any OME-Zarr, exported here or elsewhere, on disk or on
 * the web; precomputed annotations; and any other source that Neuroglancer knows.
 */
public final class Link {

    /** What is in a dataset's folder for short links. */
    public static final String STATE_FILE = "state.json";

    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9]*://[a-z][a-z0-9+.-]*://.*|.*\\|[a-z].*");
    private static final Pattern WEB = Pattern.compile("(?i)https?://.*");
    private static final int MARKERS = 0xffff00;

    /** Gives a folder on this computer an address that the viewer can read. */
    @FunctionalInterface
    public interface Addresses {
        /** The address of the folder, encoded, with or without a final slash. */
        String of(Path folder) throws IOException;
    }

    private final LinkOptions options;
    private final Addresses addresses;

    /**
     * @param here used for folders when the options have no base address
     */
    public Link(final LinkOptions options, final Addresses here) {
        this.options = options;
        addresses = options.baseUrl()
                .<Addresses>map(base ->
                        folder -> SourceUrl.in(base, folder.getFileName().toString()))
                .orElse(here);
    }

    /**
     * Makes the link.
     *
     * @throws InputException when there is no dataset at a place
     * @throws IOException when a place cannot be read, or the state's file cannot be written
     */
    public LinkResult run() throws IOException {
        ViewerState state = null;
        for (final String dataset : options.datasets()) state = plus(state, dataset);
        for (final String points : options.points()) state = plusPoints(state, points);
        if (options.shorten()) return shortLink(state);
        final String url = ViewerLink.toUrl(options.viewer(), state);
        final List<String> warnings = new ArrayList<>();
        if (ViewerLink.isLong(url))
            warnings.add("The link has " + url.length() + " characters, which some mail and chat programs cut: use"
                    + " shorten=true to put its state into a file beside the data.");
        return new LinkResult(url, state, null, warnings);
    }

    private ViewerState plus(final ViewerState state, final String dataset) throws IOException {
        if (SOURCE.matcher(dataset).matches()) return plusSource(state, dataset);
        final Place place = place(dataset);
        final DatasetReader reader = DatasetReader.read(place.store, dataset);
        final Optional<Display> display =
                state == null ? options.display().filter(d -> fits(d, reader)) : Optional.empty();
        final String source = SourceUrl.of(SourceUrl.ZARR, place.address);
        final ViewerState own =
                reader.view(reader.name().orElse(place.name), source, display).toState();
        return state == null ? own : plusLayers(state, own.layers());
    }

    private static boolean fits(final Display display, final DatasetReader reader) {
        return display.channels().size() == reader.channels();
    }

    private ViewerState plusSource(final ViewerState state, final String source) {
        final String name = source.replaceFirst("[/|]+[a-z0-9]*:?$", "").replaceFirst(".*/", "");
        final Layer<?> layer = OtherLayer.of(OtherLayer.AUTO, name.isEmpty() ? "data" : name, source);
        return plusLayers(state == null ? ViewerState.empty().withTitle(name) : state, List.of(layer));
    }

    private static ViewerState plusLayers(final ViewerState state, final List<Layer<?>> layers) {
        ViewerState result = state;
        for (final Layer<?> layer : layers) result = result.plusLayer(layer);
        return result;
    }

    private ViewerState plusPoints(final ViewerState state, final String points) throws IOException {
        final Place place = place(points);
        final JsonNode info = ZarrMetadata.read(place.store, "info");
        if (info == null || !info.path("@type").asText().equals("neuroglancer_annotations_v1"))
            throw new InputException("There are no annotations at " + points
                    + ": give the folder that holds their info file, and check that their export was finished.");
        final AnnotationLayer layer =
                AnnotationLayer.of(place.name, SourceUrl.of(SourceUrl.PRECOMPUTED, place.address));
        for (final JsonNode property : info.path("properties")) {
            if (!property.path("type").asText().equals("rgb")) continue;
            final String id = property.path("id").asText();
            return plusLayers(orNew(state, place), List.of(layer.withColorProperty(id)));
        }
        return plusLayers(orNew(state, place), List.of(layer.withColor(MARKERS)));
    }

    private static ViewerState orNew(final ViewerState state, final Place place) {
        return state == null ? ViewerState.empty().withTitle(place.name) : state;
    }

    private LinkResult shortLink(final ViewerState state) throws IOException {
        final Place first = place(
                options.datasets().isEmpty()
                        ? options.points().get(0)
                        : options.datasets().get(0));
        if (first.folder == null)
            throw new InputException("A short link needs the dataset's folder on this computer, to put " + STATE_FILE
                    + " into it: give the folder and its base address, or leave shorten off.");
        final DirectoryStore store = new DirectoryStore(first.folder);
        store.write(STATE_FILE, state.toString().getBytes(StandardCharsets.UTF_8));
        final String url = ViewerLink.toShortUrl(options.viewer(), SourceUrl.in(first.address, STATE_FILE));
        return new LinkResult(url, state, first.folder.resolve(STATE_FILE), List.of());
    }

    private Place place(final String where) throws IOException {
        if (WEB.matcher(where).matches()) return new Place(where);
        final Path folder = Paths.get(where).toAbsolutePath().normalize();
        return new Place(folder, addresses.of(folder));
    }

    /** Where a dataset is: its address for the viewer, and where its metadata can be read now. */
    private static final class Place {
        private final Path folder;
        private final String name;
        private final String address;
        private final ReadableStore store;

        Place(final Path folder, final String address) {
            this.folder = folder;
            this.name = plain(folder.getFileName().toString());
            this.address = address;
            store = new DirectoryStore(folder);
        }

        Place(final String address) {
            folder = null;
            this.address = address.replaceFirst("/+$", "");
            final URI uri = URI.create(SourceUrl.address(SourceUrl.of(SourceUrl.ZARR, this.address)));
            name = plain(uri.getPath().replaceFirst(".*/", ""));
            store = new HttpStore(uri);
        }

        private static String plain(final String folder) {
            final String name = folder.replaceFirst("(\\.ome)?\\.zarr$", "");
            return name.isEmpty() ? folder : name;
        }
    }
}
