package sc.fiji.neuroglancer.check;

import java.net.URI;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.http.AnonymousAnswer;
import sc.fiji.neuroglancer.http.AnonymousClient;
import sc.fiji.neuroglancer.store.MetadataFiles;

/**
 * Judges what keeps a page from an answer: logins, redirects, and what the server allows pages of its origin (CORS).
 */
final class Refusals {

    private static final int CLIENT_PORT = 2880;

    private final String origin;
    private final Findings findings;
    private boolean pagesRefused;
    private URI loginWanted;
    private URI forbidden;
    private URI forbiddenMetadata;

    Refusals(final String origin, final Findings findings) {
        this.origin = origin;
        this.findings = findings;
    }

    void refused(final URI address, final int status, final boolean onlyForPages) {
        pagesRefused |= onlyForPages;
        if (onlyForPages)
            findings.add(Finding.error(
                    Problem.CORS,
                    "The server gives " + address + " to programs, but not to pages of " + origin,
                    allow()));
        else if (status == 401) loginWanted = loginWanted == null ? address : loginWanted;
        else if (MetadataFiles.isOne(address.getPath()))
            forbiddenMetadata = forbiddenMetadata == null ? address : forbiddenMetadata;
        else forbidden = forbidden == null ? address : forbidden;
        if (address.getPort() == CLIENT_PORT) clientPort();
    }

    /** A page for people where data should be. */
    void page(final URI address) {
        findings.add(Finding.error(
                Problem.LOGIN,
                "The server sent a web page instead of " + address + ", as for a login",
                "make the folder public, and give its direct (WebDAV) address, not that of a page about it"));
    }

    private void clientPort() {
        findings.add(Finding.error(
                Problem.PORT,
                "Port " + CLIENT_PORT + " is the one for clients that log in",
                "use the same address with port 2443, which browsers read from"));
    }

    /**
     * Says what nobody may read. Some servers (S3) forbid what is not there, so forbidden metadata count only when they
     * are missed.
     *
     * @param othersWereRead the viewer shows these, and takes what is forbidden for empty
     * @param metadataMissed whether metadata that must be there could not be read
     */
    void add(final boolean othersWereRead, final boolean metadataMissed, final String remedy) {
        if (metadataMissed && !pagesRefused && forbiddenMetadata != null)
            findings.add(Finding.error(Problem.FORBIDDEN, "The server forbids to read " + forbiddenMetadata, remedy));
        if (loginWanted != null)
            findings.add(Finding.error(Problem.LOGIN, "The server wants a login for " + loginWanted, remedy));
        if (forbidden == null) return;
        final String what = "The server forbids to read " + forbidden;
        findings.add(
                othersWereRead
                        ? Finding.warning(Problem.FORBIDDEN, what + ", which is shown as empty", remedy)
                        : Finding.error(Problem.FORBIDDEN, what, remedy));
    }

    void cors(final URI address, final AnonymousAnswer answer) {
        if (!AnonymousClient.sendsOrigin()) {
            findings.add(Finding.note(
                    Problem.UNCHECKED,
                    "Java 11 cannot ask what pages of " + origin + " may read",
                    "run the check with a newer Java"));
            return;
        }
        if (answer.isReadable()) return;
        final String allowed = answer.header("Access-Control-Allow-Origin").orElse("");
        findings.add(Finding.error(
                Problem.CORS,
                "The server does not let pages of " + origin + " read " + address
                        + (allowed.isEmpty() ? "" : " (it allows " + allowed + ")"),
                allow()));
        if (address.getPort() == CLIENT_PORT) clientPort();
    }

    private String allow() {
        return "use a viewer that the server allows, or have Access-Control-Allow-Origin: " + origin
                + " set on the server";
    }

    void redirects(final URI address, final AnonymousAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) return; // it leads nowhere
        for (final AnonymousAnswer hop : answer.redirects()) cors(address, hop);
        if (answer.redirects().isEmpty()) return;
        if (!answer.address().getHost().equalsIgnoreCase(address.getHost()))
            findings.add(Finding.warning(
                    Problem.REDIRECT,
                    "The server sends browsers from " + address + " on to "
                            + answer.address().getHost(),
                    "give the direct address if there is one, because each file takes two requests now"));
    }

    /** Current browsers read parts without asking, older ones ask. */
    void preflight(final URI address, final AnonymousAnswer answer) {
        final boolean allowed =
                answer.status() < 300 && answer.isReadable() && answer.lists("Access-Control-Allow-Headers", "Range");
        if (allowed || !AnonymousClient.sendsOrigin()) return;
        findings.add(Finding.warning(
                Problem.RANGE,
                "Older browsers cannot read parts of " + address + ", because the server does not allow them to ask for"
                        + " Range",
                "send Access-Control-Allow-Headers: Range on OPTIONS, or export again with shards=false"));
    }
}
