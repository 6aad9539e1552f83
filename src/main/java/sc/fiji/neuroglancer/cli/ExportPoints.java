package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import java.util.Locale;
import sc.fiji.neuroglancer.annotation.roi.ImageGrid;
import sc.fiji.neuroglancer.annotation.table.TableOptions;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.PointsEntry;
import sc.fiji.neuroglancer.entry.PointsKeys;
import sc.fiji.neuroglancer.entry.Values;
import sc.fiji.neuroglancer.export.PointExportResult;
import sc.fiji.neuroglancer.task.InputException;

/** {@code export-points}: a table, a list or ROIs, in the coordinates of an image or in voxels of axes without unit. */
final class ExportPoints implements ShellCommand {

    private static final int AXES = 4;

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
        final ImagePlus image = in.isEmpty() ? null : Images.open(Paths.get(in));
        final PointsEntry.Done done = PointsEntry.run(
                Paths.get(arguments.operands().get(0)),
                image,
                grid -> options(grid, values),
                values,
                terminal.progress());
        done.notes().forEach(terminal::note);
        terminal.result(done.summary(), json(done));
    }

    private static TableOptions options(final ImageGrid grid, final Values values) {
        final TableOptions.Builder options = TableOptions.builder()
                .order(TableOptions.Order.valueOf(values.text("order").toUpperCase(Locale.ROOT)));
        setUnits(grid, values.text("units"), options);
        final String[] columns = values.text("columns").split(",", -1);
        if (columns.length == 1 && columns[0].isBlank()) return options.build();
        if (columns.length < 2 || columns.length > AXES)
            throw new InputException("columns '" + values.text("columns")
                    + "' cannot be used: give the names of the columns for x,y or x,y,z or x,y,z,t.");
        final String[] all = {"", "", "", ""};
        System.arraycopy(columns, 0, all, 0, columns.length);
        return options.columns(all[0], all[1], all[2], all[3]).build();
    }

    private static void setUnits(final ImageGrid grid, final String units, final TableOptions.Builder options) {
        if (units.equals("physical") && !grid.hasImage())
            throw new InputException("units=physical needs --image, which says how large a voxel is.");
        final double[] size = {grid.voxelSize(0), grid.voxelSize(1), grid.voxelSize(2)};
        if (units.equals("physical")) options.physical(size[0], size[1], size[2], grid.unit());
        if (units.equals("auto") && grid.hasImage()) options.byTable(size[0], size[1], size[2], grid.unit());
    }

    private static ObjectNode json(final PointsEntry.Done done) {
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
        done.notes().forEach(object.putArray("notes")::add);
        return object;
    }
}
