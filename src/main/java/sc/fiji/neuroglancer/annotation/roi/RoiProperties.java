package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.Roi;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.PropertySpec;
import sc.fiji.neuroglancer.annotation.PropertyType;
import sc.fiji.neuroglancer.message.Message;

/**
 * What ROIs have besides their shape: name, counter, group, channel, color. A property exists when at least one ROI has
 * it.
 *
 * <p>Heap: each distinct name once, at most {@value PropertySpec#MAX_LABELS}.
 */
final class RoiProperties {

    private static final int RGB = 0xffffff;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final boolean hasChannels;
    private int maxCounter;
    private int maxGroup;
    private int maxChannel;
    private boolean colored;
    private final List<PropertySpec> specs = new ArrayList<>();
    private final List<ToDoubleBiFunction<Roi, Integer>> values = new ArrayList<>();

    /** @param hasChannels whether the image has several channels, so that ROIs differ by channel */
    RoiProperties(final boolean hasChannels) {
        this.hasChannels = hasChannels;
    }

    /** Learns from a ROI. */
    void learn(final Roi roi) {
        if (names.size() <= PropertySpec.MAX_LABELS) names.putIfAbsent(name(roi), names.size());
        maxGroup = Math.max(maxGroup, roi.getGroup());
        maxChannel = Math.max(maxChannel, roi.getCPosition());
        colored |= color(roi) != null;
    }

    /** Learns from the counter of a point. */
    void learn(final int counter) {
        maxCounter = Math.max(maxCounter, counter);
    }

    /** Decides which properties exist; adds a sentence for what was left out. */
    void endLearning(final List<Message> notes) {
        final boolean named = names.size() > 1 || !names.containsKey("");
        if (named && names.size() > PropertySpec.MAX_LABELS)
            notes.add(Message.of("The names were left out: more than {} of them differ.", PropertySpec.MAX_LABELS));
        else if (named) addLabels("name", names.keySet(), (roi, counter) -> names.get(name(roi)));
        if (maxCounter > 0)
            add(new PropertySpec("counter", PropertyType.UINT8, "counter of the point"), (roi, counter) -> counter);
        if (maxGroup > 0) addLabels("group", groups(), (roi, counter) -> roi.getGroup());
        if (hasChannels && maxChannel > 0)
            add(
                    new PropertySpec(
                            "channel", PropertyType.forIntegers(0, maxChannel), "channel, from 1; 0 for all channels"),
                    (roi, counter) -> roi.getCPosition());
        if (colored) add(new PropertySpec("color", PropertyType.RGB, ""), (roi, counter) -> rgb(roi));
    }

    private void add(final PropertySpec spec, final ToDoubleBiFunction<Roi, Integer> value) {
        specs.add(spec);
        values.add(value);
    }

    private void addLabels(
            final String id, final Iterable<String> labels, final ToDoubleBiFunction<Roi, Integer> value) {
        final List<String> list = new ArrayList<>();
        labels.forEach(list::add);
        add(PropertySpec.labels(id, list, ""), value);
    }

    private List<String> groups() {
        final List<String> labels = new ArrayList<>(List.of("none"));
        for (int i = 1; i <= maxGroup; i++) {
            final String name = Roi.getGroupName(i);
            labels.add(name == null || name.isBlank() ? "group " + i : name);
        }
        return labels;
    }

    List<PropertySpec> specs() {
        return specs;
    }

    /** Sets all properties. */
    void fill(final Annotation annotation, final Roi roi, final int counter) {
        for (int i = 0; i < values.size(); i++)
            annotation.property(i, values.get(i).applyAsDouble(roi, counter));
    }

    private static String name(final Roi roi) {
        return roi.getName() == null ? "" : roi.getName();
    }

    private static Color color(final Roi roi) {
        return roi.getStrokeColor() == null ? roi.getFillColor() : roi.getStrokeColor();
    }

    private static int rgb(final Roi roi) {
        final Color color = color(roi);
        return (color == null ? Roi.getColor() : color).getRGB() & RGB;
    }
}
