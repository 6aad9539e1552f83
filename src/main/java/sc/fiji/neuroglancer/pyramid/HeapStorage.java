package sc.fiji.neuroglancer.pyramid;

import sc.fiji.neuroglancer.grid.PixelType;

/**
 * A slab on the heap, in few large arrays: the garbage collector rounds each array up to whole regions, which for one
 * array per plane can waste half of the memory.
 */
final class HeapStorage implements SlabStorage {

    private final int width;
    private final int planeLength;
    private final int planesPerBlock;
    private final Object[] blocks;

    /**
     * @param width pixels per row
     * @param height rows per plane
     * @param planes capacity
     * @param blockBytes about how long each array should be
     */
    HeapStorage(final PixelType type, final int width, final int height, final int planes, final long blockBytes) {
        this.width = width;
        planeLength = Math.multiplyExact(width, height);
        planesPerBlock = planesPerBlock((long) planeLength * type.bytes(), planes, blockBytes);
        blocks = new Object[(planes + planesPerBlock - 1) / planesPerBlock];
        for (int i = 0; i < blocks.length; i++) {
            final int held = Math.min(planesPerBlock, planes - i * planesPerBlock);
            blocks[i] = type.newArray(held * planeLength);
        }
    }

    private static int planesPerBlock(final long planeBytes, final int planes, final long blockBytes) {
        final long longest = Math.max(1, Integer.MAX_VALUE / 2 / planeBytes);
        return (int) Math.max(1, Math.min(Math.min(planes, longest), blockBytes / planeBytes));
    }

    @Override
    public void put(final int plane, final int y, final int rows, final Object pixels, final int offset) {
        System.arraycopy(pixels, offset, block(plane), position(plane, y), rows * width);
    }

    @Override
    public void get(final int plane, final int y, final int rows, final Object pixels, final int offset) {
        System.arraycopy(block(plane), position(plane, y), pixels, offset, rows * width);
    }

    @Override
    public void gather(final int planes, final Box box, final Object target) {
        for (int plane = 0; plane < planes; plane++) {
            final Object block = block(plane);
            int from = position(plane, box.y) + box.x;
            int to = plane * box.planeStride;
            for (int row = 0; row < box.height; row++) {
                System.arraycopy(block, from, target, to, box.width);
                from += width;
                to += box.rowStride;
            }
        }
    }

    private Object block(final int plane) {
        return blocks[plane / planesPerBlock];
    }

    private int position(final int plane, final int y) {
        return plane % planesPerBlock * planeLength + y * width;
    }

    @Override
    public void close() {
        // the garbage collector takes it
    }
}
