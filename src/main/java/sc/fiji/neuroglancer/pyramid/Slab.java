package sc.fiji.neuroglancer.pyramid;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;

/**
 * As many planes of one level as a chunk is deep: one row of chunks along z. Filled by the cascade, then read by
 * workers until it is released, then filled again.
 */
public final class Slab implements Closeable {

    private final int level;
    private final Size3 levelSize;
    private final Size3 chunk;
    private final PixelType type;
    private final SlabStorage storage;
    private final Runnable onRelease;
    private int channel;
    private int time;
    private int zIndex;
    private int planes;

    Slab(
            final int level,
            final Size3 levelSize,
            final Size3 chunk,
            final PixelType type,
            final SlabStorage storage,
            final Consumer<Slab> onRelease) {
        this.level = level;
        this.levelSize = levelSize;
        this.chunk = chunk;
        this.type = type;
        this.storage = storage;
        this.onRelease = () -> onRelease.accept(this);
    }

    void begin(final int ofChannel, final int atTime, final int index) {
        channel = ofChannel;
        time = atTime;
        zIndex = index;
        planes = 0;
    }

    void add(final Object pixels) throws IOException {
        storage.put(planes, 0, levelSize.y(), pixels, 0);
        planes++;
    }

    SlabStorage storage() {
        return storage;
    }

    void planes(final int count) {
        planes = count;
    }

    /** The level of the pyramid, 0 is the finest. */
    public int level() {
        return level;
    }

    /** The channel, from 0. */
    public int channel() {
        return channel;
    }

    /** The time point, from 0. */
    public int time() {
        return time;
    }

    /** Index of this row of chunks along z. */
    public int zIndex() {
        return zIndex;
    }

    /** Number of planes in it: the chunk's depth, or less in the last row. */
    public int planes() {
        return planes;
    }

    /** Number of chunks along x and y; along z it is 1. */
    public Size3 chunks() {
        return levelSize.ceilDiv(chunk).with(2, 1);
    }

    /** Pixel type. */
    public PixelType type() {
        return type;
    }

    /**
     * Copies one chunk. May be called by several threads at once.
     *
     * @param cx index of the chunk along x
     * @param cy index of the chunk along y
     * @param target receives a whole chunk, x fastest; what lies outside the image becomes 0
     */
    public void copyChunk(final int cx, final int cy, final Object target) throws IOException {
        final int x = cx * chunk.x();
        final int y = cy * chunk.y();
        final int width = Math.min(chunk.x(), levelSize.x() - x);
        final int height = Math.min(chunk.y(), levelSize.y() - y);
        if (width < chunk.x() || height < chunk.y() || planes < chunk.z()) clear(target);
        storage.gather(planes, new SlabStorage.Box(x, y, width, height, chunk.x(), chunk.x() * chunk.y()), target);
    }

    private void clear(final Object target) {
        final int length = (int) chunk.product();
        final int strip = Math.min(length, 4096);
        final Object zeros = type.newArray(strip);
        for (int i = 0; i < length; i += strip) System.arraycopy(zeros, 0, target, i, Math.min(strip, length - i));
    }

    /** Returns the slab; the caller must not use it afterwards. */
    public void release() {
        onRelease.run();
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
