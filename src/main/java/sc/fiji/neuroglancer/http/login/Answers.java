package sc.fiji.neuroglancer.http.login;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The logins that the user has entered, by server. Kept in memory until Fiji is closed. */
public final class Answers implements SecretSource {

    private static final Map<String, Authorization> GIVEN = new ConcurrentHashMap<>();

    private final Prompt prompt;

    Answers(final Prompt prompt) {
        this.prompt = prompt;
    }

    /** Forgets all logins. */
    public static void forget() {
        GIVEN.clear();
    }

    @Override
    public Optional<Authorization> find(final URI server, final Authorization refused) {
        final String host = server.getHost().toLowerCase(Locale.ROOT);
        final String key = server.getScheme() + "://" + host + ":" + server.getPort();
        final Authorization given = GIVEN.get(key);
        if (given != null && !given.equals(refused)) return Optional.of(given);
        GIVEN.remove(key);
        final Optional<Authorization> answer = prompt.ask(host, refused != null);
        answer.ifPresent(login -> GIVEN.put(key, login));
        return answer;
    }
}
