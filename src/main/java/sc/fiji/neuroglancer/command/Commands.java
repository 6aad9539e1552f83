package sc.fiji.neuroglancer.command;

import java.util.List;

/** The list of all commands that have a label. */
public final class Commands {

    /** In the order of the menu. */
    public static final List<Command> ALL = List.of(
            new ShareImage(),
            new ExportImage(),
            new ExportPoints(),
            new CopyLink(),
            new ViewDataset(),
            new StopServing(),
            new UploadDataset(),
            new CheckDataset(),
            new EditSettings());

    private Commands() {}

    /** @throws IllegalArgumentException when no command has that word */
    public static Command byWord(final String word) {
        return ALL.stream()
                .filter(command -> command.shell().word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }
}
