package sc.fiji.neuroglancer.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.task.InputException;

/** What a link shows and where. Immutable; made by {@link #builder}, checked in {@link Builder#build()}. */
public final class LinkOptions {

    private final List<String> datasets;
    private final List<String> points;
    private final String viewer;
    private final String baseUrl;
    private final boolean shorten;
    private final FijiView display;

    private LinkOptions(final Builder b) {
        datasets = List.copyOf(b.datasets);
        points = List.copyOf(b.points);
        viewer = b.viewer;
        baseUrl = b.baseUrl;
        shorten = b.shorten;
        display = b.display;
    }

    /** Starts with no dataset. */
    public static Builder builder() {
        return new Builder();
    }

    /** Datasets: folders, web addresses, data sources such as {@code n5://https://…}, or links. */
    public List<String> datasets() {
        return datasets;
    }

    /** Precomputed annotations: folders or web addresses. */
    public List<String> points() {
        return points;
    }

    /** Address of the viewer's page; empty for that of a given link, else for one that fits. */
    public Optional<String> viewer() {
        return Optional.ofNullable(viewer);
    }

    /** Public address of the folder that holds the datasets' folders, or empty when they are served from here. */
    public Optional<String> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    /** Whether the state goes into a file beside the data and the link only names it. */
    public boolean shorten() {
        return shorten;
    }

    /** What Fiji shows of the first dataset, if it is open there. */
    public Optional<FijiView> display() {
        return Optional.ofNullable(display);
    }

    /** Collects the options. */
    public static final class Builder {
        private final List<String> datasets = new ArrayList<>();
        private final List<String> points = new ArrayList<>();
        private String viewer;
        private String baseUrl;
        private boolean shorten;
        private FijiView display;

        private Builder() {}

        /** Address of the viewer's page; empty for that of a given link, else for one that fits. */
        public Builder viewer(final String value) {
            viewer = value.trim().isEmpty() ? null : value.trim();
            return this;
        }

        /**
         * Adds a dataset: the folder or web address of an OME-Zarr or of annotations, a data source such as
         * {@code n5://https://…}, or a link, whose layers are taken over; when it comes first, its whole state is. An
         * empty text adds nothing.
         */
        public Builder dataset(final String value) {
            if (!value.trim().isEmpty()) datasets.add(value.trim());
            return this;
        }

        /** Adds precomputed annotations: a folder or a web address; an empty text adds nothing. */
        public Builder points(final String value) {
            if (!value.trim().isEmpty()) points.add(value.trim());
            return this;
        }

        /** Public address of the folder that holds the datasets' folders; empty when they are served from here. */
        public Builder baseUrl(final String value) {
            baseUrl = value.trim().isEmpty() ? null : value.trim();
            return this;
        }

        /** Whether the state goes into a file beside the data. */
        public Builder shorten(final boolean value) {
            shorten = value;
            return this;
        }

        /** What Fiji shows of the first dataset, or null. */
        public Builder display(final FijiView value) {
            display = value;
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws InputException when there is nothing to show, or an address is none
         */
        public LinkOptions build() {
            if (datasets.isEmpty() && points.isEmpty())
                throw new InputException("There is no dataset: export an image first, or give its folder or address.");
            if (viewer != null && !viewer.matches("(?i)https?://.+"))
                throw new InputException("The viewer '" + viewer
                        + "' is no address: give one that begins with https://, for instance"
                        + " https://neuroglancer-demo.appspot.com.");
            if (baseUrl != null && !baseUrl.matches("(?i)https?://.+"))
                throw new InputException("The base address '" + baseUrl + "' must begin with https:// or http://.");
            return new LinkOptions(this);
        }
    }
}
