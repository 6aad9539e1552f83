package sc.fiji.neuroglancer.export;

import static sc.fiji.neuroglancer.message.Slot.key;
import static sc.fiji.neuroglancer.message.Slot.set;
import static sc.fiji.neuroglancer.message.Slot.turnOff;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.Fingerprint;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.zarr.codec.Codec;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/**
 * How an image is exported. Immutable: each method that takes a value returns a copy. {@link #checked} must be the last
 * call.
 */
public final class ImageExportOptions implements Cloneable {

    /** What a dataset's folder is called after its name. */
    public static final String SUFFIX = ".ome.zarr";

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\:*?\"<>|\\x00-\\x1f]");
    /** Names of devices, whatever follows after a dot. */
    private static final Pattern WINDOWS_KEEPS =
            Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?");

    /** File systems take 255; other files beside the dataset have a name made from it. */
    private static final int LONGEST_NAME = 200;

    private static final Pattern CHUNK = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*");
    private static final long LONGEST_CHUNK = 1L << 27;

    private final Destination destination;
    private final String name;
    private boolean labels;
    private VolumeFormat format = VolumeFormat.OME_ZARR_04;
    private boolean shards;
    private Size3 chunk; // null for automatic
    private Codec codec = Codecs.standard();
    private int levels;
    private int threads;
    private IfExists existing = IfExists.FAIL;

    /**
     * What of the options decides the bytes of the chunks, beside their shape.
     *
     * @param compression name of the codec
     * @param labels whether pixel values are numbers of objects, so that levels are made by mode, not mean
     */
    public record Encoding(VolumeFormat format, boolean shards, String compression, boolean labels) {

        public Codec codec() {
            return Codecs.byName(compression);
        }

        /** An export that differs in one of these cannot resume another. */
        void addTo(final Fingerprint fingerprint, final String chunk) {
            fingerprint
                    .add(labels ? "labels" : "intensity")
                    .add(format.version().label())
                    .add(shards ? "shards" : "chunks")
                    .add(chunk)
                    .add(compression);
        }
    }

    private ImageExportOptions(final Destination destination, final String name) {
        this.destination = destination;
        this.name = name == null ? "" : name.trim();
    }

    /**
     * The defaults.
     *
     * @param folder of this computer, where the dataset's folder is made
     * @param name of the dataset, with or without {@value #SUFFIX}
     * @throws InputException when the folder cannot be used
     */
    public static ImageExportOptions of(final String folder, final String name) {
        return of(Destination.folder(folder), name);
    }

    /**
     * The defaults.
     *
     * @param destination where the dataset's folder is made
     * @param name of the dataset, with or without {@value #SUFFIX}
     */
    public static ImageExportOptions of(final Destination destination, final String name) {
        return new ImageExportOptions(destination, name);
    }

    private ImageExportOptions with(final Consumer<ImageExportOptions> change) {
        try {
            final ImageExportOptions copy = (ImageExportOptions) clone();
            change.accept(copy);
            return copy;
        } catch (final CloneNotSupportedException e) {
            throw new IllegalStateException("this class can be cloned", e);
        }
    }

    /**
     * A name that a file may have, made from an image's title: without the ending of the file it came from, characters
     * that no file name may have replaced, and cut if it is too long.
     */
    public static String nameFrom(final String title) {
        final String plain = NOT_IN_NAMES.matcher(title.trim()).replaceAll("_");
        final String name = plain.replaceFirst(
                        "(?i)(\\.ome)?\\.(tiff?|zarr|avi|nii(\\.gz)?|nrrd|lsm|czi|png|jpe?g)$", "")
                .replaceFirst("^\\.+", "");
        if (name.isEmpty()) return "image";
        return shortened(WINDOWS_KEEPS.matcher(name).matches() ? "_" + name : name);
    }

    private static String shortened(final String name) {
        String start = name;
        while (start.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        return start;
    }

    public Destination destination() {
        return destination;
    }

    /** The name of the dataset's folder, {@code name.ome.zarr}. */
    public String folderName() {
        return name.endsWith(SUFFIX) ? name : name + SUFFIX;
    }

    /**
     * Where others find the dataset: its folder on this computer, or its public address.
     *
     * @throws InputException when that is not known
     */
    public String location() {
        return destination.location(folderName());
    }

    /**
     * The folder of the dataset, {@code folder/name.ome.zarr}.
     *
     * @throws java.util.NoSuchElementException when it is not on this computer
     */
    public Path dataset() {
        return destination.folder().orElseThrow().resolve(folderName());
    }

    /** The dataset's name, without {@value #SUFFIX}. */
    public String name() {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** Whether pixel values are numbers of objects, so that levels are made by mode, not mean. */
    public ImageExportOptions labels(final boolean value) {
        return with(o -> o.labels = value);
    }

    public boolean labels() {
        return labels;
    }

    public ImageExportOptions format(final VolumeFormat value) {
        return with(o -> o.format = value);
    }

    /** The format by its label, see {@link VolumeFormat#byName}. */
    public ImageExportOptions format(final String value) {
        return format(VolumeFormat.byName(value));
    }

    public VolumeFormat format() {
        return format;
    }

    /** Whether chunks are put into shards, if the format has them. */
    public ImageExportOptions shards(final boolean value) {
        return with(o -> o.shards = value);
    }

    public boolean shards() {
        return shards;
    }

    /** Shape of the chunks as users write it: {@code auto}, or {@code x,y,z}. */
    public ImageExportOptions chunk(final String value) {
        final String text = value.trim();
        if (text.isEmpty() || text.equalsIgnoreCase("auto")) return with(o -> o.chunk = null);
        final Matcher m = CHUNK.matcher(text);
        try {
            if (!m.matches()) throw badChunk(value, null);
            final Size3 shape =
                    Size3.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
            return with(o -> o.chunk = shape);
        } catch (final IllegalArgumentException e) { // a number of 0, or one too large
            throw badChunk(value, e);
        }
    }

    private static InputException badChunk(final String value, final Throwable cause) {
        return new InputException(
                cause,
                "{} '{}' cannot be used: enter three sizes in voxels, such as 64,64,64, or auto.",
                key("chunk"),
                value);
    }

    /** Shape of the chunks in voxels, or empty for automatic. */
    public Optional<Size3> chunk() {
        return Optional.ofNullable(chunk);
    }

    /** Compression by its name, see {@link Codecs#byName}. */
    public ImageExportOptions compression(final String value) {
        return with(o -> o.codec = Codecs.byName(value));
    }

    public Codec codec() {
        return codec;
    }

    public Encoding encoding() {
        return new Encoding(format, shards, codec.name(), labels);
    }

    /** Number of levels, 0 for automatic. */
    public ImageExportOptions levels(final int value) {
        return with(o -> o.levels = value);
    }

    public int levels() {
        return levels;
    }

    /** Number of threads that compress, 0 for as many as there are processors. */
    public ImageExportOptions threads(final int value) {
        return with(o -> o.threads = value);
    }

    /** Number of threads that compress, at least 1. */
    public int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** What to do when the dataset exists. */
    public ImageExportOptions existing(final IfExists value) {
        return with(o -> o.existing = value);
    }

    public IfExists existing() {
        return existing;
    }

    /**
     * Returns these options.
     *
     * @throws InputException when one of them cannot be used
     */
    public ImageExportOptions checked() {
        checkName();
        if (shards && !format.hasShards())
            throw new InputException(
                    "{} requires OME-Zarr 0.5: {}, or {}.",
                    key("shards"),
                    set("format", VolumeFormat.OME_ZARR_05.label()),
                    turnOff("shards"));
        if (levels < 0 || levels > 30)
            throw new InputException("{} is {}: use 0 for automatic, or 1 to 30.", key("levels"), levels);
        if (threads < 0 || threads > 1024)
            throw new InputException("{} is {}: use 0 for all processors, or 1 to 1024.", key("threads"), threads);
        if (chunk != null && (double) chunk.x() * chunk.y() * chunk.z() > LONGEST_CHUNK)
            throw new InputException(
                    "{} {} is too large to be viewed: use at most {} voxels, for instance 64,64,64.",
                    key("chunk"),
                    chunk,
                    LONGEST_CHUNK);
        return this;
    }

    private void checkName() {
        if (name.isEmpty() || name.equals(SUFFIX))
            throw new InputException("The name is empty: enter a name for the dataset.");
        if (NOT_IN_NAMES.matcher(name).find() || name.startsWith("."))
            throw new InputException(
                    "The name '{}' cannot be used: leave out / \\ : * ? \" < > | and a dot at the beginning.", name);
        if (WINDOWS_KEEPS.matcher(name).matches())
            throw new InputException(
                    "The name '{}' cannot be used because Windows reserves it for a device: choose another name.",
                    name);
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME + SUFFIX.length())
            throw new InputException(
                    "The name '{}' is too long: use at most {} letters, or fewer if they are not English.",
                    name,
                    LONGEST_NAME);
    }
}
