package sc.fiji.neuroglancer.check;

import com.fasterxml.jackson.databind.JsonNode;
import sc.fiji.neuroglancer.annotation.AnnotationLayout;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.precomputed.InfoFile;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Samples annotations and volumes in Neuroglancer's precomputed format.
 *
 * <p>Source of the format: Neuroglancer, {@code src/datasource/precomputed/annotations.md}, {@code volume.md} and
 * {@code sharded.md}.
 */
final class PrecomputedInspection {

    private final Inspection inspection;
    private final ReadableStore store;
    private final JsonNode info;
    private final Monitor monitor;

    /** @param monitor counts levels */
    PrecomputedInspection(
            final Inspection inspection, final ReadableStore store, final JsonNode info, final Monitor monitor) {
        this.inspection = inspection;
        this.store = store;
        this.info = info;
        this.monitor = monitor;
    }

    void run() throws StoreException {
        final String type = InfoFile.type(info);
        switch (type) {
            case InfoFile.ANNOTATIONS:
                annotations();
                break;
            case InfoFile.VOLUME:
                volume();
                break;
            default:
                inspection.describe("precomputed " + type.replace("neuroglancer_", ""));
                inspection.add(Finding.note(
                        Problem.UNCHECKED,
                        Message.of(
                                "Only the metadata of {} were checked: open the dataset in the viewer to see the rest.",
                                type)));
        }
    }

    private void annotations() throws StoreException {
        inspection.describe(
                "precomputed annotations, " + Amounts.count(info.path("spatial").size(), "spatial level"));
        try {
            final AnnotationLayout layout = new AnnotationLayout(info);
            new AnnotationInspection(inspection, store, layout, monitor).run();
            inspection.annotations(layout);
        } catch (final InputException e) {
            inspection.damaged(Message.of("Viewers cannot read {} ({})", InfoFile.NAME, e));
        }
    }

    private void volume() throws StoreException {
        inspection.describe(
                "precomputed volume, " + Amounts.count(info.path("scales").size(), "scale"));
        for (final JsonNode scale : info.path("scales")) {
            final String folder =
                    scale.path("key").asText().replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
            if (folder.matches("/.*|([^/]*/)*\\.\\.(/.*)?")) elsewhere(folder);
            else if (scale.has("sharding"))
                inspection.shardBeginning(Keys.join(folder, firstShard(scale.path("sharding"))));
            else inspection.file(Keys.join(folder, firstChunk(scale)));
        }
    }

    private void elsewhere(final String folder) {
        inspection.add(Finding.note(
                Problem.UNCHECKED,
                Message.of(
                        "The scale {} is outside the dataset's folder and was not examined: open the dataset in the viewer"
                                + " to see it.",
                        folder)));
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
