package sc.fiji.neuroglancer.address;

import java.net.URI;
import java.nio.file.Path;
import sc.fiji.neuroglancer.task.InputException;

/** Where data is, parsed once from what a user typed, pasted, or what another program recorded. Immutable. */
public sealed interface Address {

    /** Format of OME-Zarr and plain Zarr of either version. */
    String ZARR = "zarr";

    /** Format of Neuroglancer's own volumes, meshes, and annotations. */
    String PRECOMPUTED = "precomputed";

    /** Text that {@link #parse} reads as an equal address. */
    String show();

    /** A file or folder on this computer; absolute and normalized. */
    record Local(Path path) implements Address {
        @Override
        public String show() {
            final String plain = path.toString();
            final boolean clear =
                    plain.equals(plain.trim()) && Spelling.of(plain).isPlainPath();
            return clear ? plain : path.toUri().toString();
        }
    }

    /**
     * A web address, which this plugin can read and, on a WebDAV server, write.
     *
     * @param format before the address, such as {@value #ZARR}; empty when none is given
     * @param uri http or https, percent-encoded, with a host, without user, query, and fragment
     * @param query what follows the path, from its {@code ?} or {@code #}; often a secret
     * @param pipeline formats after the address, such as {@code |zarr3:}
     */
    record Web(String format, URI uri, String query, String pipeline) implements Address {
        @Override
        public String show() {
            return (format.isEmpty() ? "" : format + "://") + uri + query + pipeline;
        }

        /** Whether this is a data source for viewers: it names the format of the data. */
        public boolean isSource() {
            return !format.isEmpty() || !pipeline.isEmpty();
        }
    }

    /** A data source that only viewers can read, such as {@code gs://bucket/brain} or {@code brainmaps://…}. */
    record DataSource(String text) implements Address {
        @Override
        public String show() {
            return text;
        }
    }

    /** A link that opens a viewer: {@code https://viewer/#!{…}} or {@code https://viewer/#!https://…/state.json}. */
    record StateLink(String text) implements Address {
        @Override
        public String show() {
            return text;
        }
    }

    /**
     * Parses an address. {@code dav://} and {@code webdav://} are http, {@code davs://} and {@code webdavs://} are https;
     * characters that are not allowed in a web address are percent-encoded. {@code ~/} is the home folder. The spellings
     * of N5 are understood: {@code zarr3:}, {@code file:/…?group}, {@code https://…?0}.
     *
     * @throws InputException when the text is none of these addresses, or contains a user name or password
     */
    static Address parse(final String text) {
        final String typed = text.trim();
        if (typed.isEmpty()) throw new InputException("No folder or address is given.");
        final Spelling spelling = Spelling.of(typed);
        return spelling.isLink() ? new StateLink(typed) : spelling.toAddress("address");
    }

    /** Whether a text is meant as a web address, with or without a format before it; {@link #parse} may refuse it. */
    static boolean isWeb(final String text) {
        return Spelling.of(text.trim()).isWeb();
    }

    /** Whether a text is meant as a file or folder on this computer; {@link #parse} may refuse it. */
    static boolean isLocal(final String text) {
        return Spelling.of(text.trim()).isLocal();
    }

    /**
     * The absolute path of a file or folder on this computer.
     *
     * @throws InputException when the text is another kind of address, or no file can have that name
     */
    static Path path(final String text) {
        if (text.isBlank()) return Spelling.local("").path();
        if (parse(text) instanceof Local local) return local.path();
        throw new InputException(
                "{} is an address, not a folder on this computer: give a folder.",
                text.trim().replaceFirst("(?s)[?#|].*", ""));
    }

    /**
     * The data source of a web address in the form that every version of the viewer reads, such as
     * {@code zarr://https://host/my%20brain.ome.zarr}.
     *
     * @param format for instance {@value #ZARR}
     * @param address as a user types it: characters that are not allowed are percent-encoded, escapes are kept
     * @throws InputException when the address does not begin with {@code http://} or {@code https://}
     */
    static String source(final String format, final String address) {
        if (address.trim().matches("(?is)https?://.*")
                && Spelling.of(address.trim()).toAddress("address") instanceof Web web)
            return new Web(format, web.uri(), web.query(), web.pipeline()).show();
        throw new InputException(
                "{} is not an address that a browser can open: give one that begins with https:// or http://.",
                address.trim());
    }
}
