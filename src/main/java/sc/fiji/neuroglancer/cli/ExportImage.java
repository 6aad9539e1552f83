package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import sc.fiji.neuroglancer.entry.ImageEntry;
import sc.fiji.neuroglancer.entry.ImageKeys;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.Values;
import sc.fiji.neuroglancer.export.ImageExportResult;

/** {@code export-image}: a TIFF, read as a virtual stack, or a folder of slices. */
final class ExportImage implements ShellCommand {

    @Override
    public String name() {
        return "export-image";
    }

    @Override
    public String summary() {
        return "writes an image as multiscale OME-Zarr";
    }

    @Override
    public String operands() {
        return "IN.tif|SLICES_FOLDER";
    }

    @Override
    public List<Key> keys() {
        return ImageKeys.all();
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        export(Images.open(Paths.get(arguments.operands().get(0))), arguments.values(), terminal);
    }

    private static void export(final ImagePlus image, final Values values, final Terminal terminal) throws IOException {
        final ImageExportResult result = ImageEntry.run(image, values, terminal.progress(), terminal::note);
        result.warnings().forEach(terminal::note);
        terminal.result(result.summary(), json(result));
    }

    /** The result for programs. */
    static ObjectNode json(final ImageExportResult result) {
        final ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("dataset", result.dataset().toString())
                .put("levels", result.estimate().levels())
                .put("files", result.files())
                .put("bytes", result.bytes())
                .put("seconds", result.seconds())
                .put("resumed", result.resumed());
        result.warnings().forEach(object.putArray("warnings")::add);
        return object;
    }
}
