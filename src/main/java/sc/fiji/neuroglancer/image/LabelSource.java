package sc.fiji.neuroglancer.image;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Another source's planes as labels: unsigned whole numbers, the only ones that Neuroglancer shows as a segmentation.
 *
 * <p>Unsigned types stay. Signed ones become unsigned of the same width; 32-bit floats, ImageJ's usual type for more
 * than 65535 labels, become uint32. A value that is not such a number, or a float that may be a rounded integer, ends the
 * export with an {@link InputException} that gives its position. Channels lose color and display range, which have no
 * meaning for labels.
 */
public final class LabelSource implements PixelSource {

    /** The warning for a file of 32-bit integers. */
    public static final String ROUNDED =
            "The file holds 32-bit whole numbers, which ImageJ opens as floats: from 16777216 on,"
                    + " they are rounded to 24 binary digits.";

    /** The first whole number that does not fit into uint32. */
    private static final float LIMIT = 0x1p32f;

    /** The first float that stands for two whole numbers: itself, and the next, which is rounded to it. */
    private static final float INEXACT = 0x1p24f;

    private final PixelSource source;
    private final ImageMetadata metadata;
    private final Object[] floats;

    private LabelSource(final PixelSource source) {
        this.source = source;
        final PixelType type = unsigned(source.metadata().type());
        final List<Channel> channels = new ArrayList<>();
        for (final Channel c : source.metadata().channels())
            channels.add(new Channel(c.name(), 0xffffff, type.min(), type.max(), false, c.active()));
        metadata = source.metadata().toBuilder()
                .type(type)
                .channels(channels)
                .warnings(warnings(source.metadata()))
                .build();
        floats = new Object[isFloat() ? source.channelsPerRead() : 0];
        final int pixels = metadata.size().x() * metadata.size().y();
        for (int i = 0; i < floats.length; i++) floats[i] = new float[pixels];
    }

    /**
     * The planes of a source as labels. For 32-bit floats it holds one plane more in memory for each channel that is
     * read at once.
     */
    public static LabelSource of(final PixelSource source) {
        return new LabelSource(source);
    }

    private boolean isFloat() {
        return source.metadata().type() == PixelType.FLOAT32;
    }

    /** Rounded labels are refused, so this warning does not apply. */
    private static List<String> warnings(final ImageMetadata image) {
        final List<String> warnings = new ArrayList<>(image.warnings());
        warnings.remove(ROUNDED);
        return warnings;
    }

    private static PixelType unsigned(final PixelType type) {
        switch (type) {
            case INT8:
                return PixelType.UINT8;
            case INT16:
                return PixelType.UINT16;
            case INT32:
            case FLOAT32:
                return PixelType.UINT32;
            default:
                return type;
        }
    }

    @Override
    public ImageMetadata metadata() {
        return metadata;
    }

    @Override
    public int channelsPerRead() {
        return source.channelsPerRead();
    }

    @Override
    public String identity(final Monitor monitor) {
        return source.identity(monitor) + " as labels";
    }

    @Override
    public long bytesPerRead() {
        long bytes = source.bytesPerRead();
        for (final Object plane : floats) bytes += 4L * ((float[]) plane).length;
        return bytes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InputException if a pixel is not a label
     */
    @Override
    public void read(final int channel, final int z, final int time, final Object[] planes) throws IOException {
        source.read(channel, z, time, isFloat() ? floats : planes);
        for (int i = 0; i < planes.length; i++) {
            final int bad = isFloat() ? convert((float[]) floats[i], (int[]) planes[i]) : negative(planes[i]);
            if (bad >= 0) throw noLabel(channel + i, z, time, bad, isFloat() ? floats[i] : planes[i]);
        }
    }

    /** Returns the index of the first value that is not a label, or -1. */
    private static int convert(final float[] from, final int[] to) {
        for (int i = 0; i < from.length; i++) {
            final float value = from[i];
            final long label = (long) value;
            if (!(value >= 0 && value < INEXACT) || label != value) return i;
            to[i] = (int) label;
        }
        return -1;
    }

    /** Returns the index of the first negative value of a signed source, or -1. */
    private int negative(final Object plane) {
        switch (source.metadata().type()) {
            case INT8:
                final byte[] bytes = (byte[]) plane;
                for (int i = 0; i < bytes.length; i++) if (bytes[i] < 0) return i;
                return -1;
            case INT16:
                final short[] shorts = (short[]) plane;
                for (int i = 0; i < shorts.length; i++) if (shorts[i] < 0) return i;
                return -1;
            case INT32:
                final int[] ints = (int[]) plane;
                for (int i = 0; i < ints.length; i++) if (ints[i] < 0) return i;
                return -1;
            default:
                return -1;
        }
    }

    private InputException noLabel(final int channel, final int z, final int time, final int i, final Object plane) {
        final int width = metadata.size().x();
        final String value = String.valueOf(Array.get(plane, i));
        final Message where = Message.of(
                "at x {}, y {} (channel {}, z {}, time {}, x and y from 0)",
                i % width,
                i / width,
                channel + 1,
                z + 1,
                time + 1);
        if (plane instanceof float[] floating && isRounded(floating[i]))
            return new InputException(
                    "The label {} {} may be a different one in the file: ImageJ opens 32-bit integers as floats, which"
                            + " are exact only below {}. Renumber the labels, for instance with Plugins > MorphoLibJ >"
                            + " Label Images > Remap Labels, then export again.",
                    (long) floating[i],
                    where,
                    (long) INEXACT);
        return new InputException(
                "The value {} {} is not a label: labels are whole numbers from 0 to {}. {}, then export again.",
                value,
                where,
                (long) metadata.type().max(),
                Slot.set("content", "Intensity"));
    }

    private static boolean isRounded(final float value) {
        return value >= INEXACT && value < LIMIT;
    }
}
