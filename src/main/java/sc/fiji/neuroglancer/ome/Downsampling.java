package sc.fiji.neuroglancer.ome;

/** How a voxel of a coarse level was made from all the voxels it covers. Its centre is the centre of that block. */
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

    /** As it stands in the metadata, for instance {@code mean}. */
    public String label() {
        return label;
    }

    String description() {
        return description;
    }
}
