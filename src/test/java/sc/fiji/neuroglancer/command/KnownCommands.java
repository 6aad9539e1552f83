package sc.fiji.neuroglancer.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The commands of this plugin: labels and keys as the code has them. A test compares them with all other places. */
public final class KnownCommands {

    /** Keys by label. */
    public static final Map<String, List<Key>> ALL =
            Commands.ALL.stream().collect(Collectors.toMap(Command::label, Command::keys));

    private KnownCommands() {}
}
