package sc.fiji.neuroglancer.ome;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link OmeWriter} needs besides the image and its levels.
 *
 * @param writerName the program that made the levels
 * @param writerVersion its version
 * @param downsampling how the levels were made
 * @param labels whether pixel values are numbers of objects: {@code image-label} is written instead of channel colors
 * @param entries own entries of the metadata block, by key, in order
 */
public record OmeOptions(
        String writerName,
        String writerVersion,
        Downsampling downsampling,
        boolean labels,
        Map<String, String> entries) {

    /** How a voxel of a coarse level was made from all the voxels it covers. Its center is the center of that block. */
    public enum Downsampling {
        /** Their mean, for intensities. */
        MEAN("mean", "Each voxel is the mean of the voxels it covers in the level before, rounded to nearest."),
        /** The value that most of them have, for labels. */
        MODE("mode", "Each voxel is the most frequent value of the voxels it covers in the level before.");

        private final String label;
        private final String description;

        Downsampling(final String label, final String description) {
            this.label = label;
            this.description = description;
        }

        /** As written in the metadata, for instance {@code mean}. */
        public String label() {
            return label;
        }

        String description() {
            return description;
        }
    }

    /** Intensities reduced by their mean. */
    public static OmeOptions of(final String writerName, final String writerVersion) {
        return new OmeOptions(writerName, writerVersion, Downsampling.MEAN, false, Map.of());
    }

    public OmeOptions downsampling(final Downsampling value) {
        return new OmeOptions(writerName, writerVersion, value, labels, entries);
    }

    public OmeOptions labels(final boolean value) {
        return new OmeOptions(writerName, writerVersion, downsampling, value, entries);
    }

    /**
     * Adds an entry of our own to {@code multiscales[0].metadata}, for instance {@code fingerprint}.
     *
     * @throws IllegalArgumentException when the key is {@code description}, {@code method} or {@code version}
     */
    public OmeOptions entry(final String key, final String value) {
        if (key.equals("description") || key.equals("method") || key.equals("version"))
            throw new IllegalArgumentException("reserved: " + key);
        final Map<String, String> all = new LinkedHashMap<>(entries);
        all.put(key, value);
        return new OmeOptions(writerName, writerVersion, downsampling, labels, all);
    }
}
