package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.check.Check;
import sc.fiji.neuroglancer.check.CheckOptions;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.check.Finding;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From the values of {@link CheckKeys} to a job. */
public final class CheckEntry {

    /** Letters in a line of a window. */
    private static final int COLUMNS = 90;

    private CheckEntry() {}

    /**
     * Checks a dataset.
     *
     * @throws InputException when there is no such place
     */
    public static CheckResult run(final Values values, final Monitor monitor) throws IOException {
        return run(values.text("address"), values.text("viewer"), monitor);
    }

    /**
     * Checks a dataset.
     *
     * @param place web address or folder; empty for the last export, where it was uploaded to if it was. With the last
     *     export itself come the points that were exported with it
     * @param viewer empty for that of the profile whose storage it is in
     */
    public static CheckResult run(final String place, final String viewer, final Monitor monitor) throws IOException {
        final String checked = place.trim().isEmpty() ? lastExport() : place.trim();
        requireReadable(checked);
        final String shown = viewer.trim().isEmpty() ? Storages.viewer(checked) : viewer;
        final List<CheckResult> results = new ArrayList<>(List.of(check(checked, shown, monitor)));
        for (final String points : points(checked)) results.add(check(points, shown, monitor));
        return CheckResult.joined(results);
    }

    private static CheckResult check(final String place, final String viewer, final Monitor monitor)
            throws IOException {
        return new Check(CheckOptions.of(place, viewer), monitor).run();
    }

    /** Those exported with the dataset, if it is the last export: of one on the web, those that are there, too. */
    private static List<String> points(final String place) {
        final boolean web = LastExport.isElsewhere(place);
        final Optional<String> last = LastExport.there().map(dataset -> web ? seen(dataset) : dataset);
        final String named =
                web ? place.replaceFirst("/+$", "") : Address.path(place).toString();
        if (!last.filter(named::equals).isPresent()) return List.of();
        return LastExport.points().stream()
                .filter(LastExport::isThere)
                .map(points -> web ? seen(points) : points)
                .filter(points -> LastExport.isElsewhere(points) == web)
                .collect(Collectors.toList());
    }

    /** Where others see a dataset; its folder if it is nowhere else. */
    private static String seen(final String dataset) {
        return LastExport.uploaded(dataset).orElse(dataset);
    }

    /** What only viewers read cannot be tried from here. */
    private static void requireReadable(final String place) {
        if (LastExport.isElsewhere(place) && !Address.isWeb(place))
            throw new InputException(place + " cannot be checked: give a folder of this computer, or an address that"
                    + " begins with https:// or http://.");
    }

    private static String lastExport() {
        final String dataset = LastExport.there()
                .orElseThrow(() -> new InputException(
                        "There is nothing to check: give the web address or the folder of a dataset."));
        return seen(dataset);
    }

    /**
     * Tells what {@link #run} would do.
     *
     * @throws InputException when a value cannot be used
     */
    static String preview(final Values values) {
        final String given = values.text("address").trim();
        final String place = given.isEmpty() ? lastExport() : given;
        requireReadable(place);
        CheckOptions.of(place, values.text("viewer"));
        return LastExport.isElsewhere(place)
                ? "It will be read as a colleague's browser would read it: from the web, without a login."
                : "Its files on this computer will be read.";
    }

    /** Whether a viewer can show it, in a few words. */
    public static String status(final CheckResult result) {
        return result.ok() ? "The viewer can show it." : "The viewer cannot show it: see the Log.";
    }

    /** All that was found, for a window. */
    public static String message(final CheckResult result) {
        final List<String> lines = new ArrayList<>(Lines.wrap(result.summary(), COLUMNS));
        for (final Finding finding : result.others()) {
            lines.add("");
            lines.addAll(Lines.wrap(finding.toString(), COLUMNS));
        }
        return String.join("\n", lines);
    }

    /** Stops a macro or script whose dataset cannot be shown. */
    public static void requireOk(final CheckResult result) {
        if (!result.ok()) throw new InputException(result.summary());
    }
}
