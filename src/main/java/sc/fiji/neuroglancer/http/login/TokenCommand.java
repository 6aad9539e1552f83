package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sc.fiji.neuroglancer.message.Message;

/**
 * Runs a program that prints a bearer token, such as {@code oidc-token ACCOUNT}, without a shell. Its output is never
 * shown.
 */
final class TokenCommand implements SecretSource {

    private static final int MOST_BYTES = 64 * 1024;

    private final List<String> words;
    private final Duration patience;

    /** @param line split as {@link CommandWords} does */
    TokenCommand(final String line, final Duration patience) {
        words = CommandWords.split(line);
        this.patience = patience;
    }

    @Override
    public Optional<Authorization> find(final URI server, final Authorization refused) throws IOException {
        if (words.isEmpty()) return Optional.empty();
        final Secret token = Secret.of(run());
        if (!token.isToken())
            throw failed(Message.of("printed no token: run it in a terminal to see what it prints, then try again"));
        return Optional.of(Authorization.bearer(token));
    }

    private String run() throws IOException {
        final Process process = start();
        final CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        try {
            process.getOutputStream().close();
            final byte[] printed = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) throw new TimeoutException();
            if (process.exitValue() != 0)
                throw failed(Message.of(
                        "failed with exit code {}: run it in a terminal to see why (you may need to start an agent),"
                                + " then try again",
                        process.exitValue()));
            return new String(printed, StandardCharsets.UTF_8);
        } catch (final TimeoutException e) {
            throw failed(Message.of(
                    "did not end within {} s: run it in a terminal to see whether it asks for input",
                    patience.toSeconds()));
        } catch (final ExecutionException e) {
            throw failed(Message.of("printed something that could not be read: run it in a terminal, then try again"));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The login was interrupted: try again.");
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        try {
            return new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (final IOException e) { // its message would contain the arguments
            throw failed(Message.of("cannot be started: install it, or give the full path of the program"));
        }
    }

    private static byte[] read(final InputStream in) {
        try {
            return in.readNBytes(MOST_BYTES);
        } catch (final IOException e) {
            return new byte[0];
        }
    }

    private LoginFailure failed(final Message howAndRemedy) {
        return new LoginFailure(Message.of("The token command {} {}.", words.get(0), howAndRemedy));
    }
}
