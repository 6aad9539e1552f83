package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.Map;
import java.util.Optional;
import sc.fiji.neuroglancer.message.Message;

/** A token, or a user and a password, from environment variables. */
final class EnvironmentSource implements SecretSource {

    static final String COMMAND = "NEUROGLANCER_FIJI_TOKEN_COMMAND";
    static final String TOKEN = "NEUROGLANCER_FIJI_TOKEN";
    static final String TOKEN_FILE = "NEUROGLANCER_FIJI_TOKEN_FILE";
    static final String USER = "NEUROGLANCER_FIJI_USER";
    static final String PASSWORD = "NEUROGLANCER_FIJI_PASSWORD";

    private final Map<String, String> environment;

    EnvironmentSource(final Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Authorization> find(final URI server, final Authorization refused) throws IOException {
        if (!value(TOKEN).isEmpty()) return Optional.of(token(value(TOKEN), TOKEN));
        if (!value(TOKEN_FILE).isEmpty()) return Optional.of(token(file(), "the file in " + TOKEN_FILE));
        if (value(USER).isEmpty()) return Optional.empty();
        if (value(PASSWORD).isEmpty())
            throw new LoginFailure(Message.of("{} is set, but {} is not: set both.", USER, PASSWORD));
        return Optional.of(Authorization.basic(value(USER), Secret.of(value(PASSWORD))));
    }

    private String value(final String name) {
        return environment.getOrDefault(name, "").trim();
    }

    private String file() throws IOException {
        try {
            return OwnFile.read(Paths.get(value(TOKEN_FILE)));
        } catch (final InvalidPathException e) {
            throw new LoginFailure(
                    Message.of("The value of {} is not a file path: set it to the path of a file.", TOKEN_FILE));
        }
    }

    private static Authorization token(final String text, final String where) throws IOException {
        final Secret token = Secret.of(text);
        if (token.isToken()) return Authorization.bearer(token);
        throw new LoginFailure(
                Message.of("The content of {} is not a token: copy it again, on one line and without spaces.", where));
    }
}
