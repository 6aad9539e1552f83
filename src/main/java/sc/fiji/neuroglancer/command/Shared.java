package sc.fiji.neuroglancer.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.share.ShareResult;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;

/** What was shared, or only shown on this computer, and what to tell the user about it. Immutable. */
public final class Shared {

    private final ShareResult result;
    private final String link;
    private final String shown;
    private final URI page;
    private final String status;
    private final List<String> lines;
    private final List<String> notes;

    private Shared(
            final ShareResult result,
            final String link,
            final String shown,
            final URI page,
            final String status,
            final List<String> lines,
            final List<String> notes) {
        this.notes = List.copyOf(notes);
        this.result = result;
        this.link = link;
        this.shown = shown;
        this.page = page;
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    /**
     * Of a storage.
     *
     * @param linkPlace says where the link is, as a sentence; empty when it is only printed
     * @param notes what was left out or decided about points
     */
    static Shared of(final ShareResult result, final String linkPlace, final List<String> notes) {
        final List<String> lines = new ArrayList<>();
        if (result.ok()) lines.add(result.summary() + " It took " + Amounts.duration(result.seconds()) + ".");
        else lines.addAll(result.otherErrors());
        if (!linkPlace.isEmpty()) lines.add(linkPlace);
        final List<String> all = new ArrayList<>(notes);
        all.addAll(result.notes());
        lines.addAll(all);
        final String status = result.ok() ? "Shared and checked. " + linkPlace : result.summary();
        final String link = result.link().orElse(null);
        return new Shared(result, link, link, null, status.trim(), lines, all);
    }

    /**
     * Of this computer.
     *
     * @param why nobody else sees it, as a sentence
     * @param notes what was made
     */
    static Shared here(final LinkEntry.Made made, final String why, final List<String> notes) {
        final List<String> lines = new ArrayList<>(List.of(why));
        lines.addAll(notes);
        lines.addAll(made.news());
        final String status = "Only this computer shows it: see the Log.";
        return new Shared(null, made.link().url(), made.shown(), made.page(), status, lines, notes);
    }

    /** What was shared; empty when it is only shown on this computer. */
    public Optional<ShareResult> result() {
        return Optional.ofNullable(result);
    }

    /** The link; empty when none can work. */
    public Optional<String> link() {
        return Optional.ofNullable(link);
    }

    /** What a browser opens, when only this computer shows it. */
    public Optional<URI> page() {
        return Optional.ofNullable(page);
    }

    /** What the log shows: the link, or the short address of the page when only this computer shows it. */
    public Optional<String> shown() {
        return Optional.ofNullable(shown);
    }

    /** What happened, in one short line. */
    public String status() {
        return status;
    }

    /** What was left out or decided, also of points: a sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** What the log tells: a sentence each. */
    public List<String> lines() {
        return lines;
    }

    /**
     * Stops a macro or script that others cannot see the result of.
     *
     * @throws InputException telling why, and what to do
     */
    public void requireOk() {
        if (result != null && !result.ok()) throw new InputException(result.summary());
    }
}
