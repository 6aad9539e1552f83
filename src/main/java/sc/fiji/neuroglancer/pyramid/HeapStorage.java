package sc.fiji.neuroglancer.pyramid;

import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;

/**
 * A slab on the heap, laid out as its chunks are: a plane is cut up when it is put, while the processor's caches hold
 * it, so that a chunk lies in one piece when it is gathered. Chunks at the upper edges are also stored whole.
 *
 * <p>The chunks are stored in a few large arrays: the garbage collector rounds each array up to whole regions, which for one
 * array per chunk can waste half of the memory.
 */
final class HeapStorage implements SlabStorage {

    private final int width;
    private final int tileWidth;
    private final int tileHeight;
    private final int columns;
    private final int chunkLength;
    private final int chunksPerBlock;
    private final Object[] blocks;

    /**
     * @param width pixels per row
     * @param height rows per plane
     * @param planes capacity
     * @param chunk only x and y are used
     * @param blockBytes approximate length of each array
     */
    HeapStorage(
            final PixelType type,
            final int width,
            final int height,
            final int planes,
            final Size3 chunk,
            final long blockBytes) {
        this.width = width;
        tileWidth = Math.min(chunk.x(), width);
        tileHeight = Math.min(chunk.y(), height);
        columns = (width + tileWidth - 1) / tileWidth;
        chunkLength = Math.multiplyExact(Math.multiplyExact(tileWidth, tileHeight), planes);
        final int chunks = Math.multiplyExact(columns, (height + tileHeight - 1) / tileHeight);
        final long longest = Math.max(1, Integer.MAX_VALUE / 2 / chunkLength);
        chunksPerBlock = (int)
                Math.max(1, Math.min(Math.min(chunks, longest), blockBytes / ((long) chunkLength * type.bytes())));
        blocks = new Object[(chunks + chunksPerBlock - 1) / chunksPerBlock];
        for (int i = 0; i < blocks.length; i++)
            blocks[i] = type.newArray(Math.min(chunksPerBlock, chunks - i * chunksPerBlock) * chunkLength);
    }

    /** Heap that a slab takes in bytes, before the collector rounds it up. */
    static long bytes(final PixelType type, final Size3 size, final int planes, final Size3 chunk) {
        final int tileWidth = Math.min(chunk.x(), size.x());
        final int tileHeight = Math.min(chunk.y(), size.y());
        final Size3 grid = size.ceilDiv(Size3.of(tileWidth, tileHeight, 1));
        return (long) grid.x() * tileWidth * grid.y() * tileHeight * planes * type.bytes();
    }

    @Override
    public void put(final int plane, final int y, final int rows, final Object pixels, final int offset) {
        for (int top = y, next; top < y + rows; top = next) {
            next = Math.min(y + rows, (top / tileHeight + 1) * tileHeight);
            for (int x = 0; x < width; x += tileWidth) {
                final Object block = block(x, top);
                final int length = Math.min(tileWidth, width - x);
                int from = offset + (top - y) * width + x;
                int to = position(plane, x, top);
                for (int row = top; row < next; row++, from += width, to += tileWidth)
                    System.arraycopy(pixels, from, block, to, length);
            }
        }
    }

    @Override
    public void get(final int plane, final int y, final int rows, final Object pixels, final int offset) {
        for (int row = y; row < y + rows; row++) {
            for (int x = 0; x < width; x += tileWidth) {
                final int length = Math.min(tileWidth, width - x);
                final int to = offset + (row - y) * width + x;
                System.arraycopy(block(x, row), position(plane, x, row), pixels, to, length);
            }
        }
    }

    @Override
    public void gather(final int planes, final Box box, final Object target) {
        if (isChunk(box)) {
            final int length = planes * tileWidth * tileHeight;
            System.arraycopy(block(box.x(), box.y()), position(0, box.x(), box.y()), target, 0, length);
            return;
        }
        for (int plane = 0; plane < planes; plane++) {
            for (int row = 0; row < box.height(); row++) {
                int to = plane * box.planeStride() + row * box.rowStride();
                for (int x = box.x(), length; x < box.x() + box.width(); x += length, to += length) {
                    length = Math.min(tileWidth - x % tileWidth, box.x() + box.width() - x);
                    final int y = box.y() + row;
                    System.arraycopy(block(x, y), position(plane, x, y), target, to, length);
                }
            }
        }
    }

    /** Whether the box is a whole chunk in the layout of this storage. */
    private boolean isChunk(final Box box) {
        return box.x() % tileWidth == 0
                && box.y() % tileHeight == 0
                && box.width() == tileWidth
                && box.height() == tileHeight
                && box.rowStride() == tileWidth
                && box.planeStride() == tileWidth * tileHeight;
    }

    private int chunk(final int x, final int y) {
        return y / tileHeight * columns + x / tileWidth;
    }

    private Object block(final int x, final int y) {
        return blocks[chunk(x, y) / chunksPerBlock];
    }

    private int position(final int plane, final int x, final int y) {
        final int inChunk = (plane * tileHeight + y % tileHeight) * tileWidth + x % tileWidth;
        return chunk(x, y) % chunksPerBlock * chunkLength + inChunk;
    }

    @Override
    public void close() {
        // left to the garbage collector
    }
}
