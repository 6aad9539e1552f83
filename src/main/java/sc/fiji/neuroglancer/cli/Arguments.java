package sc.fiji.neuroglancer.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.task.InputException;

/** The words of a command line, taken apart: operands, {@code --key value}, {@code --key=value}, {@code --flag}. */
final class Arguments {

    private final List<String> operands;
    private final Values values;
    private final Map<String, String> given;
    private final boolean json;
    private final boolean help;

    private Arguments(
            final List<String> operands,
            final Values values,
            final Map<String, String> given,
            final boolean json,
            final boolean help) {
        this.operands = List.copyOf(operands);
        this.values = values;
        this.given = Map.copyOf(given);
        this.json = json;
        this.help = help;
    }

    /** @throws InputException when the words do not fit the command */
    static Arguments parse(final ShellCommand command, final String... words) {
        final List<String> operands = new ArrayList<>();
        final Map<String, String> given = new LinkedHashMap<>();
        final Deque<String> left = new ArrayDeque<>(List.of(words));
        while (!left.isEmpty()) {
            final String word = left.poll();
            if (word.equals("-h")) given.put("help", "true");
            else if (word.startsWith("--")) option(command, word.substring(2), left, given);
            else operands.add(word);
        }
        final boolean json = Boolean.parseBoolean(given.remove("json"));
        final boolean help = Boolean.parseBoolean(given.remove("help"));
        final int[] count = command.operandCount();
        if (!help && (operands.size() < count[0] || operands.size() > count[1]))
            throw new InputException(
                    operands.size() > count[1]
                            ? "'" + operands.get(count[1]) + "' is one operand too many: " + command.name() + " takes "
                                    + (count[1] == 0 ? "options only" : command.operands()) + "."
                            : command.name() + " needs " + command.operands() + ".");
        return new Arguments(operands, Values.of(command.keys(), given), given, json, help);
    }

    private static void option(
            final ShellCommand command,
            final String option,
            final Deque<String> left,
            final Map<String, String> given) {
        final int equals = option.indexOf('=');
        final String name = equals < 0 ? option : option.substring(0, equals);
        final boolean hasNext = !left.isEmpty() && !left.peek().startsWith("--");
        if (equals >= 0) put(given, name, option.substring(equals + 1));
        else if (isFlag(command, name) && !(hasNext && isTruth(left.peek()))) put(given, name, "true");
        else if (hasNext) put(given, name, left.poll());
        else throw new InputException("--" + name + " needs a value.");
    }

    private static void put(final Map<String, String> given, final String name, final String value) {
        if (given.put(name, value) != null) throw new InputException("--" + name + " is given twice.");
    }

    private static boolean isFlag(final ShellCommand command, final String name) {
        if (name.equals("json") || name.equals("help")) return true;
        return command.keys().stream().anyMatch(key -> key.name().equals(name) && key.kind() == Key.Kind.FLAG);
    }

    private static boolean isTruth(final String word) {
        return word.equals("true") || word.equals("false");
    }

    List<String> operands() {
        return operands;
    }

    Values values() {
        return values;
    }

    /** The values that are not defaults, by key. */
    Map<String, String> given() {
        return given;
    }

    boolean json() {
        return json;
    }

    boolean help() {
        return help;
    }
}
