package sc.fiji.neuroglancer.annotation.find;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where points come from. */
public enum PointsSource {
    /** The first of these that has something, see {@link PointsFinder}. */
    AUTO("Auto"),
    ROI_MANAGER("ROI Manager"),
    SELECTION("Selection"),
    OVERLAY("Overlay"),
    RESULTS("Results table"),
    FILE("File");

    private final String label;

    PointsSource(final String label) {
        this.label = label;
    }

    /** The word for users. */
    String label() {
        return label;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(PointsSource::label).collect(Collectors.toList());
    }

    public static PointsSource byName(final String name) {
        for (final PointsSource source : values()) if (source.label.equals(name)) return source;
        throw new IllegalArgumentException(name);
    }
}
