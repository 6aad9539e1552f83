package sc.fiji.neuroglancer.export;

import com.fasterxml.jackson.databind.JsonNode;
import sc.fiji.neuroglancer.export.Finding.Problem;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * Samples annotations and volumes in Neuroglancer's precomputed format.
 *
 * <p>Source of the format: Neuroglancer, {@code src/datasource/precomputed/annotations.md}, {@code volume.md} and
 * {@code sharded.md}.
 */
final class PrecomputedInspection {

    private final Inspection inspection;
    private final JsonNode info;

    PrecomputedInspection(final Inspection inspection, final JsonNode info) {
        this.inspection = inspection;
        this.info = info;
    }

    void run() throws StoreException {
        final String type = info.path("@type").asText("neuroglancer_multiscale_volume");
        switch (type) {
            case "neuroglancer_annotations_v1":
                annotations();
                break;
            case "neuroglancer_multiscale_volume":
                volume();
                break;
            default:
                inspection.describe("precomputed " + type.replace("neuroglancer_", ""));
                inspection.add(Finding.note(
                        Problem.UNCHECKED,
                        "Only the metadata of " + type + " were checked",
                        "open the dataset in the viewer to see the rest"));
        }
    }

    private void annotations() throws StoreException {
        final int levels = info.path("spatial").size();
        inspection.describe("precomputed annotations, " + Amounts.count(levels, "spatial level"));
        for (final JsonNode level : info.path("spatial")) {
            final String folder = level.path("key").asText();
            final int rank = level.path("grid_shape").size();
            if (level.has("sharding")) inspection.shard(Keys.join(folder, firstShard(level.path("sharding"))));
            else inspection.file(Keys.join(folder, "0" + "_0".repeat(Math.max(0, rank - 1))));
        }
    }

    private void volume() throws StoreException {
        inspection.describe("precomputed volume, " + info.path("scales").size() + " scales");
        for (final JsonNode scale : info.path("scales")) {
            final String folder = scale.path("key").asText();
            if (scale.has("sharding")) inspection.shard(Keys.join(folder, firstShard(scale.path("sharding"))));
            else inspection.file(Keys.join(folder, firstChunk(scale)));
        }
    }

    private static String firstShard(final JsonNode sharding) {
        return "0".repeat(Math.max(1, (sharding.path("shard_bits").asInt() + 3) / 4)) + ".shard";
    }

    private static String firstChunk(final JsonNode scale) {
        final StringBuilder name = new StringBuilder();
        for (int d = 0; d < 3; d++) {
            final long from = scale.path("voxel_offset").path(d).asLong();
            final long size = scale.path("size").path(d).asLong();
            final long chunk = scale.path("chunk_sizes").path(0).path(d).asLong();
            name.append(d == 0 ? "" : "_").append(from).append('-').append(from + Math.min(size, chunk));
        }
        return name.toString();
    }
}
