package sc.fiji.neuroglancer.export.points;

import java.util.List;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * How {@link PointExport} writes.
 *
 * @param name the dataset's folder within the store: one name, without slashes
 * @param existing what to do if the dataset exists
 * @param showAll whether viewers draw all points in view, or as many as suit the screen
 */
public record PointExportOptions(String name, IfExists existing, ShowAll showAll) {

    /** Whether viewers draw all points in view, or as many as suit the screen. */
    public enum ShowAll {
        /** All up to 100,000 points; a sample of more. */
        AUTO,
        /** All. */
        YES,
        /** A sample that suits the screen; more points when zoomed in. */
        NO
    }

    /** Choices of existing for points, the default first. */
    public static final List<String> EXISTING = List.of(IfExists.FAIL.label(), IfExists.REPLACE.label());

    public static final PointExportOptions DEFAULT = new PointExportOptions("points", IfExists.FAIL, ShowAll.AUTO);

    /** @throws InputException when an option cannot be used */
    public PointExportOptions {
        if (name.isBlank() || name.matches("\\.+") || name.matches("(?s).*[/\\\\\\p{Cntrl}].*"))
            throw new InputException(
                    "{} cannot be used as a folder. Give a name without slashes, for instance points.",
                    Slot.given("name", name));
        if (existing == IfExists.RESUME)
            throw new InputException(
                    "{} does not apply to points, which are written quickly: choose {}.",
                    Slot.given("existing", existing.label()),
                    Message.text(String.join(" or ", EXISTING)));
    }

    public PointExportOptions withName(final String value) {
        return new PointExportOptions(value, existing, showAll);
    }

    public PointExportOptions withExisting(final IfExists value) {
        return new PointExportOptions(name, value, showAll);
    }

    public PointExportOptions withShowAll(final ShowAll value) {
        return new PointExportOptions(name, existing, value);
    }
}
