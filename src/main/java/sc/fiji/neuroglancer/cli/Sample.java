package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.util.Map;
import sc.fiji.neuroglancer.command.Command;
import sc.fiji.neuroglancer.command.Desk;
import sc.fiji.neuroglancer.command.ExportImage;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.command.ViewDataset;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;

/** {@code sample}: the main job on a made-up image, or on a given one, and a look at it in the viewer. */
final class Sample extends Command {

    private static final String FOLDER = "target/sample";
    private static final String ONCE = "once";

    Sample() {
        super(
                "",
                new Shell(
                        "sample",
                        "[IN.tif|SLICES_FOLDER]",
                        "",
                        "exports a small made-up image, or the one given, into " + FOLDER + " and shows it"),
                Key.flag(ONCE, false, "end after the link is printed instead of serving until Ctrl-C"));
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final ImagePlus given = desk.image();
        final Values export = new ExportImage().values(Voice.SHELL, Map.of("folder", FOLDER, "existing", "Replace"));
        final ImageExportResult result = ExportImage.export(given == null ? SampleImage.create() : given, export, desk);
        result.warnings().forEach(warning -> desk.warn(Message.text(warning)));
        desk.log(Message.text(result.summary()));
        final ViewDataset.View view = ViewDataset.view(result.dataset().toString());
        view.link().warnings().forEach(desk::log);
        final ObjectNode object = ExportImage.json(result, desk);
        desk.result(
                Message.text(view.link().url()), object.put("link", view.link().url()));
        if (values.flag(ONCE)) {
            desk.log(Message.of("The server of this link has stopped: without --{}, it serves until Ctrl-C.", ONCE));
            return;
        }
        desk.browse(view.uri());
        desk.log(Message.text("Serving until Ctrl-C."));
        Serve.untilInterrupted();
    }
}
