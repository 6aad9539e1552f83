package sc.fiji.neuroglancer.viewer;

import java.util.Optional;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.address.PercentCode;
import sc.fiji.neuroglancer.task.InputException;

/**
 * An address that opens a viewer with a state: {@code https://viewer/#!{…}} with the state in it, or the short form
 * {@code https://viewer/#!https://…/state.json} that says where the state is. Immutable.
 *
 * <p>Source of the format: Neuroglancer, {@code src/ui/url_hash_binding.ts}.
 */
public final class ViewerLink {

    /** What is in a dataset's folder for short links. */
    public static final String STATE_FILE = "state.json";

    /** The viewer of the Neuroglancer project. */
    public static final String DEMO = "https://neuroglancer-demo.appspot.com";

    /** The viewer of Helmholtz Imaging, which the Helmholtz storage admits. */
    public static final String HELMHOLTZ = "https://neuroglancer.helmholtz-imaging.de";

    /** Mail, chats and spreadsheets cut links that are longer than this. */
    public static final int SAFE_LENGTH = 2000;

    /** {@code encodeURI} of JavaScript without {@code ! ' ( ) * ; ,}: as the viewer itself writes it. */
    private static final PercentCode FRAGMENT = new PercentCode("/:?#@&=+$-_.~");

    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);

    private final String viewer;
    private final ViewerState state;
    private final String stateAddress;

    private ViewerLink(final String viewer, final ViewerState state, final String stateAddress) {
        this.viewer = viewer;
        this.state = state;
        this.stateAddress = stateAddress;
    }

    /**
     * The link that carries a state in it.
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

    /** Whether programs may cut this link, so that the short form is the better one. */
    public static boolean isLong(final String url) {
        return url.length() > SAFE_LENGTH;
    }

    /** The viewer's page: a bare host gets its slash, a file name stays, what follows {@code #} goes. */
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
                    "The link has no state in it (no #!): copy it from the address bar of Neuroglancer.");
        final String viewer = text.substring(0, hash);
        final String fragment = text.substring(hash + 2);
        if (fragment.startsWith("+"))
            throw new InputException("The link begins with #!+ and only adds to what a viewer shows already:"
                    + " open it, and copy the whole link from the address bar.");
        if (ADDRESS.matcher(fragment).matches()) return new ViewerLink(viewer, null, fragment);
        final String json = UrlSafeJson.toJson(decode(fragment));
        return new ViewerLink(viewer, ViewerState.parse(json.isEmpty() ? "{}" : json), null);
    }

    private static String decode(final String fragment) {
        try {
            return PercentCode.decode(fragment);
        } catch (final IllegalArgumentException e) {
            throw new InputException("The link has " + e.getMessage() + ": copy it again, as a whole.", e);
        }
    }

    /** Address of the viewer's page, without the state. */
    public String viewer() {
        return viewer;
    }

    /** The state, or empty for a short link. */
    public Optional<ViewerState> state() {
        return Optional.ofNullable(state);
    }

    /** Where the state is, or empty when it is in the link. */
    public Optional<String> stateAddress() {
        return Optional.ofNullable(stateAddress);
    }
}
