package sc.fiji.neuroglancer.image.ij;

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
 * Reads plain TIFF slices: uncompressed gray pixels in contiguous strips, as most microscopes write them. ImageJ's
 * general opener takes five times as long for them; it reads all other files. Needs a buffer of 1 MiB.
 */
final class PlainTiffs {

    private static final int BUFFER_BYTES = 1 << 20;

    private final int width;
    private final int height;
    private final int bytesPerPixel;
    private ByteBuffer buffer;

    /** @param bytesPerPixel 1 for byte[], 2 for short[], 4 for float[] */
    PlainTiffs(final int width, final int height, final int bytesPerPixel) {
        this.width = width;
        this.height = height;
        this.bytesPerPixel = bytesPerPixel;
    }

    /**
     * Reads a file's first image.
     *
     * @param target receives its pixels
     * @return false when the file is not plain, or has another size or type; the target is unchanged then
     * @throws IOException when it is plain but cannot be read completely
     */
    boolean read(final Path file, final Object target) throws IOException {
        final String name = file.getFileName().toString();
        final String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".tif") && !lower.endsWith(".tiff")) return false;
        final FileInfo[] images = new TiffDecoder(file.getParent().toString(), name).getTiffInfo();
        if (images == null || images.length == 0 || !isPlain(images[0])) return false;
        final ByteOrder order = images[0].intelByteOrder ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        if (buffer == null) buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            read(file, channel, images[0].getOffset(), order, target);
        }
        return true;
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

    private void read(
            final Path file, final FileChannel channel, final long offset, final ByteOrder order, final Object target)
            throws IOException {
        final int pixels = Math.multiplyExact(width, height);
        for (int done = 0; done < pixels; ) {
            final int now = Math.min(pixels - done, BUFFER_BYTES / bytesPerPixel);
            final long position = offset + (long) done * bytesPerPixel;
            buffer.clear().limit(now * bytesPerPixel);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0)
                    throw new EOFException("the file " + file + " is cut short: it has " + channel.size()
                            + " bytes, but needs " + (offset + (long) pixels * bytesPerPixel)
                            + ". Copy it again, then export again.");
            }
            buffer.flip().order(order);
            if (bytesPerPixel == 1) buffer.get((byte[]) target, done, now);
            else if (bytesPerPixel == 2) buffer.asShortBuffer().get((short[]) target, done, now);
            else buffer.asFloatBuffer().get((float[]) target, done, now);
            done += now;
        }
    }
}
