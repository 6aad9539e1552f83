package sc.fiji.neuroglancer.ome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.task.InputException;

/** The metadata of a multiscale image as read from any OME-Zarr 0.4 or 0.5. Immutable. */
public final class OmeMetadata {

    private final NgffVersion version;
    private final String name;
    private final String type;
    private final List<Axis> axes;
    private final List<OmeLevel> datasets;
    private final List<OmeChannel> channels;
    private final boolean labels;
    private final ObjectNode metadata;

    OmeMetadata(final OmeReader r) {
        version = r.version;
        name = r.name;
        type = r.type;
        axes = List.copyOf(r.axes);
        datasets = List.copyOf(r.datasets);
        channels = List.copyOf(r.channels);
        labels = r.labels;
        metadata = r.metadata.deepCopy();
    }

    /**
     * Reads the first multiscale image of a group.
     *
     * @param document the {@code .zattrs}, the whole {@code zarr.json}, or the object under its {@code attributes}
     * @throws InputException naming what is missing or wrong
     */
    public static OmeMetadata read(final JsonNode document) {
        return new OmeMetadata(new OmeReader(document));
    }

    /** Version of the metadata. */
    public NgffVersion version() {
        return version;
    }

    /** The image's name. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** How the levels were made, for instance {@code mean}. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /** The axes of every array, slowest first: 2 to 5. */
    public List<Axis> axes() {
        return axes;
    }

    /** The levels, finest first, at least one. */
    public List<OmeLevel> datasets() {
        return datasets;
    }

    /** The channels of the {@code omero} block; empty when there is none. */
    public List<OmeChannel> channels() {
        return channels;
    }

    /** Whether pixel values are numbers of objects: there is an {@code image-label} block. */
    public boolean labels() {
        return labels;
    }

    /** The free-form {@code metadata} block of the image, empty when there is none; a copy. */
    public ObjectNode metadata() {
        return metadata.deepCopy();
    }

    /** A text of the {@code metadata} block, for instance the {@code fingerprint} that we wrote. */
    public Optional<String> metadata(final String key) {
        return Optional.ofNullable(metadata.path(key).textValue());
    }
}
