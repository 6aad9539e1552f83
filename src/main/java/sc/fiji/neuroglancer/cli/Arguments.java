package sc.fiji.neuroglancer.cli;

import static sc.fiji.neuroglancer.message.Slot.key;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.command.Command;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;

/**
 * A parsed command line: operands, {@code --key value}, {@code --key=value}, {@code --flag}.
 *
 * @param values of the keys; operands are the value of their key, one a line
 * @param image what to open as image; empty for none
 * @param calibration {@code voxel} and {@code unit} of the image
 */
record Arguments(Values values, String image, Values calibration, boolean json, boolean help) {

    private static final String JSON = "json";
    private static final String HELP = "help";
    private static final String IMAGE = "image";

    /** What images in files need besides the keys of a command. */
    private static final List<Key> CALIBRATION = List.of(
            Key.text("voxel", "", "size of a voxel x,y,z; empty for the image's own"),
            Key.text("unit", "", "unit of that size, for instance micron"));

    /** The options of a command. */
    static List<Key> options(final Command command) {
        final List<Key> keys = new ArrayList<>(command.keys(Voice.SHELL));
        if (isCalibrated(command)) keys.addAll(CALIBRATION);
        return keys;
    }

    private static boolean isCalibrated(final Command command) {
        return command.shell().takesImage() && !command.label().isEmpty();
    }

    /** @throws InputException when the words do not fit the command */
    static Arguments parse(final Command command, final String... words) {
        final List<String> operands = new ArrayList<>();
        final Map<String, String> given = new LinkedHashMap<>();
        final Deque<String> left = new ArrayDeque<>(List.of(words));
        while (!left.isEmpty()) {
            final String word = left.poll();
            if (word.equals("-h")) given.put(HELP, "true");
            else if (word.startsWith("--")) option(command, word.substring(2), left, given);
            else operands.add(word);
        }
        final boolean json = Boolean.parseBoolean(given.remove(JSON));
        final boolean help = Boolean.parseBoolean(given.remove(HELP));
        if (!help) requireFit(command.shell(), operands);
        final Map<String, String> calibration = new LinkedHashMap<>();
        if (isCalibrated(command))
            for (final Key key : CALIBRATION) calibration.put(key.name(), given.getOrDefault(key.name(), ""));
        Values.of(options(command), given); // an unknown option is reported with all that are known
        given.keySet().removeAll(calibration.keySet());
        final String operand = String.join("\n", operands);
        final Values values =
                command.values(Voice.SHELL, given).with(command.shell().key(), operand);
        final String image = command.shell().takesImage()
                ? operand
                : given.getOrDefault(IMAGE, "").trim();
        return new Arguments(values, image, Values.of(CALIBRATION, calibration), json, help);
    }

    private static void requireFit(final Command.Shell shell, final List<String> operands) {
        if (operands.size() > shell.most())
            throw new InputException(
                    "'{}' is one operand too many: {} takes {}.",
                    operands.get(shell.most()),
                    shell.word(),
                    shell.most() == 0 ? "options only" : shell.operands());
        if (operands.size() < shell.fewest()) throw new InputException("{} needs {}.", shell.word(), shell.operands());
    }

    private static void option(
            final Command command, final String option, final Deque<String> left, final Map<String, String> given) {
        final int equals = option.indexOf('=');
        final String name = equals < 0 ? option : option.substring(0, equals);
        final boolean hasNext = !left.isEmpty() && !left.peek().startsWith("--");
        if (equals >= 0) put(given, name, option.substring(equals + 1));
        else if (isFlag(command, name) && !(hasNext && isTruth(left.peek()))) put(given, name, "true");
        else if (hasNext) put(given, name, left.poll());
        else throw new InputException("{} needs a value.", key(name));
    }

    private static void put(final Map<String, String> given, final String name, final String value) {
        if (given.put(name, value) != null) throw new InputException("{} is given twice.", key(name));
    }

    private static boolean isFlag(final Command command, final String name) {
        if (name.equals(JSON) || name.equals(HELP)) return true;
        return command.keys(Voice.SHELL).stream()
                .anyMatch(key -> key.name().equals(name) && key.kind() == Key.Kind.FLAG);
    }

    private static boolean isTruth(final String word) {
        return word.equals("true") || word.equals("false");
    }
}
