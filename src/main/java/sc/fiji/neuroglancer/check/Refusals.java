package sc.fiji.neuroglancer.check;

import static sc.fiji.neuroglancer.message.Slot.turnOff;

import java.net.URI;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.http.AnonymousAnswer;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.MetadataFiles;

/** Judges what keeps a page from reading an answer: logins, redirects, and cross-origin rules (CORS). */
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
                    Message.of(
                            "The server gives {} to programs but not to pages of {}: {}.", address, origin, allow())));
        else if (status == 401) loginWanted = loginWanted == null ? address : loginWanted;
        else if (MetadataFiles.isOne(address.getPath()))
            forbiddenMetadata = forbiddenMetadata == null ? address : forbiddenMetadata;
        else forbidden = forbidden == null ? address : forbidden;
        if (address.getPort() == CLIENT_PORT) clientPort();
    }

    /** Reports a web page in place of data. */
    void page(final URI address) {
        findings.add(Finding.error(
                Problem.LOGIN,
                Message.of(
                        "The server sent a web page instead of {}, as for a login: make the folder public, and give its"
                                + " direct (WebDAV) address, not that of a page about it.",
                        address)));
    }

    private void clientPort() {
        findings.add(Finding.error(
                Problem.PORT,
                Message.of(
                        "Port {} is for clients that log in: use the same address with port 2443, which browsers read from.",
                        CLIENT_PORT)));
    }

    /**
     * Reports files that may not be read. Some servers (S3) forbid files that do not exist, so forbidden metadata count
     * only if they are missed.
     *
     * @param othersWereRead whether other files could be read, so that the viewer shows forbidden ones as empty
     * @param metadataMissed whether required metadata could not be read
     */
    void add(final boolean othersWereRead, final boolean metadataMissed, final Message remedy) {
        if (metadataMissed && !pagesRefused && forbiddenMetadata != null)
            findings.add(Finding.error(
                    Problem.FORBIDDEN, Message.of("The server forbids reading {}: {}.", forbiddenMetadata, remedy)));
        if (loginWanted != null)
            findings.add(Finding.error(
                    Problem.LOGIN, Message.of("The server requires a login for {}: {}.", loginWanted, remedy)));
        if (forbidden == null) return;
        findings.add(
                othersWereRead
                        ? Finding.warning(
                                Problem.FORBIDDEN,
                                Message.of(
                                        "The server forbids reading {}, which is shown as empty: {}.",
                                        forbidden,
                                        remedy))
                        : Finding.error(
                                Problem.FORBIDDEN,
                                Message.of("The server forbids reading {}: {}.", forbidden, remedy)));
    }

    void cors(final URI address, final AnonymousAnswer answer) {
        if (answer.isReadable()) return;
        final String allowed = answer.header("Access-Control-Allow-Origin").orElse("");
        findings.add(Finding.error(
                Problem.CORS,
                allowed.isEmpty()
                        ? Message.of("The server does not let pages of {} read {}: {}.", origin, address, allow())
                        : Message.of(
                                "The server does not let pages of {} read {} (it allows {}): {}.",
                                origin,
                                address,
                                allowed,
                                allow())));
        if (address.getPort() == CLIENT_PORT) clientPort();
    }

    private Message allow() {
        return Message.of(
                "use a viewer that the server allows, or have Access-Control-Allow-Origin: {} set on the server",
                origin);
    }

    void redirects(final URI address, final AnonymousAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) return; // it leads nowhere
        for (final AnonymousAnswer hop : answer.redirects()) cors(address, hop);
        if (answer.redirects().isEmpty()) return;
        if (!answer.address().getHost().equalsIgnoreCase(address.getHost()))
            findings.add(Finding.warning(
                    Problem.REDIRECT,
                    Message.of(
                            "The server redirects browsers from {} to {}: give the direct address if there is one, because"
                                    + " each file now takes two requests.",
                            address,
                            answer.address().getHost())));
    }

    /** Current browsers read parts without asking first; older ones ask. */
    void preflight(final URI address, final AnonymousAnswer answer) {
        final boolean allowed =
                answer.status() < 300 && answer.isReadable() && answer.lists("Access-Control-Allow-Headers", "Range");
        if (allowed) return;
        findings.add(Finding.warning(
                Problem.RANGE,
                Message.of(
                        "Older browsers cannot read parts of {} because the server does not allow them to ask for Range:"
                                + " send Access-Control-Allow-Headers: Range on OPTIONS, or {} and export again.",
                        address,
                        turnOff("shards"))));
    }
}
