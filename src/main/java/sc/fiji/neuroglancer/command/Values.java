package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.either;
import static sc.fiji.neuroglancer.message.Slot.key;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.task.InputException;

/** The values of a command's keys, with defaults for those that were not given. Immutable. */
public final class Values {

    private final Map<String, String> values;
    private final Map<String, String> given;

    private Values(final Map<String, String> values, final Map<String, String> given) {
        this.values = values;
        this.given = Map.copyOf(given);
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
            throw new InputException(
                    "{} is not known here: use {}.",
                    either("'" + name + "'", "--" + name),
                    keys.stream().map(key -> key(key.label())).toList());
        }
        return new Values(values, given);
    }

    /** The same with the defaults of more keys. */
    Values with(final List<Key> keys) {
        final Map<String, String> all = new LinkedHashMap<>();
        for (final Key key : keys) all.put(key.name(), key.standard());
        all.putAll(values);
        return new Values(all, given);
    }

    /** The same with one more value, unless the key is empty. */
    public Values with(final String key, final String value) {
        if (key.isEmpty()) return this;
        final Map<String, String> all = new LinkedHashMap<>(values);
        all.put(key, value);
        return new Values(all, given);
    }

    private static String check(final Key key, final String value) {
        return switch (key.kind()) {
            case FLAG -> checkFlag(key, value.trim());
            case NUMBER -> checkNumber(key, value.trim());
            case CHOICE -> checkChoice(key, value.trim());
            default -> value;
        };
    }

    private static String checkFlag(final Key key, final String value) {
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) return value.toLowerCase(Locale.ROOT);
        throw new InputException("{} '{}' cannot be used: give true or false.", key(key.label()), value);
    }

    private static String checkNumber(final Key key, final String value) {
        try {
            return String.valueOf(new BigDecimal(value).intValueExact()); // ImageJ's macros write 2.0 for 2
        } catch (final ArithmeticException | NumberFormatException e) {
            throw new InputException(e, "{} '{}' cannot be used: give a whole number.", key(key.label()), value);
        }
    }

    private static String checkChoice(final Key key, final String value) {
        for (final String choice : key.choices()) if (choice.equalsIgnoreCase(value)) return choice;
        for (final String choice : key.choices())
            if (choice.toLowerCase(Locale.ROOT).endsWith(" " + value.toLowerCase(Locale.ROOT))) return choice;
        throw new InputException("{} '{}' is not known: choose {}.", key(key.label()), value, key.choices());
    }

    /** What was given, without defaults. */
    public Map<String, String> given() {
        return given;
    }

    /** The value of a key as it was given. */
    public String text(final String key) {
        final String value = values.get(key);
        if (value == null) throw new IllegalArgumentException("no key: " + key);
        return value;
    }

    /** The value of a key without spaces around it. */
    String trimmed(final String key) {
        return text(key).trim();
    }

    /** The value of a flag. */
    public boolean flag(final String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** The value of a number. */
    public int number(final String key) {
        return Integer.parseInt(text(key));
    }

    IfExists existing() {
        return IfExists.byName(text("existing"));
    }
}
