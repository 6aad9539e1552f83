package sc.fiji.neuroglancer.check;

import static sc.fiji.neuroglancer.message.Slot.given;
import static sc.fiji.neuroglancer.message.Slot.turnOff;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.http.AnonymousAnswer;
import sc.fiji.neuroglancer.http.AnonymousClient;
import sc.fiji.neuroglancer.http.AnonymousFailure;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * A dataset on the web as the viewer's page sees it. What keeps the page from reading a file is a finding, and the file
 * is then missing, as it is for the page.
 *
 * <p>Source of how the viewer reads: Neuroglancer, {@code src/kvstore/http/read.ts}.
 */
final class WebPlace implements ReadableStore {

    private static final Message PUBLIC =
            Message.of("make the folder and everything in it public, and run the check again");

    private final URI folder;
    private final AnonymousClient client;
    private final Findings findings;
    private final Refusals refusals;

    /** @param monitor shows when the server does not answer */
    WebPlace(final URI folder, final CheckOptions options, final Findings findings, final Monitor monitor) {
        this.folder = folder.toString().endsWith("/") ? folder : URI.create(folder + "/");
        client = new AnonymousClient(options.origin(), options.patience(), monitor);
        this.findings = findings;
        refusals = new Refusals(options.origin(), findings);
    }

