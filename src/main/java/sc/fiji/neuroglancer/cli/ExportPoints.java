package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.PointsEntry;
import sc.fiji.neuroglancer.command.PointsKeys;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.export.points.PointExportResult;

/** {@code export-points}: a table, a list or ROIs, in the coordinates of an image or in voxels of axes without unit. */
final class ExportPoints implements ShellCommand {

    @Override
    public String name() {
        return "export-points";
    }

    @Override
    public String summary() {
        return "writes points or ROIs as precomputed annotations";
    }

    @Override
    public String operands() {
        return "POINTS.csv|.json|.xml|.zip|.roi";
    }

    @Override
    public List<Key> keys() {
        return PointsKeys.shell();
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final Values values = arguments.values();
        final String in = values.text("image").trim();
        final ImagePlus image = in.isEmpty() ? null : Images.open(in);
        final PointsEntry.Done done = PointsEntry.run(
                Address.path(arguments.operands().get(0)), image, values.text("columns"), values, terminal.progress());
        done.notes().forEach(terminal::note);
        terminal.result(done.summary(), json(done, terminal));
    }

    private static ObjectNode json(final PointsEntry.Done done, final Terminal terminal) {
        final ObjectNode object = JsonNodeFactory.instance.objectNode();
        final ArrayNode datasets = object.putArray("datasets");
        for (final PointExportResult result : done.results())
            datasets.addObject()
                    .put("dataset", result.location())
                    .put("annotations", result.count())
                    .put("outside", result.outside())
                    .put("files", result.files())
                    .put("bytes", result.bytes())
                    .put("seconds", result.duration().toMillis() / 1e3);
        terminal.put(object.putArray("notes"), done.notes());
        return object;
    }
}
