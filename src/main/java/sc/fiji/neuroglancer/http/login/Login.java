package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.message.Message;

/**
 * The login for one server, from the first source that has one: a command, the environment, netrc, or the user. It is
 * sent only to that server (same scheme, host, and port) and only over https, except on this computer.
 */
public final class Login implements RequestSigner {

    private static final Duration EARLY = Duration.ofSeconds(60);

    /** Limits how often a source is consulted that keeps returning tokens that are about to expire. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final URI server;
    private final List<SecretSource> sources;
    private final Clock clock;
    private Authorization current;
    private Instant asked = Instant.MIN;

    private Login(final Builder b) {
        server = b.server;
        sources = b.sources();
        clock = b.clock;
    }

    /**
     * Starts with the automatic source, the environment and netrc file of this process, and no prompt.
     *
     * @param server any address of the server
     */
    public static Builder builder(final URI server) {
        return new Builder(server);
    }

    @Override
    public void sign(final Request request) throws IOException {
        current(request.uri()).ifPresent(login -> request.header(Request.AUTHORIZATION, login.header()));
    }

    /** Whether the login may be sent to an address. */
    boolean isFor(final URI target) {
        final boolean safe = "https".equalsIgnoreCase(target.getScheme()) || WebAddress.isLoopback(target.getHost());
        return safe && WebAddress.sameOrigin(server, target);
    }

    private boolean isAboutToEnd() {
        return current != null
                && asked.plus(PAUSE).isBefore(clock.instant())
                && current.expires()
                        .filter(end -> end.minus(EARLY).isBefore(clock.instant()))
                        .isPresent();
    }

    private void find(final Authorization refused) throws IOException {
        asked = clock.instant();
        for (final SecretSource source : sources) {
            final Optional<Authorization> found = source.find(server, refused);
            if (found.isPresent()) {
                current = found.get();
                return;
            }
        }
        if (refused == null) current = null;
    }

    @Override
    public synchronized boolean refresh(final URI target) throws IOException {
        if (!isFor(target)) return false;
        final Authorization refused = current;
        if (refused == null && !sources.isEmpty()) throw missing();
        find(refused);
        if (refused == null || !refused.equals(current)) return current != null;
        final Optional<Instant> end = refused.expires().filter(e -> e.isBefore(clock.instant()));
        if (end.isPresent())
            throw new LoginFailure(Message.of(
                    "The token for {} expired at {}: get a new one and run the command again; finished work is kept.",
                    server.getHost(),
                    end.get()));
        return false;
    }

    private LoginFailure missing() {
        return new LoginFailure(Message.of(
                "{} requires a login and none was found: set {}, or {} and {}, or add the server to .netrc, or run the"
                        + " command from Fiji's menu, which asks for the login.",
                server.getHost(),
                EnvironmentSource.TOKEN,
                EnvironmentSource.USER,
                EnvironmentSource.PASSWORD));
    }

    /** The login for an address; empty if there is none or it may not be sent there. */
    synchronized Optional<Authorization> current(final URI target) throws IOException {
        if (!isFor(target)) return Optional.empty();
        if (asked.equals(Instant.MIN) || isAboutToEnd()) find(null);
        return Optional.ofNullable(current);
    }

    @Override
    public String toString() {
        return "login for " + server.getHost();
    }

    /** Collects the sources. */
    public static final class Builder {
        private final URI server;
        private CredentialSource source = CredentialSource.AUTOMATIC;
        private String command = "";
        private Map<String, String> environment = System.getenv();
        private Path netrc = Paths.get(System.getProperty("user.home"), ".netrc");
        private Prompt prompt = Prompt.NOBODY;
        private Duration patience = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();

        private Builder(final URI server) {
            this.server = server;
        }

        /** Uses only this source. */
        public Builder source(final CredentialSource value) {
            source = value;
            return this;
        }

        /** A command line that prints a token; empty for the one in the environment. */
        public Builder command(final String value) {
            command = value;
            return this;
        }

        /** Asks the user when no other source has a login; the answer is kept until Fiji is closed. */
        public Builder prompt(final Prompt value) {
            prompt = value;
            return this;
        }

        /** Replaces the environment of this process. */
        public Builder environment(final Map<String, String> value) {
            environment = Map.copyOf(value);
            return this;
        }

        /** Replaces the netrc file in the user's home folder. */
        public Builder netrc(final Path value) {
            netrc = value;
            return this;
        }

        Builder patience(final Duration value) {
            patience = value;
            return this;
        }

        Builder clock(final Clock value) {
            clock = value;
            return this;
        }

        private List<SecretSource> sources() {
            final List<SecretSource> sources = new ArrayList<>();
            final String line = command.isBlank() ? environment.getOrDefault(EnvironmentSource.COMMAND, "") : command;
            if (source.uses(CredentialSource.COMMAND)) sources.add(new TokenCommand(line, patience));
            if (source.uses(CredentialSource.ENVIRONMENT)) sources.add(new EnvironmentSource(environment));
            if (source.uses(CredentialSource.NETRC)) sources.add(new Netrc(netrc));
            if (source.uses(CredentialSource.ASK)) sources.add(new Answers(prompt));
            return sources;
        }

        /** The login; nothing is looked up yet. */
        public Login build() {
            return new Login(this);
        }
    }
}