    /** @throws TooLarge when the file is */
    @Override
    public Optional<byte[]> read(final String key) throws StoreException {
        final AnonymousAnswer answer;
        try {
            answer = client.get(address(key), TooLarge.MOST_BYTES + 1);
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
            findings.add(Finding.error(Problem.DAMAGED, Message.of("{} is empty: {}.", address(key), uploadAgain())));
        return Optional.of(answer.body());
    }

    @Override
    public Optional<byte[]> read(final String key, final long offset, final int length) throws StoreException {
        final URI address = address(key);
        final AnonymousAnswer answer;
        try {
            answer = client.get(address, offset, length);
            if (answer.status() == 416) throw cutOff(key, address);
            if (!isGood(key, answer)) return Optional.empty();
            refusals.preflight(address, client.askForRange(answer.address()));
        } catch (final AnonymousFailure e) {
            throw broken(key, e);
        }
        if (answer.header("Content-Encoding").filter(e -> !e.equals("identity")).isPresent())
            findings.add(Finding.error(
                    Problem.ENCODING,
                    Message.of(
                            "The server compresses {}, so its parts cannot be found: turn off compression"
                                    + " (Content-Encoding) for this folder on the server.",
                            address)));
        if (answer.status() == 206 && answer.body().length == length) return Optional.of(answer.body());
        if (answer.status() == 206 && answer.body().length < length) throw cutOff(key, address);
        throw failure(
                key,
                null,
                Problem.RANGE,
                Message.of(
                        "The server does not send parts of {} (it answered {}): allow byte ranges on the server, or {} and"
                                + " export again.",
                        address,
                        answer.status(),
                        turnOff("shards")));
    }

    private StoreException cutOff(final String key, final URI address) {
        return failure(
                key,
                null,
                Problem.DAMAGED,
                Message.of("{} is shorter than its index says: {}.", address, uploadAgain()));
    }

    private static Message uploadAgain() {
        return Message.of("upload the dataset again with {}", given("existing", "Replace"));
    }

    /** Adds a finding; returns the exception that ends the reading. */
    private StoreException failure(
            final String key, final AnonymousFailure cause, final Problem problem, final Message message) {
        findings.add(Finding.error(problem, message));
        return new StoreException(message, folder.toString(), key, cause);
    }

    @Override
    public OptionalLong size(final String key) throws StoreException {
        final URI address = address(key);
        try {
            final AnonymousAnswer answer = client.head(address);
            if (answer.status() == 405 || answer.status() == 501) return sizeByRange(key, address);
            if (!isGood(key, answer)) return OptionalLong.empty();
            final boolean plain =
                    answer.header("Content-Encoding").orElse("identity").equals("identity");
            if (answer.status() == 200 && answer.length().isPresent() && plain) return answer.length();
            findings.add(Finding.error(
                    Problem.HEAD,
                    Message.of(
                            "The server does not tell the size of {}: let it answer HEAD with Content-Length and without"
                                    + " compression, or {} and export again.",
                            address,
                            turnOff("shards"))));
            return OptionalLong.empty();
        } catch (final AnonymousFailure e) {
            throw broken(key, e);
        }
    }

    /** What the viewer does if a server does not support HEAD. */
    private OptionalLong sizeByRange(final String key, final URI address) throws AnonymousFailure {
        final AnonymousAnswer answer = client.get(address, 0, 1);
        if (!isGood(key, answer)) return OptionalLong.empty();
        final String total = answer.header("Content-Range").orElse("").replaceFirst(".*/", "");
        if (total.matches("\\d{1,18}") && answer.lists("Access-Control-Expose-Headers", "Content-Range"))
            return OptionalLong.of(Long.parseLong(total));
        findings.add(Finding.error(
                Problem.HEAD,
                Message.of(
                        "The server neither answers HEAD for {} nor shows Content-Range to web pages: allow HEAD, or send"
                                + " Access-Control-Expose-Headers: Content-Range.",
                        address)));
        return OptionalLong.empty();
    }

    /** Whether a page may use the answer; a file that does not exist is not a finding. */
    private boolean isGood(final String key, final AnonymousAnswer answer) throws AnonymousFailure {
        refusals.redirects(address(key), answer);
        final int status = answer.status();
        if (status == 404 || status == 410) return false;
        if (status == 401 || status == 403) {
            final boolean onlyThere = client.getWithoutOrigin(address(key)).status() == 200;
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
        final Message what = Message.of("The server answered {} for {}", answer.status(), address(key));
        if (answer.status() >= 300 && answer.status() < 400)
            findings.add(Finding.error(
                    Problem.REDIRECT, Message.of("{}: give the address that it leads to in a browser.", what)));
        else
            findings.add(Finding.error(
                    Problem.SERVER, Message.of("{}: try again later, or ask the server's administrator.", what)));
    }

    private URI address(final String key) {
        return WebAddress.of(folder, key);
    }

    /** Adds findings for files that may not be read, which is known only after all samples. */
    void addRefusals(final boolean othersWereRead, final boolean metadataMissed) {
        refusals.add(othersWereRead, metadataMissed, PUBLIC);
    }

    private StoreException broken(final String key, final AnonymousFailure e) {
        return failure(key, e, problem(e), Message.of("{}: {}.", what(e), remedy(e)));
    }

    private static Problem problem(final AnonymousFailure e) {
        return e.kind() == AnonymousFailure.Problem.TLS ? Problem.TLS : Problem.UNREACHABLE;
    }

    private boolean isElsewhere(final AnonymousFailure e) {
        return !e.address().getAuthority().equalsIgnoreCase(folder.getAuthority());
    }

    private Message what(final AnonymousFailure e) {
        final String host = e.address().getAuthority();
        if (isElsewhere(e))
            return Message.of(
                    "{} redirects browsers to {}, as for a login, and that server cannot be reached",
                    folder.getAuthority(),
                    host);
        return switch (e.kind()) {
            case UNKNOWN_HOST -> Message.of("The server {} cannot be found", host);
            case REFUSED -> Message.of("Nothing answers at {}", host);
            case TLS -> Message.of("The certificate of {} is not one that browsers trust ({})", host, e.getMessage());
            case OTHER_SCHEME ->
                Message.of("{} does not speak {}", host, e.address().getScheme());
            case TIMEOUT -> Message.of("{} did not answer in time", host);
            default -> Message.of("The connection to {} was lost ({})", host, e.getMessage());
        };
    }

    private Message remedy(final AnonymousFailure e) {
        if (isElsewhere(e)) return Message.of("make the folder public, and give its direct (WebDAV) address");
        return switch (e.kind()) {
            case UNKNOWN_HOST ->
                Message.of("check the address for typos, and connect to the VPN if the server requires one");
            case REFUSED -> Message.of("check the port in the address, and whether a firewall blocks it");
            case TLS -> Message.of("use a server whose certificate comes from a public authority");
            case OTHER_SCHEME ->
                Message.of("check the port in the address, and whether it begins with http:// or https://");
            default -> Message.of("run the check again, and ask the server's administrator if this happens again");
        };
    }
}
