package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.menu;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.export.VolumeFormat;
import sc.fiji.neuroglancer.http.HttpFailure;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.LabelSource;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.image.ij.ImagePlusSource;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** Exports an image, or virtual stack, to a multiscale OME-Zarr. */
public final class ExportImage extends Command {

    public static final String LABEL = "Export Image for Neuroglancer...";

    static final Key FOLDER =
            Key.folder("folder", "where the dataset's folder is created: a folder, or its WebDAV address");
    static final Key NAME = Key.text("name", "", "name of the dataset; empty for the image's title");
    static final Key CONTENT = Key.choice(
            "content",
            Arrays.stream(Content.values()).map(Content::label).toList(),
            "what pixel values mean; labels are never averaged");
    static final Key FORMAT =
            Key.choice("format", VolumeFormat.names(), "version of the format; every viewer reads 0.4");

    private static final AtomicBoolean HINTED = new AtomicBoolean();

    /** Makes the command. */
    public ExportImage() {
        super(
                LABEL,
                Shell.ofImage("export-image", "writes an image as multiscale OME-Zarr"),
                FOLDER,
                NAME,
                CONTENT,
                FORMAT,
                Key.flag("shards", false, "store many chunks in one file (OME-Zarr 0.5 only)"),
                Key.text("chunk", "auto", "size of the chunks in voxels: auto, or x,y,z such as 64,64,64"),
                Key.choice("compression", Codecs.names(), "how chunks are compressed"),
                Key.number("levels", 0, "number of resolution levels; 0 for automatic"),
                Key.number("threads", 0, "number of threads; 0 for all processors"),
                Key.flag("crop", false, "export only the rectangle selection").only(Key.Front.FIJI),
                Key.choice("existing", IfExists.names(), "what to do if the dataset already exists"));
    }

    @Override
    public Form form(final Desk desk) throws IOException {
        final ImagePlus image = desk.image();
        final ImagePreview preview = new ImagePreview(image);
        final String name = ImageExportOptions.nameFrom(image.getTitle());
        return new Form(this, Map.of("folder", Form.rememberedFolder(), "name", name), preview::of)
                .remembering(Form::rememberFolder);
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final String name = values.trimmed("name");
        final PixelSource data = desk.data(name.isEmpty() ? "image" : name);
        final ImageExportResult result = data == null ? export(desk.image(), values, desk) : export(data, values, desk);
        result.warnings().forEach(warning -> desk.warn(Message.text(warning)));
        desk.result(Message.text(result.summary()), json(result, desk));
        if (desk.voice() == Voice.DIALOG && !HINTED.getAndSet(true))
            desk.log(Message.of(
                    "To see it: {}. To show it to others: {}.",
                    menu(ViewDataset.LABEL, "serve"),
                    menu(ShareImage.LABEL, "share")));
        desk.status(Message.text(result.status()));
    }

    /**
     * Exports, and remembers it as the last export.
     *
     * @param image may be null, when none is open
     * @throws InputException when there is no image, or the values do not fit it
     * @throws IOException when a plane cannot be read or a file cannot be written
     */
    public static ImageExportResult export(final ImagePlus image, final Values values, final Desk desk)
            throws IOException {
        if (image == null) throw Content.noImage();
        final Rectangle crop = crop(image, values);
        final Content content = content(image, values);
        final ImageExportOptions options = checked(name(image, values), content, values, desk);
        final ImageExportResult result =
                run(new ImageExport(content.open(image, crop), options, desk.progress()), desk);
        LastExport.remember(result.location(), image, crop);
        return result;
    }

    private ImageExportResult export(final PixelSource data, final Values values, final Desk desk) throws IOException {
        final Content content = content(values).resolve(data.metadata());
        final ImageExportOptions options = checked(data.metadata().name(), content, values, desk);
        final PixelSource pixels = content == Content.LABELS ? LabelSource.of(data) : data;
        return run(new ImageExport(pixels, options, desk.progress()), desk);
    }

    private static ImageExportOptions checked(
            final String name, final Content content, final Values values, final Desk desk) {
        try {
            return options(name, content, values, desk.prompt());
        } catch (final InputException e) {
            throw new UsageException(e);
        }
    }

    /** What a storage has of an interrupted export is used only when the user says so. */
    private static ImageExportResult run(final ImageExport job, final Desk desk) throws IOException {
        try {
            job.requireAbsent();
        } catch (final HttpFailure e) {
            throw e.when(HttpFailure.Rerun.STARTS_OVER);
        }
        desk.announce(Message.text(ImagePreview.summary(job.estimate(), job.freeBytes())));
        try {
            return job.run();
        } catch (final HttpFailure e) {
            throw e.when(HttpFailure.Rerun.RESUMES);
        }
    }

    /** The result for programs. */
    public static ObjectNode json(final ImageExportResult result, final Desk desk) {
        final ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("dataset", result.location())
                .put("content", result.estimate().labels() ? "labels" : "intensity")
                .put("levels", result.estimate().levels())
                .put("files", result.files())
                .put("bytes", result.bytes())
                .put("seconds", Math.round(1000 * result.seconds()) / 1000.0)
                .put("resumed", result.resumed());
        desk.warned().forEach(object.putArray("warnings")::add);
        return object;
    }

    /** The part that is exported; null for all of it. */
    static Rectangle crop(final ImagePlus image, final Values values) {
        return values.flag("crop") ? ImagePlusSource.selection(image) : null;
    }

    /** What the pixels are, decided. */
    static Content content(final ImagePlus image, final Values values) {
        return content(values).resolve(image);
    }

    private static Content content(final Values values) {
        return Content.values()[CONTENT.choices().indexOf(values.text("content"))];
    }

    static String name(final ImagePlus image, final Values values) {
        final String name = values.trimmed("name");
        return name.isEmpty() ? ImageExportOptions.nameFrom(image.getTitle()) : name;
    }

    static ImageExportOptions options(
            final String name, final Content content, final Values values, final Prompt prompt) {
        return ImageExportOptions.of(StoredProfiles.load().destination(values.text("folder"), prompt), name)
                .labels(content == Content.LABELS)
                .format(values.text("format"))
                .shards(values.flag("shards"))
                .chunk(values.text("chunk"))
                .compression(values.text("compression"))
                .levels(values.number("levels"))
                .threads(values.number("threads"))
                .existing(values.existing())
                .checked();
    }
}
