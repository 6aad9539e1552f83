package sc.fiji.neuroglancer.check;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/**
 * What {@link Check} looks at and for whom.
 *
 * @param place web address or folder of a dataset; a data source such as {@code zarr://https://…} is one, too
 * @param viewer address of the viewer's page
 * @param patience how long the server may take for an answer
 */
public record CheckOptions(String place, String viewer, Duration patience) {

    /**
     * @param viewer empty for that of the Neuroglancer project
     * @throws InputException when there is no place, or the viewer is not an address
     */
    public CheckOptions {
        place = place.trim();
        viewer = viewer.trim().isEmpty() ? ViewerLink.DEMO : viewer.trim();
        if (place.isEmpty())
            throw new InputException("There is nothing to check: give the address or the folder of a dataset.");
        viewer = WebAddress.parse("viewer", viewer.replaceFirst("#.*", "")).toString();
    }

    /** Options that wait a minute for each answer; see {@link #CheckOptions(String, String, Duration)}. */
    public static CheckOptions of(final String place, final String viewer) {
        return new CheckOptions(place, viewer, Duration.ofSeconds(60));
    }

    /** The viewer's origin as a browser names it: scheme, host, and the port if it is not the usual one. */
    String origin() {
        final URI page = URI.create(viewer);
        final String scheme = page.getScheme().toLowerCase(Locale.ROOT);
        final boolean usual = page.getPort() < 0 || page.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + page.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + page.getPort());
    }
}
