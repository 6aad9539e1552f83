package sc.fiji.neuroglancer.link;

import java.util.Arrays;
import java.util.List;
import sc.fiji.neuroglancer.image.Channel;

/**
 * What Fiji shows of an open image.
 *
 * @param size of the exported part of the image: voxels along x, y, z, and time points
 * @param position center of the visible part: voxel along x, y, z, and time point, from 0
 * @param magnification screen pixels per voxel along x; 0 when the image has no window
 * @param channels all of them, with their colors and display ranges
 */
public record FijiView(long[] size, double[] position, double magnification, List<Channel> channels) {

    /** Copies the lists. */
    public FijiView {
        size = size.clone();
        position = position.clone();
        channels = List.copyOf(channels);
    }

    /** Whether the image has the size of a dataset: voxels along x, y, z, and time points. */
    boolean fits(final long... dataset) {
        return Arrays.equals(size, dataset);
    }
}
