package sc.fiji.neuroglancer.image;

import ij.io.FileInfo;
import ij.io.TiffDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Reads plain TIFF slices: uncompressed gray pixels, strips one after the other, as most microscopes write them. ImageJ's
 * general opener takes five times as long for them; what is not plain is left to it. Holds one plane twice, as bytes and
 * as pixels.
 */
final class PlainTiffs {

    private final int width;
    private final int height;
    private final int bytesPerPixel;
    private byte[] bytes;
    private Object pixels;

    /** @param bytesPerPixel 1 for byte[], 2 for short[], 4 for float[] */
    PlainTiffs(final int width, final int height, final int bytesPerPixel) {
        this.width = width;
        this.height = height;
        this.bytesPerPixel = bytesPerPixel;
    }

    /**
     * Reads a file's first image.
     *
     * @return its pixels, valid until the next call; or null when the file is not plain, or of another size or type
     * @throws IOException when it is plain but cannot be read to its end
     */
    Object read(final Path file) throws IOException {
        final String name = file.getFileName().toString();
        final String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".tif") && !lower.endsWith(".tiff")) return null;
        final FileInfo[] images = new TiffDecoder(file.getParent().toString(), name).getTiffInfo();
        if (images == null || images.length == 0 || !isPlain(images[0])) return null;
        readBytes(file, images[0].getOffset());
        return convert(images[0].intelByteOrder ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private boolean isPlain(final FileInfo info) {
        return info.width == width
                && info.height == height
                && info.fileType == fileType()
                && info.compression == FileInfo.COMPRESSION_NONE
                && isOneBlock(info);
    }

    private int fileType() {
        if (bytesPerPixel == 1) return FileInfo.GRAY8;
        return bytesPerPixel == 2 ? FileInfo.GRAY16_UNSIGNED : FileInfo.GRAY32_FLOAT;
    }

    private static boolean isOneBlock(final FileInfo info) {
        if (info.stripOffsets == null || info.stripOffsets.length < 2) return true;
        if (info.stripLengths == null || info.stripLengths.length != info.stripOffsets.length) return false;
        for (int i = 1; i < info.stripOffsets.length; i++)
            if (info.stripOffsets[i] != info.stripOffsets[i - 1] + info.stripLengths[i - 1]) return false;
        return true;
    }

    private void readBytes(final Path file, final long offset) throws IOException {
        if (bytes == null) bytes = new byte[Math.multiplyExact(Math.multiplyExact(width, height), bytesPerPixel)];
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0)
                    throw new EOFException("the file " + file + " is cut short: it has " + channel.size()
                            + " bytes, but needs " + (offset + bytes.length) + ". Copy it again and export again.");
            }
        }
    }

    private Object convert(final ByteOrder order) {
        if (bytesPerPixel == 1) return bytes;
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        if (bytesPerPixel == 2) {
            if (pixels == null) pixels = new short[width * height];
            buffer.asShortBuffer().get((short[]) pixels);
        } else {
            if (pixels == null) pixels = new float[width * height];
            buffer.asFloatBuffer().get((float[]) pixels);
        }
        return pixels;
    }
}
