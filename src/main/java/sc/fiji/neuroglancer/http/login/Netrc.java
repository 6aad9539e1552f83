package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .netrc} file: {@code machine HOST login USER password PASSWORD}, or {@code default} for other hosts.
 *
 * <p>Source of the format: netrc(5) and curl's documentation, including comments, quotes, and macros (skipped).
 */
final class Netrc implements SecretSource {

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

    private final Path file;

    Netrc(final Path file) {
        this.file = file;
    }

    @Override
    public Optional<Authorization> find(final URI server, final Authorization refused) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        return find(words(OwnFile.read(file)), server.getHost());
    }

    private static List<String> words(final String text) {
        final List<String> words = new ArrayList<>();
        boolean macro = false;
        for (final String line : text.split("\\R", -1)) {
            if (macro) macro = !line.isBlank();
            else if (line.trim().startsWith("macdef ")) macro = true;
            else if (!line.trim().startsWith("#")) addWords(words, line);
        }
        return words;
    }

    private static void addWords(final List<String> words, final String line) {
        final Matcher word = WORD.matcher(line);
        while (word.find())
            words.add(word.group(2) != null ? word.group(2) : word.group(1).replaceAll("\\\\(.)", "$1"));
    }

    private static Optional<Authorization> find(final List<String> words, final String host) {
        boolean here = false;
        String user = null;
        for (int i = 0; i < words.size(); i++) {
            final String word = words.get(i);
            final String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.equals("default")) {
                here = true;
                user = null;
                continue;
            }
            if (word.equals("machine")) {
                here = next.equalsIgnoreCase(host);
                user = null;
            } else if (here && word.equals("login")) user = next;
            else if (here && word.equals("password") && user != null)
                return Optional.of(Authorization.basic(user, Secret.of(next)));
            i++;
        }
        return Optional.empty();
    }
}
