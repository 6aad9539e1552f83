package sc.fiji.neuroglancer.address;

import java.net.URI;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.task.InputException;

/** Web addresses as users paste them. Messages never repeat what could be a secret. */
public final class PastedAddress {

    private static final Pattern WEB = Pattern.compile("(?i)(https?|davs?|webdavs?)://.*");
    private static final Pattern USER = Pattern.compile("(?i)[a-z]+://[^/?#]*@.*");

    private PastedAddress() {}

    /** Whether a text is meant as an address. */
    public static boolean looksLikeOne(final String text) {
        return WEB.matcher(SourceUrl.address(text.trim())).matches();
    }

    /**
     * Reads an address. What may not stand in one (blanks, umlauts) is percent-encoded; {@code davs://} is https.
     *
     * @param what it is, for messages
     * @throws InputException when it is none, or has a user, a query or a fragment
     */
    public static URI parse(final String what, final String text) {
        final String bare = SourceUrl.address(text.trim());
        if (!WEB.matcher(bare).matches())
            throw new InputException("The " + what + " is no web address: give one that begins with https://.");
        if (USER.matcher(bare).matches())
            throw new InputException("The " + what + " has a user or password in it: take out what stands before the @,"
                    + " and give them as the README says.");
        if (bare.contains("?") || bare.contains("#"))
            throw new InputException("The " + what + " has a ? or # in it, behind which secrets often stand: give only"
                    + " what is before it.");
        return encode(what, bare);
    }

    private static URI encode(final String what, final String bare) {
        final String web =
                bare.replaceFirst("(?i)^(davs|webdavs):", "https:").replaceFirst("(?i)^(dav|webdav):", "http:");
        try {
            final URI uri = URI.create(SourceUrl.address(SourceUrl.of(SourceUrl.ZARR, web)));
            if (uri.getHost() != null) return uri;
        } catch (final IllegalArgumentException e) {
            throw new InputException("The " + what + " is no web address: copy it again.", e);
        }
        throw new InputException("The " + what + " names no server: copy it again.");
    }
}
