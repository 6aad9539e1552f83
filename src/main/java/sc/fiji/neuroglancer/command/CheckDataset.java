package sc.fiji.neuroglancer.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.check.Check;
import sc.fiji.neuroglancer.check.CheckOptions;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.check.Finding;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** Tells whether a viewer can show a dataset. */
public final class CheckDataset extends Command {

    public static final String LABEL = "Check Neuroglancer Data...";

    /** Letters in a line of a window. */
    private static final int COLUMNS = 90;

    /** Makes the command. */
    public CheckDataset() {
        super(
                LABEL,
                new Shell(
                        "check",
                        "URL|FOLDER",
                        "address",
                        "tells whether a viewer can show a dataset, and what is wrong"),
                Key.folder("address", "web address or folder of the dataset; empty for the last export"),
                Key.text("viewer", "", "address of the viewer that should show it; empty for the profile's"));
    }

    @Override
    public Form form(final Desk desk) {
        return new Form(this, Map.of("address", LastExport.there()), CheckDataset::preview);
    }

    /** Tells what a check would do. */
    private static String preview(final Values values) {
        final String place = place(values);
        CheckOptions.of(place, values.text("viewer"));
        return LastExport.isElsewhere(place)
                ? "It will be read as a colleague's browser would read it: from the web, without a login."
                : "Its files on this computer will be read.";
    }

    /** In a dialog, a dataset that cannot be shown is a result, not a failure. */
    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final CheckResult result = check(values, desk.progress());
        result.others().forEach(finding -> desk.warn(Message.of("{}: {}", finding.severity(), finding.message())));
        final boolean dialog = desk.voice() == Voice.DIALOG;
        desk.result(result.ok() || dialog ? result.summary() : null, json(result, desk));
        if (!result.ok() && !dialog) throw new InputException(result.summary());
        desk.status(Message.text(result.ok() ? "The viewer can show it." : "The viewer cannot show it: see the Log."));
        if (dialog) desk.show(text(result));
    }

    /**
     * Checks a dataset; with the last export itself, also the points that were exported with it.
     *
     * @throws InputException when there is no such place
     */
    static CheckResult check(final Values values, final Monitor monitor) throws IOException {
        final String place = place(values);
        final String given = values.text("viewer");
        final String viewer = given.isBlank() ? StoredProfiles.load().viewer(place) : given;
        final List<CheckResult> results = new ArrayList<>();
        results.add(check(place, viewer, monitor));
        for (final String points : points(place)) results.add(check(points, viewer, monitor));
        return CheckResult.joined(results);
    }

    private static CheckResult check(final String place, final String viewer, final Monitor monitor)
            throws IOException {
        return new Check(CheckOptions.of(place, viewer), monitor).run();
    }

    /** The points exported with the dataset, if it is the last export: on the web, if the dataset is there. */
    private static List<String> points(final String place) {
        final boolean web = LastExport.isElsewhere(place);
        final String last = LastExport.there();
        final String named =
                web ? place.replaceFirst("/+$", "") : Address.path(place).toString();
        if (!named.equals(web ? seen(last) : last)) return List.of();
        return LastExport.points().stream()
                .filter(LastExport::isThere)
                .map(points -> web ? seen(points) : points)
                .filter(points -> LastExport.isElsewhere(points) == web)
                .toList();
    }

    /** Where others see a dataset; its folder if it was not uploaded. */
    private static String seen(final String dataset) {
        final String uploaded = LastExport.uploaded(dataset);
        return uploaded.isEmpty() ? dataset : uploaded;
    }

    /** The place to check: what is given, or the last export, where it was uploaded to if it was. */
    private static String place(final Values values) {
        final String given = values.trimmed("address");
        final String place = given.isEmpty() ? seen(LastExport.there()) : given;
        if (place.isEmpty())
            throw new InputException("There is nothing to check: give the web address or the folder of a dataset.");
        if (LastExport.isElsewhere(place) && !Address.isWeb(place))
            throw new InputException(
                    "{} cannot be checked: give a folder of this computer, or an address that begins with https:// or"
                            + " http://.",
                    place);
        return place;
    }

    private static String text(final CheckResult result) {
        final StringBuilder text = new StringBuilder(wrapped(result.summary().in(Voice.DIALOG)));
        for (final Finding finding : result.others())
            text.append("\n\n")
                    .append(wrapped(
                            finding.severity() + ": " + finding.message().in(Voice.DIALOG)));
        return text.toString();
    }

    private static String wrapped(final String sentence) {
        return Lines.wrap(sentence, COLUMNS).stream().collect(Collectors.joining("\n"));
    }

    private static ObjectNode json(final CheckResult result, final Desk desk) {
        final ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("place", result.place())
                .put("ok", result.ok())
                .put("what", result.what())
                .put("samples", result.samples());
        addFindings(object.putArray("findings"), result, desk);
        return object;
    }

    static void addFindings(final ArrayNode array, final CheckResult result, final Desk desk) {
        for (final Finding finding : result.findings())
            array.addObject()
                    .put("severity", finding.severity().name())
                    .put("problem", finding.problem().name())
                    .put("sentence", desk.say(finding.message()));
    }
}
