package sc.fiji.neuroglancer.http.login;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Splits a command line into words as a shell does, but expands nothing: spaces separate words, and single and double
 * quotes group them. A backslash escapes a space, a quote, or a backslash; elsewhere it stands for itself, as in
 * Windows paths.
 */
final class CommandWords {

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;

    private CommandWords(final String line) {
        this.line = line;
    }

    /** @throws InputException for an unclosed quote */
    static List<String> split(final String line) {
        return new CommandWords(line).split();
    }

    private List<String> split() {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            final char c = line.charAt(i);
            if (quote != '\'' && c == '\\' && isSpecial(i + 1)) add(line.charAt(++i));
            else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                begun = true;
            } else if (c == quote) quote = 0;
            else if (quote == 0 && Character.isWhitespace(c)) end();
            else add(c);
        }
        if (quote != 0) throw new InputException("The command that prints the token has an unclosed quote: close it.");
        end();
        return List.copyOf(words);
    }

    private boolean isSpecial(final int at) {
        return at < line.length() && " \t\"'\\".indexOf(line.charAt(at)) >= 0;
    }

    private void add(final char c) {
        word.append(c);
        begun = true;
    }

    private void end() {
        if (begun) words.add(word.toString());
        word.setLength(0);
        begun = false;
    }
}
