package sc.fiji.neuroglancer.image.ij;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.lang.reflect.Array;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;

/**
 * A virtual stack for tests: counts how often each plane is read, and fails or waits at a plane when told so.
 *
 * <p>{@code new ImagePlus(title, stack)} reads the first plane itself; {@link #image(String)} does not count that.
 */
public final class CountingStack extends VirtualStack {

    private final int width;
    private final int height;
    private final int depth;
    private final int slices;
    private final IntFunction<Object> pixels;
    private final AtomicIntegerArray reads;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int failing;
    private volatile int blocking;
    private Object shared;
    private boolean sharing;

    /** @param pixels makes the array of plane n, from 1: byte[], short[], float[] or int[] (RGB) */
    public CountingStack(final int width, final int height, final int slices, final IntFunction<Object> pixels) {
        super(width, height, null, null);
        this.width = width;
        this.height = height;
        this.slices = slices;
        this.pixels = pixels;
        reads = new AtomicIntegerArray(slices + 1);
        depth = processor(pixels.apply(1)).getBitDepth();
    }

    /** A 16-bit stack whose pixel at x, y of plane n is {@link #value}. */
    public static CountingStack of16(final int width, final int height, final int slices) {
        return new CountingStack(width, height, slices, n -> {
            final short[] plane = new short[width * height];
            for (int i = 0; i < plane.length; i++) plane[i] = (short) value(i % width, i / width, n);
            return plane;
        });
    }

    /** What {@link #of16} has at x, y (from 0) of plane n (from 1): different for each plane, 0 to 65535. */
    public static int value(final int x, final int y, final int n) {
        return (x + 131 * y + 7919 * n) & 0xffff;
    }

    /** Returns all planes in one and the same array, as some readers do. */
    public CountingStack sharingOneArray() {
        sharing = true;
        return this;
    }

    /** Throws {@link IllegalStateException} when plane n, from 1, is read. */
    public CountingStack failingAt(final int n) {
        failing = n;
        return this;
    }

    /** Waits at plane n, from 1, until {@link #release()}. */
    public CountingStack blockingAt(final int n) {
        blocking = n;
        return this;
    }

    /** Waits until a reader stands at the blocking plane. */
    public void awaitBlocked() throws InterruptedException {
        reached.await();
    }

    /** Lets the reader at the blocking plane go on, now or later. */
    public void release() {
        released.countDown();
    }

    /** An image of this stack with all counts at 0. */
    public ImagePlus image(final String title) {
        final int fail = failing;
        final int block = blocking;
        failing = 0;
        blocking = 0;
        final ImagePlus image = new ImagePlus(title, this);
        failing = fail;
        blocking = block;
        resetCounts();
        return image;
    }

    /** Sets all counts to 0. */
    public void resetCounts() {
        for (int i = 0; i <= slices; i++) reads.set(i, 0);
    }

    /** How often plane n, from 1, was read. */
    public int reads(final int n) {
        return reads.get(n);
    }

    /** How many planes were read. */
    public int totalReads() {
        int total = 0;
        for (int i = 1; i <= slices; i++) total += reads.get(i);
        return total;
    }

    /** The most reads of any plane. */
    public int maxReads() {
        int max = 0;
        for (int i = 1; i <= slices; i++) max = Math.max(max, reads.get(i));
        return max;
    }

    @Override
    public ImageProcessor getProcessor(final int n) {
        reads.incrementAndGet(n);
        if (n == failing) throw new IllegalStateException("plane " + n + " is out of order");
        if (n == blocking) block();
        final Object plane = pixels.apply(n);
        if (plane == null) return null;
        if (!sharing) return processor(plane);
        if (shared == null) shared = plane;
        else System.arraycopy(plane, 0, shared, 0, width * height);
        return processor(shared);
    }

    private void block() {
        reached.countDown();
        try {
            released.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while blocking", e);
        }
    }

    private ImageProcessor processor(final Object plane) {
        if (plane instanceof byte[]) return new ByteProcessor(length(plane) / height, height, (byte[]) plane, null);
        if (plane instanceof short[]) return new ShortProcessor(length(plane) / height, height, (short[]) plane, null);
        if (plane instanceof float[]) return new FloatProcessor(length(plane) / height, height, (float[]) plane);
        return new ColorProcessor(length(plane) / height, height, (int[]) plane);
    }

    private static int length(final Object plane) {
        return Array.getLength(plane);
    }

    @Override
    public Object getPixels(final int n) {
        return null;
    }

    @Override
    public int getSize() {
        return slices;
    }

    @Override
    public int size() {
        return slices;
    }

    @Override
    public int getWidth() {
        return width;
    }

    @Override
    public int getHeight() {
        return height;
    }

    @Override
    public int getBitDepth() {
        return depth;
    }

    @Override
    public String getSliceLabel(final int n) {
        return null;
    }
}
