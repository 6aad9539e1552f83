package sc.fiji.neuroglancer.check;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.http.AnonymousAnswer;
import sc.fiji.neuroglancer.http.AnonymousClient;
import sc.fiji.neuroglancer.http.AnonymousFailure;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * A dataset on the web as the viewer's page sees it. What keeps the page from a file is a finding, and the file is
 * missing then, as it is for the page.
 *
 * <p>Source of how the viewer reads: Neuroglancer, {@code src/kvstore/http/read.ts}.
 */
final class WebPlace implements ReadableStore {

    private static final String PUBLIC = "make the folder and all in it public, and run the check again";

    private final URI folder;
    private final AnonymousClient visitor;
    private final Findings findings;
    private final Refusals refusals;

    /** @param monitor is told when the server does not answer */
    WebPlace(final URI folder, final CheckOptions options, final Findings findings, final Monitor monitor) {
        this.folder = folder.toString().endsWith("/") ? folder : URI.create(folder + "/");
        visitor = new AnonymousClient(options.origin(), options.patience(), monitor);
        this.findings = findings;
        refusals = new Refusals(options.origin(), findings);
    }

    /** @throws TooLarge when the file is */
    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        final AnonymousAnswer answer;
        try {
            answer = visitor.get(address(key), TooLarge.MOST_BYTES + 1);
            if (!isGood(key, answer)) return Optional.empty();
        } catch (final AnonymousFailure e) {
            throw broken(key, e);
        }
        if (answer.status() != 200) {
            unexpected(key, answer);
            return Optional.empty();
        }
        if (answer.isPage()) {
            refusals.page(address(key));
            return Optional.empty();
        }
        if (answer.body().length > TooLarge.MOST_BYTES)
            throw new TooLarge(address(key).toString(), folder.toString(), key);
        if (answer.body().length == 0)
            findings.add(Finding.error(
                    Problem.DAMAGED, address(key) + " is empty", "upload the dataset again with existing=Replace"));
        return Optional.of(answer.body());
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        final URI address = address(key);
        final AnonymousAnswer answer;
        try {
            answer = visitor.get(address, offset, length);
            if (answer.status() == 416) throw cutOff(key, address);
            if (!isGood(key, answer)) return Optional.empty();
            refusals.preflight(address, visitor.askForRange(answer.address()));
        } catch (final AnonymousFailure e) {
            throw broken(key, e);
        }
        if (answer.header("Content-Encoding").filter(e -> !e.equals("identity")).isPresent())
            findings.add(Finding.error(
                    Problem.ENCODING,
                    "The server compresses " + address + ", so that its parts cannot be found",
                    "switch compression (Content-Encoding) off for this folder on the server"));
        if (answer.status() == 206 && answer.body().length == length) return Optional.of(answer.body());
        if (answer.status() == 206 && answer.body().length < length) throw cutOff(key, address);
        final String what = "The server does not send parts of " + address + " (it answered " + answer.status() + ")";
        final String how = "allow byte ranges on the server, or export again with shards=false";
        findings.add(Finding.error(Problem.RANGE, what, how));
        throw new StoreException(what + ": " + how + ".", folder.toString(), key, null);
    }

    private StoreException cutOff(final String key, final URI address) {
        final String what = address + " is shorter than its index says";
        final String how = "upload the dataset again with existing=Replace";
        findings.add(Finding.error(Problem.DAMAGED, what, how));
        return new StoreException(what + ": " + how + ".", folder.toString(), key, null);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        final URI address = address(key);
        try {
            final AnonymousAnswer answer = visitor.head(address);
            if (answer.status() == 405 || answer.status() == 501) return sizeByRange(key, address);
            if (!isGood(key, answer)) return OptionalLong.empty();
            final boolean plain =
                    answer.header("Content-Encoding").orElse("identity").equals("identity");
            if (answer.status() == 200 && answer.length().isPresent() && plain) return answer.length();
            findings.add(Finding.error(
                    Problem.HEAD,
                    "The server does not tell the size of " + address,
                    "let it answer HEAD with Content-Length and without compression, or export again with"
                            + " shards=false"));
            return OptionalLong.empty();
        } catch (final AnonymousFailure e) {
            throw broken(key, e);
        }
    }

    /** What the viewer does when a server knows no HEAD. */
    private OptionalLong sizeByRange(final String key, final URI address) throws AnonymousFailure {
        final AnonymousAnswer answer = visitor.get(address, 0, 1);
        if (!isGood(key, answer)) return OptionalLong.empty();
        final String total = answer.header("Content-Range").orElse("").replaceFirst(".*/", "");
        if (total.matches("\\d{1,18}") && answer.lists("Access-Control-Expose-Headers", "Content-Range"))
            return OptionalLong.of(Long.parseLong(total));
        findings.add(Finding.error(
                Problem.HEAD,
                "The server neither answers HEAD for " + address + " nor shows Content-Range to web pages",
                "allow HEAD, or send Access-Control-Expose-Headers: Content-Range"));
        return OptionalLong.empty();
    }

    /** Whether a page may use the answer; what is merely not there is no finding. */
    private boolean isGood(final String key, final AnonymousAnswer answer) throws AnonymousFailure {
        refusals.redirects(address(key), answer);
        final int status = answer.status();
        if (status == 404 || status == 410) return false;
        if (status == 401 || status == 403) {
            final boolean onlyThere = visitor.getWithoutOrigin(address(key)).status() == 200;
            refusals.refused(address(key), status, onlyThere);
            return false;
        }
        if (status >= 300) {
            unexpected(key, answer);
            return false;
        }
        refusals.cors(address(key), answer);
        return true;
    }

    private void unexpected(final String key, final AnonymousAnswer answer) {
        final String what = "The server answered " + answer.status() + " for " + address(key);
        if (answer.status() >= 300 && answer.status() < 400)
            findings.add(Finding.error(Problem.REDIRECT, what, "give the address that it leads to in a browser"));
        else findings.add(Finding.error(Problem.SERVER, what, "try again later, or ask the one who runs the server"));
    }

    private URI address(final String key) {
        return WebAddress.of(folder, key);
    }

    /** Adds a finding for what nobody may read; sample by sample it would be too soon to say so. */
    void addRefusals(final boolean othersWereRead, final boolean metadataMissed) {
        refusals.add(othersWereRead, metadataMissed, PUBLIC);
    }

    private StoreException broken(final String key, final AnonymousFailure e) {
        findings.add(Finding.error(problem(e), what(e), remedy(e)));
        return new StoreException(what(e) + ": " + remedy(e) + ".", folder.toString(), key, e);
    }

    private static Problem problem(final AnonymousFailure e) {
        return e.kind() == AnonymousFailure.Problem.TLS ? Problem.TLS : Problem.UNREACHABLE;
    }

    private boolean isElsewhere(final AnonymousFailure e) {
        return !e.address().getAuthority().equalsIgnoreCase(folder.getAuthority());
    }

    private String what(final AnonymousFailure e) {
        final String host = e.address().getAuthority();
        if (isElsewhere(e))
            return folder.getAuthority() + " sends browsers on to " + host
                    + ", as for a login, and that cannot be reached";
        switch (e.kind()) {
            case UNKNOWN_HOST:
                return "This computer knows no server " + host;
            case REFUSED:
                return "Nothing answers at " + host;
            case TLS:
                return "The certificate of " + host + " is not one that browsers trust (" + e.getMessage() + ")";
            case OTHER_SCHEME:
                return host + " does not speak " + e.address().getScheme();
            case TIMEOUT:
                return host + " did not answer in time";
            default:
                return "The connection to " + host + " broke (" + e.getMessage() + ")";
        }
    }

    private String remedy(final AnonymousFailure e) {
        if (isElsewhere(e)) return "make the folder public, and give its direct (WebDAV) address";
        switch (e.kind()) {
            case UNKNOWN_HOST:
                return "check the address for mistakes, and connect to the VPN if the server is behind one";
            case REFUSED:
                return "check the port in the address, and whether a firewall is in between";
            case TLS:
                return "use a server whose certificate comes from a public authority";
            case OTHER_SCHEME:
                return "check the port in the address, and whether it begins with http:// or https://";
            default:
                return "run the check again, and ask the one who runs the server if it stays so";
        }
    }
}
