package sc.fiji.neuroglancer.export;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import sc.fiji.neuroglancer.grid.PixelType;

/** A small ImageJ image of any type whose pixels are known without asking ImageJ or the code under test. */
public final class SampleStack {

    /** ImageJ's types of images. */
    public enum Kind {
        GRAY8(PixelType.UINT8, 1),
        COLOR8(PixelType.UINT8, 3),
        GRAY16(PixelType.UINT16, 1),
        SIGNED16(PixelType.INT16, 1),
        FLOAT(PixelType.FLOAT32, 1),
        RGB(PixelType.UINT8, 3);

        final PixelType type;
        final int channelsPerPlane;

        Kind(final PixelType type, final int channelsPerPlane) {
            this.type = type;
            this.channelsPerPlane = channelsPerPlane;
        }
    }

    private static final int BLOBS = 5;

    final Kind kind;
    final int width;
    final int height;
    final int depth;
    final int planeSets;
    final int frames;
    private final boolean labels;

    /** @param planeSets channels as ImageJ counts them: an RGB plane is one */
    public SampleStack(
            final Kind kind,
            final int width,
            final int height,
            final int depth,
            final int planeSets,
            final int frames) {
        this(kind, width, height, depth, planeSets, frames, false);
    }

    private SampleStack(
            final Kind kind,
            final int width,
            final int height,
            final int depth,
            final int planeSets,
            final int frames,
            final boolean labels) {
        this.kind = kind;
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.planeSets = planeSets;
        this.frames = frames;
        this.labels = labels;
    }

    /** The same with few different values, none negative, in patches. */
    SampleStack labels() {
        return new SampleStack(kind, width, height, depth, planeSets, frames, true);
    }

    int channels() {
        return planeSets * kind.channelsPerPlane;
    }

    /** All planes in memory. */
    public ImagePlus image() {
        final ImageStack stack = new ImageStack(width, height);
        for (int n = 1; n <= planeSets * depth * frames; n++) stack.addSlice(processor(n));
        final ImagePlus image = new ImagePlus("sample", stack);
        image.setDimensions(planeSets, depth, frames);
        if (kind == Kind.COLOR8) image.setTypeToColor256();
        if (kind == Kind.SIGNED16) image.getCalibration().setSigned16BitCalibration();
        return image;
    }

    private ImageProcessor processor(final int n) {
        switch (kind) {
            case GRAY8:
                return new ByteProcessor(width, height, (byte[]) plane(n), null);
            case COLOR8:
                return new ByteProcessor(width, height, (byte[]) plane(n), colors());
            case FLOAT:
                return new FloatProcessor(width, height, (float[]) plane(n));
            case RGB:
                return new ColorProcessor(width, height, (int[]) plane(n));
            default:
                return new ShortProcessor(width, height, (short[]) plane(n), null);
        }
    }

    /** Pixels of plane n, from 1, as ImageJ holds them. */
    Object plane(final int n) {
        final int length = width * height;
        final Object pixels = kind == Kind.FLOAT
                ? new float[length]
                : kind == Kind.RGB ? new int[length] : kind.type.newArray(length);
        for (int i = 0; i < length; i++) {
            final int bits = bits(i % width, i / width, n);
            if (pixels instanceof byte[]) ((byte[]) pixels)[i] = (byte) bits;
            else if (pixels instanceof short[])
                ((short[]) pixels)[i] = (short) (kind == Kind.SIGNED16 && labels ? bits + 32768 : bits);
            else if (pixels instanceof int[]) ((int[]) pixels)[i] = bits;
            else ((float[]) pixels)[i] = labels ? bits : bits / 16f - 7;
        }
        return pixels;
    }

    /** Pseudo-random numbers of 24 bits; for labels 0 to 4 in patches of 3 x 3 pixels and 2 planes, with noise. */
    private int bits(final int x, final int y, final int n) {
        if (!labels) return mix(x, y, n) & 0xffffff;
        final boolean noise = mix(x, y, n) % 7 == 0;
        return Math.floorMod(noise ? mix(y, x, n + 1) : mix(x / 3, y / 3, n / 2), BLOBS);
    }

    private static int mix(final int x, final int y, final int n) {
        int h = x * 0x9e3779b1 ^ y * 0x85ebca77 ^ n * 0xc2b2ae3d;
        h = (h ^ h >>> 15) * 0x2c1b3c6d;
        return h ^ h >>> 13;
    }

    /** The value that the exported level 0 must have. */
    double value(final int x, final int y, final int z, final int channel, final int time) {
        final int n = 1 + channel / kind.channelsPerPlane + planeSets * (z + depth * time);
        final int bits = bits(x, y, n);
        switch (kind) {
            case GRAY8:
                return bits & 0xff;
            case COLOR8:
                return colors().getRGB(bits & 0xff) >> 16 - 8 * (channel % 3) & 0xff;
            case GRAY16:
                return bits & 0xffff;
            case SIGNED16:
                return labels ? bits : (bits & 0xffff) - 32768;
            case RGB:
                return bits >> 16 - 8 * (channel % 3) & 0xff;
            default:
                return labels ? bits : bits / 16f - 7;
        }
    }

    private static LUT colors() {
        final byte[] red = new byte[256];
        final byte[] green = new byte[256];
        final byte[] blue = new byte[256];
        for (int i = 0; i < 256; i++) {
            red[i] = (byte) (3 * i + 1);
            green[i] = (byte) (i * i);
            blue[i] = (byte) (255 - i);
        }
        return new LUT(red, green, blue);
    }
}
