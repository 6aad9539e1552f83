package sc.fiji.neuroglancer.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** A link and what belongs to it. Immutable. */
public final class LinkResult {

    private final String url;
    private final ViewerState state;
    private final Path stateFile;
    private final List<String> warnings;

    LinkResult(final String url, final ViewerState state, final Path stateFile, final List<String> warnings) {
        this.url = url;
        this.state = state;
        this.stateFile = stateFile;
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

    /** The file that a short link names: it must be uploaded with the data. */
    public Optional<Path> stateFile() {
        return Optional.ofNullable(stateFile);
    }

    /** What the user should know: a sentence each. */
    public List<String> warnings() {
        return warnings;
    }
}
