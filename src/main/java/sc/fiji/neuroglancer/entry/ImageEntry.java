package sc.fiji.neuroglancer.entry;

import ij.ImagePlus;
import java.awt.Rectangle;
import sc.fiji.neuroglancer.export.Existing;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.image.Content;
import sc.fiji.neuroglancer.image.ImagePlusSource;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From an open image and the values of {@link ImageKeys} to a job. */
public final class ImageEntry {

    private ImageEntry() {}

    /**
     * Plans the export; writes nothing.
     *
     * @param image may be null, when none is open
     * @throws InputException when there is no image, or the values do not fit it
     */
    public static ImageExport job(final ImagePlus image, final Values values, final Monitor monitor) {
        if (image == null) throw new InputException("There is no image open: open one and run the command again.");
        final Content content = content(values.text("content")).resolve(image);
        final String name = values.text("name").trim();
        final ImageExportOptions options = ImageExportOptions.builder(
                        values.text("folder"), name.isEmpty() ? ImageExportOptions.nameFrom(image.getTitle()) : name)
                .labels(content == Content.LABELS)
                .format(values.text("format"))
                .shards(values.flag("shards"))
                .chunk(values.text("chunk"))
                .compression(values.text("compression"))
                .levels(values.number("levels"))
                .threads(values.number("threads"))
                .existing(Existing.byName(values.text("existing")))
                .build();
        final Rectangle crop = values.flag("crop") ? ImagePlusSource.selection(image) : null;
        return new ImageExport(content.open(image, crop), options, monitor);
    }

    private static Content content(final String label) {
        for (final Content content : Content.values()) if (content.label().equalsIgnoreCase(label)) return content;
        throw new InputException("content '" + label + "' is not known: choose Auto, Intensity, Labels.");
    }
}
