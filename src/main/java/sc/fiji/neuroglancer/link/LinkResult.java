package sc.fiji.neuroglancer.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** A link and what belongs to it. Immutable. */
public final class LinkResult {

    private final String url;
    private final ViewerState state;
    private final Path folder;
    private final Path stateFile;
    private final boolean served;
    private final String reach;
    private final List<String> warnings;

    LinkResult(
            final String url,
            final ViewerState state,
            final Path folder,
            final Path stateFile,
            final boolean served,
            final String reach,
            final List<String> warnings) {
        this.url = url;
        this.state = state;
        this.folder = folder;
        this.stateFile = stateFile;
        this.served = served;
        this.reach = reach;
        this.warnings = List.copyOf(warnings);
    }

    /** The link. */
    public String url() {
        return url;
    }

    /** The state it shows. */
    public ViewerState state() {
        return state;
    }

    /** The folder of the first dataset, when it is on this computer. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** The file that a short link names: it must be uploaded with the data. */
    public Optional<Path> stateFile() {
        return Optional.ofNullable(stateFile);
    }

    /** Whether data are served from this computer, so that the link works here only. */
    public boolean isServed() {
        return served;
    }

    /** Who can use the link, and what he needs: a sentence for the user. */
    public String reach() {
        if (served)
            return "The link shows data that this computer serves until Fiji or ImageJ is closed, so it works here only."
                    + " To show them to others: Plugins > Neuroglancer > Share in Neuroglancer...";
        final String upload = stateFile == null ? "" : " Upload " + stateFile + " with the data.";
        return reach + upload;
    }

    /** What the user should know: a sentence each. */
    public List<String> warnings() {
        return warnings;
    }
}
