package sc.fiji.neuroglancer.image.ij;

import java.awt.Rectangle;
import java.awt.image.IndexColorModel;

/**
 * Copies the pixels of one ImageJ plane, cropped and converted in the same pass. The source array is only read: it may
 * belong to the image, or be reused for the next plane.
 */
interface PlaneCopier {

    /**
     * @param pixels the plane as ImageJ holds it: byte[], short[], float[] or int[]
     * @param planes the arrays to fill
     */
    void copy(Object pixels, Object[] planes);

    /** Values unchanged, for any type. */
    static PlaneCopier same(final int width, final Rectangle crop) {
        return (pixels, planes) -> {
            if (crop.width == width) {
                System.arraycopy(pixels, crop.y * width, planes[0], 0, width * crop.height);
                return;
            }
            for (int y = 0; y < crop.height; y++)
                System.arraycopy(pixels, (crop.y + y) * width + crop.x, planes[0], y * crop.width, crop.width);
        };
    }

    /** ImageJ's signed 16-bit, stored with 32768 added, to two's complement. */
    static PlaneCopier signed16(final int width, final Rectangle crop) {
        return (pixels, planes) -> {
            final short[] source = (short[]) pixels;
            final short[] target = (short[]) planes[0];
            for (int y = 0, t = 0; y < crop.height; y++) {
                final int end = t + crop.width;
                for (int s = (crop.y + y) * width + crop.x; t < end; s++, t++) target[t] = (short) (source[s] ^ 0x8000);
            }
        };
    }

    /** Packed 0xRRGGBB to red, green, blue. */
    static PlaneCopier rgb(final int width, final Rectangle crop) {
        return (pixels, planes) -> {
            final int[] source = (int[]) pixels;
            final byte[] red = (byte[]) planes[0];
            final byte[] green = (byte[]) planes[1];
            final byte[] blue = (byte[]) planes[2];
            for (int y = 0, t = 0; y < crop.height; y++) {
                final int end = t + crop.width;
                for (int s = (crop.y + y) * width + crop.x; t < end; s++, t++) {
                    final int rgb = source[s];
                    red[t] = (byte) (rgb >> 16);
                    green[t] = (byte) (rgb >> 8);
                    blue[t] = (byte) rgb;
                }
            }
        };
    }

    /** Indexed color to red, green, blue through the color table. */
    static PlaneCopier indexed(final int width, final Rectangle crop, final IndexColorModel lut) {
        final byte[][] table = new byte[3][256];
        lut.getReds(table[0]);
        lut.getGreens(table[1]);
        lut.getBlues(table[2]);
        return (pixels, planes) -> {
            final byte[] source = (byte[]) pixels;
            for (int c = 0; c < 3; c++) {
                final byte[] target = (byte[]) planes[c];
                for (int y = 0, t = 0; y < crop.height; y++) {
                    final int end = t + crop.width;
                    for (int s = (crop.y + y) * width + crop.x; t < end; s++, t++)
                        target[t] = table[c][source[s] & 0xff];
                }
            }
        };
    }
}
