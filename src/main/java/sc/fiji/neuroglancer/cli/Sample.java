package sc.fiji.neuroglancer.cli;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.entry.ImageKeys;
import sc.fiji.neuroglancer.entry.Key;
import sc.fiji.neuroglancer.entry.Values;

/** {@code sample}: the main job on an image of its own, or on a given one, for a first look. */
final class Sample implements ShellCommand {

    private static final String FOLDER = "target/sample";

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String summary() {
        return "exports a small synthetic image, or the one given, into " + FOLDER;
    }

    @Override
    public String operands() {
        return "[IN.tif|SLICES_FOLDER]";
    }

    @Override
    public List<Key> keys() {
        return List.of();
    }

    @Override
    public int[] operandCount() {
        return new int[] {0, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final ImagePlus image = arguments.operands().isEmpty()
                ? SampleImage.create()
                : Images.open(Paths.get(arguments.operands().get(0)));
        final Map<String, String> given = Map.of("folder", FOLDER, "existing", "Replace");
        ExportImage.export(image, Values.of(ImageKeys.all(), given), terminal);
    }
}
