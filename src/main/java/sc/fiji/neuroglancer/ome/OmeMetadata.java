package sc.fiji.neuroglancer.ome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The metadata of a multiscale image as read from any OME-Zarr 0.4 or 0.5.
 *
 * @param version of the metadata
 * @param multiscale the remaining fields: name, type, metadata
 * @param axes the axes of every array, slowest first: 2 to 5
 * @param datasets the levels, finest first, at least one
 * @param channels the channels of the {@code omero} block; empty without one
 * @param labels whether pixel values are numbers of objects: there is an {@code image-label} block
 */
public record OmeMetadata(
        NgffVersion version,
        JsonNode multiscale,
        List<OmeAxis> axes,
        List<OmeLevel> datasets,
        List<OmeChannel> channels,
        boolean labels) {

    /**
     * Reads the first multiscale image of a group.
     *
     * @param document the {@code .zattrs}, the whole {@code zarr.json}, or the object under its {@code attributes}
     * @throws InputException naming what is missing or wrong
     */
    public static OmeMetadata read(final JsonNode document) {
        return new OmeReader(document).read();
    }

    /** The image's name, or empty. */
    public String name() {
        return multiscale.path("name").isTextual() ? multiscale.path("name").textValue() : "";
    }

    /** How the levels were made, for instance {@code mean}, or empty. */
    public String type() {
        return multiscale.path("type").isTextual() ? multiscale.path("type").textValue() : "";
    }

    /** The free-form {@code metadata} block of the image, empty without one; a copy. */
    public ObjectNode metadata() {
        return multiscale.path("metadata") instanceof ObjectNode block
                ? block.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    /** A text of the {@code metadata} block, for instance the {@code fingerprint} that we wrote, or empty. */
    public String metadata(final String key) {
        final JsonNode value = multiscale.path("metadata").path(key);
        return value.isTextual() ? value.textValue() : "";
    }
}
