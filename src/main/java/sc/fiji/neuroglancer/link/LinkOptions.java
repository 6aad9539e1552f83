package sc.fiji.neuroglancer.link;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.task.InputException;

/**
 * What a link shows and where; see {@link #builder}.
 *
 * @param datasets folders, web addresses, data sources such as {@code n5://https://…}, or links
 * @param points precomputed annotations: folders or web addresses
 * @param viewer address of the viewer's page; empty for that of a given link, or else for a suitable one
 * @param baseUrl public address of the folder that holds the datasets' folders; empty when they are served from here
 * @param shorten whether the state goes into a file beside the data and the link only names it
 * @param display what Fiji shows of the first dataset; null unless it is open
 */
public record LinkOptions(
        List<String> datasets, List<String> points, String viewer, String baseUrl, boolean shorten, FijiView display) {

    /** @throws InputException when there is nothing to show, or an address is not valid */
    public LinkOptions {
        datasets = List.copyOf(datasets);
        points = List.copyOf(points);
        if (datasets.isEmpty() && points.isEmpty())
            throw new InputException("No dataset is given: export an image first, or give a folder or address.");
        if (!viewer.isEmpty() && !viewer.matches("(?i)https?://.+"))
            throw new InputException(
                    "'{}' is not the address of a viewer: give one that begins with https://, such as"
                            + " https://neuroglancer-demo.appspot.com.",
                    viewer);
        if (!baseUrl.isEmpty() && !baseUrl.matches("(?i)https?://.+"))
            throw new InputException("The base address '{}' must begin with https:// or http://.", baseUrl);
    }

    /** Starts without a dataset. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options. Texts may be empty. */
    public static final class Builder {
        private final List<String> datasets = new ArrayList<>();
        private final List<String> points = new ArrayList<>();
        private String viewer = "";
        private String baseUrl = "";
        private boolean shorten;
        private FijiView display;

        private Builder() {}

        /** See {@link LinkOptions#viewer}. */
        public Builder viewer(final String value) {
            viewer = value.trim();
            return this;
        }

        /**
         * Adds a dataset: the folder or web address of an OME-Zarr or of annotations, a data source such as
         * {@code n5://https://…}, or a link, whose layers are taken over; when it comes first, its whole state is.
         */
        public Builder dataset(final String value) {
            if (!value.isBlank()) datasets.add(value.trim());
            return this;
        }

        /** Adds precomputed annotations: a folder or a web address. */
        public Builder points(final String value) {
            if (!value.isBlank()) points.add(value.trim());
            return this;
        }

        /** See {@link LinkOptions#baseUrl}. */
        public Builder baseUrl(final String value) {
            baseUrl = value.trim();
            return this;
        }

        /** See {@link LinkOptions#shorten}. */
        public Builder shorten(final boolean value) {
            shorten = value;
            return this;
        }

        /** See {@link LinkOptions#display}. */
        public Builder display(final FijiView value) {
            display = value;
            return this;
        }

        /** @throws InputException when there is nothing to show, or an address is not valid */
        public LinkOptions build() {
            return new LinkOptions(datasets, points, viewer, baseUrl, shorten, display);
        }
    }
}
