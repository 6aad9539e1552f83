package sc.fiji.neuroglancer.ome;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.task.InputException;

/** Parses the metadata of a group. Only what Neuroglancer requires is required. */
final class OmeReader {

    private final JsonNode body;
    private final JsonNode image;
    private final NgffVersion version;
    private final List<OmeAxis> axes = new ArrayList<>();
    private final List<OmeLevel> datasets = new ArrayList<>();

    OmeReader(final JsonNode document) {
        final JsonNode attributes = document.path("attributes").isObject() ? document.path("attributes") : document;
        final boolean wrapped = attributes.path("ome").isObject();
        body = wrapped ? attributes.path("ome") : attributes;
        image = image(body);
        version = wrapped
                ? version(body, "ome.version", NgffVersion.V05)
                : version(image, "multiscales[0].version", NgffVersion.V04);
    }

    OmeMetadata read() {
        readAxes(filled(image, "axes", "multiscales[0]."));
        readDatasets();
        return new OmeMetadata(
                version,
                image.deepCopy(),
                List.copyOf(axes),
                List.copyOf(datasets),
                Omero.read(body.path("omero").path("channels")),
                body.path("image-label").isObject());
    }

    private static JsonNode image(final JsonNode body) {
        if (body.has("plate") || body.has("well") || body.has("bioformats2raw.layout"))
            throw new InputException("This OME-Zarr is a collection of images: choose one of the folders inside it.");
        return filled(body, "multiscales", "").get(0);
    }

    private static NgffVersion version(final JsonNode node, final String where, final NgffVersion expected) {
        final JsonNode found = node.path("version");
        if (found.isMissingNode()) throw broken(where + " is missing");
        if (!expected.label().equals(found.textValue()))
            throw new InputException(
                    "The OME-Zarr metadata has {} = {}, but only {} can be read here: convert the image to OME-Zarr 0.4 or"
                            + " 0.5.",
                    where,
                    found,
                    expected.label());
        return expected;
    }

    private void readAxes(final JsonNode list) {
        final Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            final JsonNode axis = list.get(i);
            final String axisName = axis.path("name").textValue();
            if (axisName == null) throw broken("multiscales[0].axes[" + i + "].name is missing");
            if (!names.add(axisName)) throw broken("two axes have the name " + axisName);
            final JsonNode unit = axis.path("unit");
            axes.add(new OmeAxis(axisName, axis.path("type").asText(""), unit.isTextual() ? unit.textValue() : ""));
        }
        if (axes.size() < 2 || axes.size() > 5) throw broken("it has " + axes.size() + " axes instead of 2 to 5");
    }

    private void readDatasets() {
        final JsonNode list = filled(image, "datasets", "multiscales[0].");
        for (int i = 0; i < list.size(); i++) {
            final String where = "multiscales[0].datasets[" + i + "]";
            final String path = list.get(i).path("path").textValue();
            if (path == null) throw broken(where + ".path is missing");
            final Placement placement = new Placement(axes.size());
            if (!placement.apply(list.get(i).path("coordinateTransformations"), where))
                throw broken(where + ".coordinateTransformations has no scale");
            placement.apply(image.path("coordinateTransformations"), "multiscales[0]");
            datasets.add(placement.dataset(folder(path, where), where));
        }
    }

    /** A path as a key; empty for an array in the folder of the group itself. */
    private static String folder(final String path, final String where) {
        final String bare = path.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
        try {
            return bare.isEmpty() || bare.equals(".") ? "" : Keys.check(bare);
        } catch (final IllegalArgumentException e) {
            throw broken(where + ".path is '" + path + "', which leads out of the dataset");
        }
    }

    private static JsonNode filled(final JsonNode parent, final String key, final String prefix) {
        final JsonNode list = parent.path(key);
        if (!list.isArray() || list.isEmpty()) throw broken(prefix + key + " is missing");
        return list;
    }

    private static InputException broken(final String what) {
        return new InputException(
                "Neuroglancer cannot show this OME-Zarr image because in its metadata {}: choose the folder of the image"
                        + " itself, or export it again.",
                what);
    }

    /** From array index to physical coordinate along each axis, while transformations are multiplied in. */
    private static final class Placement {
        private final List<Double> scale;
        private final List<Double> translation;

        Placement(final int rank) {
            scale = new ArrayList<>(Collections.nCopies(rank, 1.0));
            translation = new ArrayList<>(Collections.nCopies(rank, 0.0));
        }

        /** Applies the transformations of a list after the earlier ones; returns whether one was a scale. */
        boolean apply(final JsonNode list, final String where) {
            boolean scaled = false;
            for (int i = 0; i < list.size(); i++) {
                final String kind = list.get(i).path("type").asText("");
                final String at = where + ".coordinateTransformations[" + i + "]";
                if (kind.equals("scale")) {
                    multiply(vector(list.get(i), kind, at));
                    scaled = true;
                } else if (kind.equals("translation")) {
                    add(vector(list.get(i), kind, at));
                } else if (!kind.equals("identity")) {
                    throw broken(at + " is neither scale nor translation");
                }
            }
            return scaled;
        }

        private double[] vector(final JsonNode step, final String kind, final String at) {
            final JsonNode values = step.path(kind);
            final double[] vector = new double[scale.size()];
            if (values.size() != vector.length)
                throw broken(at + "." + kind + " does not have " + vector.length + " numbers, one per axis");
            for (int d = 0; d < vector.length; d++) {
                vector[d] = values.get(d).asDouble(Double.NaN);
                if (!values.get(d).isNumber() || !Double.isFinite(vector[d]))
                    throw broken(at + "." + kind + "[" + d + "] is not a finite number");
            }
            return vector;
        }

        private void multiply(final double[] by) {
            for (int d = 0; d < by.length; d++) {
                scale.set(d, scale.get(d) * by[d]);
                translation.set(d, translation.get(d) * by[d]);
            }
        }

        private void add(final double[] by) {
            for (int d = 0; d < by.length; d++) translation.set(d, translation.get(d) + by[d]);
        }

        OmeLevel dataset(final String path, final String where) {
            for (final double value : scale)
                if (!(value > 0) || Double.isInfinite(value)) throw broken(where + " has the voxel size " + value);
            for (final double value : translation)
                if (!Double.isFinite(value)) throw broken(where + " has the translation " + value);
            return new OmeLevel(path, List.copyOf(scale), List.copyOf(translation));
        }
    }
}
