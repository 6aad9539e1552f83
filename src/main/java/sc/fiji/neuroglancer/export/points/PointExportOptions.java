package sc.fiji.neuroglancer.export.points;

import java.util.List;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.task.InputException;

/** How {@link PointExport} writes. Immutable; made by {@link #builder}. */
public final class PointExportOptions {

    /** Whether viewers draw all points in view or as many as suit the screen. */
    public enum ShowAll {
        /** All up to 100,000 points; a sample of more. */
        AUTO,
        /** All. */
        YES,
        /** A sample of the density that suits the screen; more as one zooms in. */
        NO
    }

    /** The choices that there are for points, the default first. */
    public static final List<String> EXISTING = List.of(IfExists.FAIL.label(), IfExists.REPLACE.label());

    private static final int MAX_WRITERS = 64;

    private final String name;
    private final IfExists existing;
    private final ShowAll showAll;
    private final int writers;

    private PointExportOptions(final Builder b) {
        name = b.name;
        existing = b.existing;
        showAll = b.showAll;
        writers = b.writers;
    }

    /** Starts with the defaults: name "points", FAIL, AUTO, 4 writers. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same under another name. */
    PointExportOptions withName(final String other) {
        return new Builder(this).name(other).build();
    }

    /** The dataset's folder within the store. */
    public String name() {
        return name;
    }

    /** What happens to a dataset that is there already. */
    public IfExists existing() {
        return existing;
    }

    /** Whether viewers draw all points in view. */
    public ShowAll showAll() {
        return showAll;
    }

    /** How many files are written at a time. */
    public int writers() {
        return writers;
    }

    /** Collects options. */
    public static final class Builder {
        private String name = "points";
        private IfExists existing = IfExists.FAIL;
        private ShowAll showAll = ShowAll.AUTO;
        private int writers = 4;

        private Builder() {}

        private Builder(final PointExportOptions from) {
            name = from.name;
            existing = from.existing;
            showAll = from.showAll;
            writers = from.writers;
        }

        /** The dataset's folder within the store: one name, without slashes. */
        public Builder name(final String value) {
            name = value;
            return this;
        }

        /** What happens to a dataset that is there already. */
        public Builder existing(final IfExists value) {
            existing = value;
            return this;
        }

        /** Whether viewers draw all points in view. */
        public Builder showAll(final ShowAll value) {
            showAll = value;
            return this;
        }

        /** How many files are written at a time, 1 to 64. */
        public Builder writers(final int value) {
            writers = value;
            return this;
        }

        /** @throws InputException when an option cannot be used */
        public PointExportOptions build() {
            if (name.isBlank() || name.matches("\\.+") || name.matches("(?s).*[/\\\\\\p{Cntrl}].*"))
                throw new InputException(
                        "name=[" + name + "] cannot be a folder. Give a name without slashes, for instance points.");
            if (writers < 1 || writers > MAX_WRITERS)
                throw new InputException("writers=" + writers + " is not between 1 and " + MAX_WRITERS + ".");
            if (existing == IfExists.RESUME)
                throw new InputException("existing=Resume is not possible for points, which are written quickly: choose"
                        + " Fail or Replace.");
            return new PointExportOptions(this);
        }
    }
}
