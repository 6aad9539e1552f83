package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.command.ImageEntry;
import sc.fiji.neuroglancer.command.ImageKeys;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.task.InputException;

/** {@code export-image}: a TIFF, read as a virtual stack, or a folder of slices. */
final class ExportImage implements ShellCommand {

    static final Key VOXEL = Key.text("voxel", "", "size of a voxel x,y,z; empty for the image's own");
    static final Key UNIT = Key.text("unit", "", "unit of that size, for instance micron");
    private static final String NUMBER = "(\\d+\\.?\\d*|\\.\\d+)";
    private static final Pattern THREE_NUMBERS = Pattern.compile(String.join("\\s*,\\s*", NUMBER, NUMBER, NUMBER));

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
        final List<Key> keys = new ArrayList<>(ImageKeys.all());
        keys.removeIf(key -> key.name().equals("crop")); // nothing can be selected here
        keys.add(VOXEL);
        keys.add(UNIT);
        return keys;
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final ImagePlus image = Images.open(arguments.operands().get(0));
        final List<String> warnings = new ArrayList<>();
        calibrate(image, arguments.values()).ifPresent(warnings::add);
        warnings.forEach(terminal::note);
        final Map<String, String> given = new HashMap<>(arguments.given());
        given.keySet().removeAll(List.of(VOXEL.name(), UNIT.name()));
        export(image, Values.of(ImageKeys.all(), given), warnings, terminal);
    }

    private static void export(
            final ImagePlus image, final Values values, final List<String> warnings, final Terminal terminal)
            throws IOException {
        try {
            ImageEntry.check(image, values);
        } catch (final InputException e) {
            throw new UsageException(e);
        }
        final ImageExportResult result = ImageEntry.run(image, values, terminal.progress(), terminal::note);
        result.warnings().forEach(terminal::note);
        warnings.addAll(result.warnings());
        terminal.result(result.summary(), json(result, warnings, terminal));
    }

    /** A folder of slices seldom knows its voxel size. Returns what to say of that, if anything. */
    static Optional<String> calibrate(final ImagePlus image, final Values values) {
        final Calibration calibration = image.getCalibration();
        final String voxel = values.text(VOXEL.name()).trim();
        if (!voxel.isEmpty()) {
            final Matcher m = THREE_NUMBERS.matcher(voxel);
            if (!m.matches())
                throw new UsageException("voxel '" + voxel + "' cannot be used: give three sizes like 0.65,0.65,2.");
            calibration.pixelWidth = Double.parseDouble(m.group(1));
            calibration.pixelHeight = Double.parseDouble(m.group(2));
            calibration.pixelDepth = Double.parseDouble(m.group(3));
        }
        if (!values.text(UNIT.name()).isBlank())
            calibration.setUnit(values.text(UNIT.name()).trim());
        if (!Units.isNone(calibration.getUnit())) return Optional.empty();
        return Optional.of(
                "The image has no unit of length, so viewers show voxels without a scale: give --voxel and --unit.");
    }

    /** The result for programs. */
    static ObjectNode json(final ImageExportResult result, final Collection<String> warnings, final Terminal terminal) {
        final ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("dataset", result.location())
                .put("content", result.estimate().labels() ? "labels" : "intensity")
                .put("levels", result.estimate().levels())
                .put("files", result.files())
                .put("bytes", result.bytes())
                .put("seconds", Math.round(1000 * result.seconds()) / 1000.0)
                .put("resumed", result.resumed());
        terminal.put(object.putArray("warnings"), warnings);
        return object;
    }
}
