package sc.fiji.neuroglancer.image.imglib2;

import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.cell.CellImg;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.Fingerprint;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * The planes of any ImgLib2 image, view or lazy cell image, copied out by {@link PrimitiveBlocks}. Its minimum need not
 * be 0. Immutable.
 *
 * @param <T> pixel type: unsigned or signed 8, 16, 32 bit, unsigned 64 bit, or float
 */
public final class ImgLib2Source<T extends NativeType<T>> implements PixelSource {

    private static final Map<Class<?>, PixelType> TYPES = Map.of(
            UnsignedByteType.class, PixelType.UINT8,
            ByteType.class, PixelType.INT8,
            UnsignedShortType.class, PixelType.UINT16,
            ShortType.class, PixelType.INT16,
            UnsignedIntType.class, PixelType.UINT32,
            IntType.class, PixelType.INT32,
            UnsignedLongType.class, PixelType.UINT64,
            FloatType.class, PixelType.FLOAT32);

    private static final String AXES = "xyzct";
    private static final int Z = 2;
    private static final int CHANNEL = 3;
    private static final int TIME = 4;

    /** Pixels that are read at once for {@link #identity}. */
    private static final int SUMMED_PIXELS = 1 << 20;

    private final RandomAccessibleInterval<T> image;
    private final String axes;
    private final PrimitiveBlocks<T> blocks;
    private final ImageMetadata metadata;
    private final String note;

    private ImgLib2Source(
            final RandomAccessibleInterval<T> image,
            final String axes,
            final PrimitiveBlocks<T> blocks,
            final ImageMetadata metadata,
            final String note) {
        this.image = image;
        this.axes = axes;
        this.blocks = blocks;
        this.metadata = metadata;
        this.note = note;
    }

    /**
     * An image without calibration; {@link #with} adds it.
     *
     * @param image two to five dimensions
     * @param axes one letter of {@code xyzct} for each dimension in the image's order, beginning with {@code xy}: for
     *     instance {@code xyz} or {@code xyczt}
     * @param name the image's title
     * @throws InputException when axes and image do not fit, or the type or size is not supported
     */
    public static <T extends NativeType<T>> ImgLib2Source<T> of(
            final RandomAccessibleInterval<T> image, final String axes, final String name) {
        checkAxes(image, axes, name);
        final PixelType type = TYPES.get(image.getType().getClass());
        if (type == null)
            throw new InputException(
                    "The image \"{}\" has pixels of type {}, which Neuroglancer cannot show. Convert it to 8-bit, 16-bit or"
                            + " 32-bit float, then export again.",
                    name,
                    image.getType().getClass().getSimpleName());
        final Size3 size = Size3.of(length(image, axes, 0), length(image, axes, 1), length(image, axes, Z));
        if ((long) size.x() * size.y() > Integer.MAX_VALUE - 8)
            throw new InputException(
                    "The planes of \"{}\" have {} x {} pixels, more than one array can hold. Crop it, then export again.",
                    name,
                    size.x(),
                    size.y());
        final ImageMetadataBuilder builder =
                ImageMetadata.builder(name, type, size).frames(length(image, axes, TIME));
        for (int c = 1, n = length(image, axes, CHANNEL); c <= n; c++)
            builder.channels.add(Channel.white(n == 1 ? name : "channel " + c, type));
        final PrimitiveBlocks<T> blocks = PrimitiveBlocks.of(image, PrimitiveBlocks.OnFallback.ACCEPT);
        return new ImgLib2Source<>(image, axes, blocks, builder.build(), "");
    }

    /**
     * An image whose type is checked at run time.
     *
     * @param axes see {@link #of}; empty for x, y, z in this order
     */
    @SuppressWarnings("unchecked")
    public static <T extends NativeType<T>> ImgLib2Source<T> ofAny(
            final RandomAccessibleInterval<?> image, final String axes, final String name) {
        final String letters = axes.isBlank() ? "xyz".substring(0, Math.min(3, image.numDimensions())) : axes.trim();
        return of((RandomAccessibleInterval<T>) image, letters, name);
    }

    private static void checkAxes(final RandomAccessibleInterval<?> image, final String axes, final String name) {
        final boolean known =
                axes.matches("xy[zct]*") && axes.chars().distinct().count() == axes.length();
        if (!known || axes.length() != image.numDimensions())
            throw new InputException(
                    "The axes \"{}\" do not fit the image \"{}\" with {} dimensions. Give one letter of x, y, z, c, t for each"
                            + " dimension, x and y first, for instance xyz or xyczt.",
                    axes,
                    name,
                    image.numDimensions());
        for (int d = 0; d < image.numDimensions(); d++)
            if (image.dimension(d) < 1 || image.dimension(d) > Integer.MAX_VALUE)
                throw new InputException(
                        "The image \"{}\" has {} positions along {}, but only 1 to {} are possible. Crop it, then export again.",
                        name,
                        image.dimension(d),
                        axes.charAt(d),
                        Integer.MAX_VALUE);
    }

