package sc.fiji.neuroglancer.ome;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Writes the metadata of a multiscale image.
 *
 * <p>The coordinate of a voxel is that of its center, and a coarse voxel lies in the middle of the block it was made from.
 * So along an axis of voxel size v and factor f the level has the scale v * f and the translation
 * origin + v * (f - 1) / 2. Both are computed in decimals, so that 0.65 * 2 is written 1.3.
 */
public final class OmeWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final NgffVersion version;
    private final ImageMetadata image;
    private final PyramidPlan plan;
    private final OmeOptions options;
    private final Axes axes;

    private OmeWriter(
            final NgffVersion version, final ImageMetadata image, final PyramidPlan plan, final OmeOptions options) {
        this.version = version;
        this.image = image;
        this.plan = plan;
        this.options = options;
        this.axes = Axes.of(image);
    }

    /**
     * Returns the attributes of the group that holds the levels {@code 0}, {@code 1} and so on: for version 0.4 the
     * whole {@code .zattrs}, for 0.5 the object under {@code attributes} of {@code zarr.json}, whose only key is
     * {@code ome}.
     *
     * @param version of the metadata
     * @param image its name, axes, calibration and channels
     * @param plan the levels, of which level 0 has the image's size
     * @param options how the levels were made, and by what
     * @throws InputException when a display range is not finite, or a voxel size too large to write
     */
    public static ObjectNode attributes(
            final NgffVersion version, final ImageMetadata image, final PyramidPlan plan, final OmeOptions options) {
        final ObjectNode body = new OmeWriter(version, image, plan, options).body();
        if (version == NgffVersion.V04) return body;
        final ObjectNode attributes = JSON.objectNode();
        attributes.set("ome", body);
        return attributes;
    }

    private ObjectNode body() {
        final ObjectNode body = JSON.objectNode();
        if (version == NgffVersion.V05) body.put("version", version.label());
        body.putArray("multiscales").add(multiscale());
        if (options.labels()) {
            putVersion(body.putObject("image-label"));
        } else {
            body.set("omero", Omero.write(image, version));
        }
        return body;
    }

    /** In 0.5 the version appears once, at the top. */
    private void putVersion(final ObjectNode node) {
        if (version == NgffVersion.V04) node.put("version", version.label());
    }

    private ObjectNode multiscale() {
        final ObjectNode multiscale = JSON.objectNode();
        putVersion(multiscale);
        multiscale.put("name", image.name());
        final ArrayNode list = multiscale.putArray("axes");
        for (final OmeAxis axis : axes.list()) list.add(axis(axis));
        final ArrayNode datasets = multiscale.putArray("datasets");
        for (int level = 0; level < plan.levels().size(); level++) datasets.add(dataset(level));
        multiscale.put("type", options.downsampling().label());
        final ObjectNode metadata = multiscale.putObject("metadata");
        metadata.put("description", options.downsampling().description());
        metadata.put("method", options.writerName());
        metadata.put("version", options.writerVersion());
        options.entries().forEach(metadata::put);
        return multiscale;
    }

    private static ObjectNode axis(final OmeAxis axis) {
        final ObjectNode node = JSON.objectNode().put("name", axis.name()).put("type", axis.type());
        if (axis.unit().exists()) node.put("unit", axis.unit().name());
        return node;
    }

    private ObjectNode dataset(final int level) {
        final Size3 factor = plan.levels().get(level).factor();
        final List<BigDecimal> scale = axes.pick(List.of(
                BigDecimal.valueOf(image.frameInterval()),
                BigDecimal.ONE,
                scale(factor, 2),
                scale(factor, 1),
                scale(factor, 0)));
        final List<BigDecimal> translation = axes.pick(List.of(
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                translation(factor, 2),
                translation(factor, 1),
                translation(factor, 0)));
        final ObjectNode dataset = JSON.objectNode().put("path", Integer.toString(level));
        final ArrayNode steps = dataset.putArray("coordinateTransformations");
        steps.add(step("scale", scale));
        if (translation.stream().anyMatch(value -> value.signum() != 0)) steps.add(step("translation", translation));
        return dataset;
    }

    private BigDecimal scale(final Size3 factor, final int axis) {
        return BigDecimal.valueOf(image.voxelSize(axis)).multiply(BigDecimal.valueOf(factor.get(axis)));
    }

    private BigDecimal translation(final Size3 factor, final int axis) {
        return BigDecimal.valueOf(image.voxelSize(axis))
                .multiply(BigDecimal.valueOf(factor.get(axis) - 1L))
                .multiply(HALF)
                .add(BigDecimal.valueOf(image.origin(axis)));
    }

    private static ObjectNode step(final String type, final List<BigDecimal> values) {
        final ObjectNode step = JSON.objectNode().put("type", type);
        final ArrayNode list = step.putArray(type);
        for (final BigDecimal value : values) list.add(finite(value));
        return step;
    }

    private static double finite(final BigDecimal exact) {
        final double value = exact.doubleValue();
        if (Double.isInfinite(value))
            throw new InputException("The voxel size or origin of this image is too large to be written."
                    + " Set it in Image > Properties..., then export again.");
        return value;
    }
}
