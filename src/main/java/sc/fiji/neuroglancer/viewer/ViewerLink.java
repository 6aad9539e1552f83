package sc.fiji.neuroglancer.viewer;

import java.util.regex.Pattern;
import sc.fiji.neuroglancer.address.PercentCode;
import sc.fiji.neuroglancer.task.InputException;

/**
 * An address that opens a viewer with a state: {@code https://viewer/#!{…}} with the state in it, or the short form
 * {@code https://viewer/#!https://…/state.json} that says where the state is.
 *
 * <p>Source of the format: Neuroglancer, {@code src/ui/url_hash_binding.ts}.
 *
 * @param viewer address of the viewer's page, without the state
 * @param state empty for a short link
 * @param stateAddress where a short link has its state; empty when the state is in the link
 */
public record ViewerLink(String viewer, ViewerState state, String stateAddress) {

    /** File in a dataset's folder with the state of short links. */
    public static final String STATE_FILE = "state.json";

    /** The viewer of the Neuroglancer project. */
    public static final String DEMO = "https://neuroglancer-demo.appspot.com";

    /** The viewer of Helmholtz Imaging, which may read from the Helmholtz storage. */
    public static final String HELMHOLTZ = "https://neuroglancer.helmholtz-imaging.de";

    /** Mail, chat, and spreadsheet programs may cut off links that are longer than this. */
    public static final int SAFE_LENGTH = 2000;

    /** {@code encodeURI} of JavaScript without {@code ! ' ( ) * ; ,}: as the viewer itself writes it. */
    private static final PercentCode FRAGMENT = new PercentCode("/:?#@&=+$-_.~");

    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);

    /**
     * The link that contains a state.
     *
     * @param viewer address of the viewer, for instance {@link #DEMO}
     */
    public static String toUrl(final String viewer, final ViewerState state) {
        return page(viewer) + "#!" + FRAGMENT.encode(state.toString());
    }

    /**
     * The short link.
     *
     * @param viewer address of the viewer, for instance {@link #DEMO}
     * @param stateAddress web address of the state's JSON; the viewer must be allowed to read it (CORS)
     */
    public static String toShortUrl(final String viewer, final String stateAddress) {
        return page(viewer) + "#!" + stateAddress;
    }

    /** Whether programs may cut this link off, so that the short form is better. */
    public static boolean isLong(final String url) {
        return url.length() > SAFE_LENGTH;
    }

    /** The viewer's page: with a slash after a bare host, without what follows {@code #}. */
    private static String page(final String viewer) {
        final int hash = viewer.indexOf('#');
        final String page = (hash < 0 ? viewer : viewer.substring(0, hash)).trim();
        return page.matches("[^/]+://[^/]+") ? page + "/" : page;
    }

    /**
     * Reads a link of any viewer, with the state in either of its encodings or in the short form.
     *
     * @throws InputException when the text is not such a link
     */
    public static ViewerLink parse(final String link) {
        final String text = link.trim();
        final int hash = text.indexOf("#!");
        if (hash < 0)
            throw new InputException(
                    "The link does not contain a viewer state (no #!): copy it from the address bar of Neuroglancer.");
        final String viewer = text.substring(0, hash);
        final String fragment = text.substring(hash + 2);
        if (fragment.startsWith("+"))
            throw new InputException(
                    "The link contains #!+ and only adds to what a viewer already shows: open it, and copy the"
                            + " whole link from the address bar.");
        if (ADDRESS.matcher(fragment).matches()) return new ViewerLink(viewer, ViewerState.empty(), fragment);
        final String json = UrlSafeJson.toJson(decode(fragment));
        return new ViewerLink(viewer, ViewerState.parse(json.isEmpty() ? "{}" : json), "");
    }

    private static String decode(final String fragment) {
        try {
            return PercentCode.decode(fragment);
        } catch (final IllegalArgumentException e) {
            throw new InputException(e, "The link contains {}: copy the whole link again.", e.getMessage());
        }
    }
}
