package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.image.ij.ImagePlusSource;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From an open image and the values of {@link ImageKeys} to a job. */
public final class ImageEntry {

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private ImageEntry() {}

    /** What a user can do after an export; told once, not in macros. */
    public static Optional<String> next() {
        if (TOLD.getAndSet(true)) return Optional.empty();
        return Optional.of("See it: Plugins > Neuroglancer > " + LinkKeys.VIEW_LABEL + ". Show it to others: Plugins >"
                + " Neuroglancer > " + ShareKeys.LABEL);
    }

    /**
     * Exports, and remembers it as the last export. Nobody is asked for a login.
     *
     * @param image may be null, when none is open
     * @param plan is told in one line what will be made, before it starts
     * @throws InputException when there is no image, or the values do not fit it
     * @throws IOException when a plane cannot be read or a file cannot be written
     */
    public static ImageExportResult run(
            final ImagePlus image, final Values values, final Monitor monitor, final Consumer<String> plan)
            throws IOException {
        return run(image, values, Prompt.NOBODY, monitor, plan);
    }

    /**
     * Exports, and remembers it as the last export.
     *
     * @param image may be null, when none is open
     * @param prompt asks for the login to a storage when there is no other
     * @param plan is told in one line what will be made, before it starts
     * @throws InputException when there is no image, or the values do not fit it
     * @throws IOException when a plane cannot be read or a file cannot be written
     */
    public static ImageExportResult run(
            final ImagePlus image,
            final Values values,
            final Prompt prompt,
            final Monitor monitor,
            final Consumer<String> plan)
            throws IOException {
        if (image == null) throw Content.noImage();
        final Rectangle crop = crop(image, values);
        final Content content = content(image, values);
        final ImageExport job =
                new ImageExport(content.open(image, crop), options(image, content, values, prompt), monitor);
        final ImageExportResult result = run(job, plan);
        LastExport.remember(result.location(), image, crop);
        return result;
    }

    /** What a storage has of an interrupted export is used only when the user says so. */
    private static ImageExportResult run(final ImageExport job, final Consumer<String> plan) throws IOException {
        try {
            job.requireAbsent();
        } catch (final HttpFailure e) {
            throw e.atStart();
        }
        plan.accept(ImagePreview.summary(job.estimate(), job.freeBytes()));
        try {
            return job.run();
        } catch (final HttpFailure e) {
            throw e.toResume();
        }
    }

    /** The part that is exported; null for all of it. */
    static Rectangle crop(final ImagePlus image, final Values values) {
        return values.flag("crop") ? ImagePlusSource.selection(image) : null;
    }

    /** What the pixels are, decided. */
    static Content content(final ImagePlus image, final Values values) {
        return content(values.text("content")).resolve(image);
    }

    /**
     * Checks the values as far as that can be done without looking at pixels.
     *
     * @throws InputException when one of them cannot be used
     */
    public static void check(final ImagePlus image, final Values values) {
        options(image, content(image, values), values, Prompt.NOBODY);
    }

    static ImageExportOptions options(
            final ImagePlus image, final Content content, final Values values, final Prompt prompt) {
        final String name = values.text("name").trim();
        return ImageExportOptions.of(
                        Storages.destination(values.text("folder"), prompt),
                        name.isEmpty() ? ImageExportOptions.nameFrom(image.getTitle()) : name)
                .labels(content == Content.LABELS)
                .format(values.text("format"))
                .shards(values.flag("shards"))
                .chunk(values.text("chunk"))
                .compression(values.text("compression"))
                .levels(values.number("levels"))
                .threads(values.number("threads"))
                .existing(IfExists.byName(values.text("existing")))
                .checked();
    }

    /** The choice of that label. */
    static Content content(final String label) {
        for (final Content content : Content.values()) if (content.label().equalsIgnoreCase(label)) return content;
        throw new InputException("content '" + label + "' is not known: choose Auto, Intensity, Labels.");
    }
}
