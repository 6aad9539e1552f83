package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.command.ImageEntry;
import sc.fiji.neuroglancer.command.ImageKeys;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.LinkEntry;
import sc.fiji.neuroglancer.command.LinkKeys;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.export.ImageExportResult;

/** {@code sample}: the main job on an image of its own, or on a given one, and a look at it in the viewer. */
final class Sample implements ShellCommand {

    private static final String FOLDER = "target/sample";

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String summary() {
        return "exports a small image of its own, or the one given, into " + FOLDER + " and shows it";
    }

    @Override
    public String operands() {
        return "[IN.tif|SLICES_FOLDER]";
    }

    @Override
    public List<Key> keys() {
        return LinkKeys.shellSample();
    }

    @Override
    public int[] operandCount() {
        return new int[] {0, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final ImagePlus image = arguments.operands().isEmpty()
                ? SampleImage.create()
                : Images.open(arguments.operands().get(0));
        final Map<String, String> given = Map.of("folder", FOLDER, "existing", "Replace");
        final ImageExportResult result =
                ImageEntry.run(image, Values.of(ImageKeys.all(), given), terminal.progress(), terminal::note);
        result.warnings().forEach(terminal::note);
        terminal.note(result.summary());
        show(result, arguments.values().flag("once"), terminal);
    }

    private static void show(final ImageExportResult exported, final boolean once, final Terminal terminal)
            throws IOException {
        final LinkEntry.Made made = LinkEntry.view(exported.dataset().toString());
        made.link().warnings().forEach(terminal::note);
        final ObjectNode object = ExportImage.json(exported, exported.warnings(), terminal);
        terminal.result(made.link().url(), object.put("link", made.link().url()));
        if (once) {
            terminal.note("The server of this link has ended: without once, it serves until Ctrl-C.");
            return;
        }
        terminal.note(
                Browser.open(made.page()) ? "Opening it in the browser." : "Open it in a browser of this computer.");
        terminal.note("Serving until Ctrl-C.");
        Serve.untilInterrupted();
    }
}
