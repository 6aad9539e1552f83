package sc.fiji.neuroglancer.command;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.task.InputException;

/** The values of a command's keys; what was not given has its default. Immutable. */
public final class Values {

    private final Map<String, String> values;

    private Values(final Map<String, String> values) {
        this.values = values;
    }

    /**
     * Checks what was given.
     *
     * @param keys of the command
     * @param given values by key
     * @throws InputException for a key that the command does not have, or a value that the key cannot take
     */
    public static Values of(final List<Key> keys, final Map<String, String> given) {
        final Map<String, String> values = new LinkedHashMap<>();
        for (final Key key : keys) values.put(key.name(), check(key, given.getOrDefault(key.name(), key.standard())));
        for (final String name : given.keySet()) {
            if (values.containsKey(name)) continue;
            throw new InputException("'" + name + "' is not known here: use "
                    + keys.stream().map(Key::name).collect(Collectors.joining(", ")) + ".");
        }
        return new Values(values);
    }

    private static String check(final Key key, final String value) {
        switch (key.kind()) {
            case FLAG:
                return checkFlag(key, value.trim());
            case NUMBER:
                return checkNumber(key, value.trim());
            case CHOICE:
                return checkChoice(key, value.trim());
            default:
                return value;
        }
    }

    private static String checkFlag(final Key key, final String value) {
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) return value.toLowerCase(Locale.ROOT);
        throw new InputException(key.name() + " '" + value + "' cannot be used: give true or false.");
    }

    private static String checkNumber(final Key key, final String value) {
        try {
            return String.valueOf(new BigDecimal(value).intValueExact()); // ImageJ's macros write 2.0 for 2
        } catch (final ArithmeticException | NumberFormatException e) {
            throw new InputException(key.name() + " '" + value + "' cannot be used: give a whole number.", e);
        }
    }

    private static String checkChoice(final Key key, final String value) {
        for (final String choice : key.choices()) if (choice.equalsIgnoreCase(value)) return choice;
        for (final String choice : key.choices())
            if (choice.toLowerCase(Locale.ROOT).endsWith(" " + value.toLowerCase(Locale.ROOT))) return choice;
        throw new InputException(
                key.name() + " '" + value + "' is not known: choose " + String.join(", ", key.choices()) + ".");
    }

    /** The value of a key as text. */
    public String text(final String key) {
        final String value = values.get(key);
        if (value == null) throw new IllegalArgumentException("no key: " + key);
        return value;
    }

    /** The value of a flag. */
    public boolean flag(final String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** The value of a number. */
    public int number(final String key) {
        return Integer.parseInt(text(key));
    }
}
