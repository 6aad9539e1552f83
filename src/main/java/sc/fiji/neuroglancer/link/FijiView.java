package sc.fiji.neuroglancer.link;

import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.image.Channel;

/** What Fiji shows of an open image now. Immutable. */
public final class FijiView {

    private final long[] size;
    private final double[] position;
    private final double magnification;
    private final List<Channel> channels;

    /**
     * @param size of what was exported of the image: voxels along x, y, z, and time points
     * @param position centre of what is seen: voxel along x, y, z, and time point, from 0
     * @param magnification pixels of the screen per voxel along x; 0 when the image has no window
     * @param channels all of them, with their colours and display ranges
     */
    public FijiView(
            final long[] size, final double[] position, final double magnification, final List<Channel> channels) {
        this.size = size.clone();
        this.position = position.clone();
        this.magnification = magnification;
        this.channels = List.copyOf(channels);
    }

    /** Whether the image has the size of a dataset: voxels along x, y, z, and time points. */
    boolean fits(final long... dataset) {
        return Arrays.equals(size, dataset);
    }

    /** The voxel along 0 = x, 1 = y, 2 = z, or the time point for 3. */
    double position(final int place) {
        return position[place];
    }

    double magnification() {
        return magnification;
    }

    List<Channel> channels() {
        return channels;
    }
}
