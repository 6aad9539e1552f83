package sc.fiji.neuroglancer.command;

import ij.macro.Interpreter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Parses ImageJ's macro option strings: {@code key=value key=[value with spaces] key='the same' flag}. Unlike
 * {@code ij.Macro.getValue} it sees every key, so that unknown ones can be reported, and never takes part of a value for
 * a key.
 */
public final class MacroOptions {

    private final String options;
    private int at;

    private MacroOptions(final String options) {
        this.options = options;
    }

    /**
     * Returns the values by key, in order; a bare key is {@code true}. Keys become lower case.
     *
     * @param options may be null, for none
     * @throws InputException for a bracket or quote that is not closed, or a key given twice
     */
    public static Map<String, String> parse(final String options) {
        return new MacroOptions(options == null ? "" : options).parse();
    }

    /**
     * The same, with the values of macro variables where an option names one, as ImageJ's dialogs do: {@code
     * folder=&path}.
     *
     * @param options of the macro that runs; may be null, for none
     * @throws InputException as {@link #parse}
     */
    public static Map<String, String> ofMacro(final String options) {
        final Map<String, String> values = parse(options);
        values.replaceAll((key, value) -> variable(value));
        return values;
    }

    private static String variable(final String value) {
        final Interpreter macro = Interpreter.getInstance();
        if (macro == null || !value.startsWith("&")) return value;
        final String content = macro.getVariableAsString(value.substring(1));
        return content == null ? value : content;
    }

    private Map<String, String> parse() {
        final Map<String, String> values = new LinkedHashMap<>();
        for (skipBlanks(); at < options.length(); skipBlanks()) {
            final String key = word("= \t\r\n").toLowerCase(Locale.ROOT);
            final String value = at < options.length() && options.charAt(at) == '=' ? value() : "true";
            if (values.put(key, value) != null)
                throw new InputException("'{}' is given twice in the macro: give it once.", key);
        }
        return values;
    }

    private void skipBlanks() {
        while (at < options.length() && Character.isWhitespace(options.charAt(at))) at++;
    }

    private String word(final String ends) {
        final int start = at;
        while (at < options.length() && ends.indexOf(options.charAt(at)) < 0) at++;
        return options.substring(start, at);
    }

    private String value() {
        final char first = ++at < options.length() ? options.charAt(at) : ' ';
        return first == '[' ? bracketed() : first == '\'' ? quoted() : word(" ");
    }

    private String quoted() {
        final int start = ++at;
        at = options.indexOf('\'', start);
        if (at < 0)
            throw new InputException("A quote is not closed in the macro, after '{}': add a '.", excerpt(start));
        return options.substring(start, at++);
    }

    private String bracketed() {
        final int start = ++at;
        for (int depth = 1; at < options.length(); at++) {
            if (options.charAt(at) == '[') depth++;
            if (options.charAt(at) == ']' && --depth == 0) return options.substring(start, at++);
        }
        throw new InputException("A bracket is not closed in the macro, after '{}': add a ].", excerpt(start));
    }

    private String excerpt(final int start) {
        return options.substring(start - 1, Math.min(options.length(), start + 20));
    }
}