    private static int length(final RandomAccessibleInterval<?> image, final String axes, final int axis) {
        final int d = axes.indexOf(AXES.charAt(axis));
        return d < 0 ? 1 : (int) image.dimension(d);
    }

    /**
     * The same planes with another description: voxel size, unit, channels, name and so on.
     *
     * @param change gets the current {@link #metadata()}
     * @throws IllegalArgumentException when it changes type, size, number of channels or of time points
     */
    public ImgLib2Source<T> with(final UnaryOperator<ImageMetadataBuilder> change) {
        final ImageMetadata changed = change.apply(metadata.toBuilder()).build();
        if (changed.type() != metadata.type()
                || !changed.size().equals(metadata.size())
                || changed.frames() != metadata.frames()
                || changed.channels().size() != metadata.channels().size())
            throw new IllegalArgumentException("type, size, channels and frames belong to the image");
        return new ImgLib2Source<>(image, axes, blocks, changed, note);
    }

    /**
     * The same planes with something more in {@link #identity}: where the image comes from. Images that are not
     * in memory are identified by name, size, and type only, so set it if an interrupted export should be resumable.
     */
    public ImgLib2Source<T> from(final String origin) {
        return new ImgLib2Source<>(image, axes, blocks, metadata, origin);
    }

    @Override
    public ImageMetadata metadata() {
        return metadata;
    }

    @Override
    public int channelsPerRead() {
        return 1;
    }

    /** {@inheritDoc} A plane for views and lazy images, which compute or load what they deliver. */
    @Override
    public long bytesPerRead() {
        return isInMemory()
                ? 0
                : (long) metadata.size().x()
                        * metadata.size().y()
                        * metadata.type().bytes();
    }

    private boolean isInMemory() {
        return image instanceof ArrayImg || image instanceof PlanarImg || image instanceof CellImg;
    }

    @Override
    public void read(final int channel, final int z, final int time, final Object[] planes) throws IOException {
        try {
            copy(channel, z, time, 0, metadata.size().y(), planes[0]);
        } catch (final RuntimeException e) {
            // Lazy images run any code when they are read.
            throw new IOException(
                    "Cannot read the plane z " + (z + 1) + " of "
                            + metadata.size().z() + " (channel " + (channel + 1)
                            + ", time " + (time + 1) + ") of \"" + metadata.name() + "\": " + e
                            + ". Check the source of the image, then export again.",
                    e);
        }
    }

    private void copy(
            final int channel, final int z, final int time, final int row, final int rows, final Object target) {
        final int[] position = {0, row, z, channel, time};
        final long[] min = image.minAsLongArray();
        final int[] size = new int[min.length];
        for (int d = 0; d < min.length; d++) {
            final int axis = AXES.indexOf(axes.charAt(d));
            min[d] += position[axis];
            size[d] = axis == 0 ? metadata.size().x() : axis == 1 ? rows : 1;
        }
        blocks.copy(min, target, size);
    }

    @Override
    public String identity(final Monitor monitor) {
        final Fingerprint fingerprint = new Fingerprint();
        final String summary = metadata.name() + ", " + metadata.size() + ", "
                + metadata.channels().size() + " channels, " + metadata.frames() + " times, "
                + metadata.type().label() + (note.isEmpty() ? "" : ", from " + note);
        fingerprint.add(summary).add(axes);
        for (final long min : image.minAsLongArray()) fingerprint.add(min);
        if (isInMemory()) addPixels(fingerprint, monitor);
        return summary + ", sha256:" + fingerprint.hex();
    }

    private void addPixels(final Fingerprint fingerprint, final Monitor monitor) {
        final Size3 size = metadata.size();
        final int channels = metadata.channels().size();
        final int rows = Math.min(size.y(), Math.max(1, SUMMED_PIXELS / size.x()));
        final Object pixels = metadata.type().newArray(rows * size.x());
        for (int time = 0; time < metadata.frames(); time++)
            for (int channel = 0; channel < channels; channel++)
                for (int z = 0; z < size.z(); z++)
                    for (int y = 0; y < size.y(); y += rows) {
                        monitor.throwIfCanceled();
                        final int n = Math.min(rows, size.y() - y);
                        copy(channel, z, time, y, n, pixels);
                        fingerprint.addPixels(pixels, 0, n * size.x());
                    }
    }
}
