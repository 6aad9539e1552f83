package sc.fiji.neuroglancer.check;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import sc.fiji.neuroglancer.address.PastedAddress;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/** What {@link Check} looks at and for whom. Immutable; made by {@link #builder}. */
public final class CheckOptions {

    private final String place;
    private final String viewer;
    private final Duration patience;

    private CheckOptions(final Builder b) {
        place = b.place;
        viewer = b.viewer;
        patience = b.patience;
    }

    /**
     * Starts with the viewer of the Neuroglancer project.
     *
     * @param place web address or folder of a dataset; a data source such as {@code zarr://https://…} is one, too
     */
    public static Builder builder(final String place) {
        return new Builder(place);
    }

    /** Web address or folder of the dataset. */
    public String place() {
        return place;
    }

    /** Address of the viewer's page. */
    public String viewer() {
        return viewer;
    }

    /** How long the server may take for an answer. */
    public Duration patience() {
        return patience;
    }

    /** The viewer's origin as a browser names it: scheme, host, and the port if it is not the usual one. */
    String origin() {
        final URI page = URI.create(viewer);
        final String scheme = page.getScheme().toLowerCase(Locale.ROOT);
        final boolean usual = page.getPort() < 0 || page.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + page.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + page.getPort());
    }

    /** Collects options. */
    public static final class Builder {
        private final String place;
        private String viewer = ViewerLink.DEMO;
        private Duration patience = Duration.ofSeconds(60);

        private Builder(final String place) {
            this.place = place.trim();
        }

        /** Address of the viewer that shall show the data; empty for that of the Neuroglancer project. */
        public Builder viewer(final String value) {
            viewer = value.trim().isEmpty() ? ViewerLink.DEMO : value.trim();
            return this;
        }

        /** How long the server may take for an answer. */
        public Builder patience(final Duration value) {
            patience = value;
            return this;
        }

        /** @throws InputException when there is no place, or the viewer is no address */
        public CheckOptions build() {
            if (place.isEmpty())
                throw new InputException("There is nothing to check: give the address or the folder of a dataset.");
            viewer = PastedAddress.parse("viewer", viewer.replaceFirst("#.*", ""))
                    .toString();
            return new CheckOptions(this);
        }
    }
}
