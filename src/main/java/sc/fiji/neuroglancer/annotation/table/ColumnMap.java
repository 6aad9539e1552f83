package sc.fiji.neuroglancer.annotation.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/** Which columns of a table are the coordinates x, y, z, t (axes 0 to 3). */
final class ColumnMap {

    /** Maximum number of names in a message. */
    private static final int MOST_NAMES = 20;

    private static final int LONGEST = 30;

    /** Said of a column that was not chosen by its name. */
    static final String LIKE_A_POSITION = "named like a position";

    static final int AXES = 4;

    private static final String NAMES = "xyzt";
    /** A unit in brackets, or a common one at the end, as QuPath writes it. */
    private static final Pattern UNIT = Pattern.compile("(.*?)[\\s_]*[(\\[](.*)[)\\]]"
            + "|(.*\\S)[\\s_]+([\u00b5\u03bcun]m|microns?|micromet(?:er|re)s?|px|pixels?)");
    /** Names of an axis, best first; the star stands for its letter. */
    private static final List<String> FORMS = List.of(
            "*",
            "position *",
            "pos *",
            "* position",
            "* pos",
            "*pos",
            "coord *",
            "* coord",
            "* coordinate",
            "centroid *",
            "* centroid",
            "center *",
            "centre *",
            "voxel *",
            "pixel *",
            "marker*",
            "*m");

    private final List<String> names;
    private final int[] columns = {-1, -1, -1, -1};
    /** Whether planes or frames count from 1. */
    private final boolean[] fromOne = new boolean[AXES];

    private ColumnMap(final List<String> names) {
        this.names = names;
    }

    /** Finds the columns by name; columns chosen in the options are required. */
    static ColumnMap of(final List<String> names, final TableOptions options) {
        final ColumnMap map = new ColumnMap(names);
        map.findNumberedAxes();
        for (int axis = 0; axis < AXES; axis++) {
            if (map.columns[axis] < 0) map.columns[axis] = map.find(NAMES.charAt(axis));
        }
        map.findPlaneAndFrame();
        for (int axis = 0; axis < AXES; axis++) {
            if (!options.columns().get(axis).isEmpty())
                map.choose(axis, options.columns().get(axis));
        }
        return map;
    }

    /** napari and scikit-image number the axes of an array; the last one is x. */
    private void findNumberedAxes() {
        for (final String prefix : List.of("axis ", "centroid ")) {
            int count = 0;
            while (indexOf(prefix + count) >= 0) count++;
            if (count < 2 || count > AXES) continue;
            for (int i = 0; i < count; i++) columns[count - 1 - i] = indexOf(prefix + i);
            return;
        }
    }

    private int find(final char axis) {
        for (final String form : FORMS) {
            final int column = indexOf(form.replace('*', axis));
            if (column >= 0) return column;
        }
        return -1;
    }

    /** A name without unit is preferred. */
    private int indexOf(final String normal) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (!normal(names.get(i)).equals(normal)) continue;
            if (unit(names.get(i)).isEmpty()) return i;
            if (found < 0) found = i;
        }
        return found;
    }

    static String normal(final String name) {
        return withoutUnit(name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_.\\-]+", " ")
                .trim();
    }

    private static String withoutUnit(final String name) {
        final Matcher unit = UNIT.matcher(name.trim());
        if (!unit.matches()) return name;
        if (unit.group(3) != null) return unit.group(3);
        return unit.group(1).isEmpty() ? name : unit.group(1);
    }

    /** The unit after a name, usually in brackets, or empty. */
    static String unit(final String name) {
        final Matcher unit = UNIT.matcher(name.trim());
        if (!unit.matches()) return "";
        return unit.group(3) != null ? unit.group(4) : unit.group(2).trim();
    }

    /** ImageJ's Slice and Frame count from 1, TrackMate's FRAME from 0, Imaris' Time from 1; seconds are not used. */
    private void findPlaneAndFrame() {
        final boolean seconds =
                columns[3] >= 0 && Units.time(unit(names.get(columns[3]))).exists();
        if (seconds) columns[3] = -1;
        if (columns[2] < 0 && names.contains("Slice")) {
            columns[2] = names.indexOf("Slice");
            fromOne[2] = true;
        }
        if (names.contains("Frame")) {
            columns[3] = names.indexOf("Frame");
            fromOne[3] = true;
        } else if (indexOf("frame") >= 0) {
            columns[3] = indexOf("frame");
        } else if (columns[3] < 0 && names.contains("Time") && names.contains("TrackID")) {
            columns[3] = names.indexOf("Time");
            fromOne[3] = true;
        }
    }

    private void choose(final int axis, final String name) {
        int column = names.indexOf(name);
        if (column < 0) column = indexOf(normal(name));
        if (column < 0) throw missing(axis, "named " + name);
        columns[axis] = column;
        fromOne[axis] = name.equals("Slice") || name.equals("Frame");
    }

    boolean has(final int axis) {
        return columns[axis] >= 0;
    }

    int column(final int axis) {
        return columns[axis];
    }

    /** Whether planes or frames count from 1. */
    boolean fromOne(final int axis) {
        return fromOne[axis];
    }

    /** Whether the column holds a coordinate. */
    boolean isUsed(final int column) {
        return Arrays.stream(columns).anyMatch(c -> c == column);
    }

    private static String without(final int axis) {
        if (axis < 2) return "";
        return " If there is no such column, add one with the " + (axis == 2 ? "slice" : "frame")
                + " of each point, counted from 0.";
    }

    /** The error for a table without a required column. */
    InputException missing(final int axis, final String what) {
        final List<String> present = new ArrayList<>();
        for (final String name : names.subList(0, Math.min(MOST_NAMES, names.size()))) {
            if (!name.isBlank()) present.add(name.length() > LONGEST ? name.substring(0, LONGEST) + "\u2026" : name);
        }
        if (names.size() > MOST_NAMES) present.add("\u2026");
        final String there = present.isEmpty() ? "none of them has a name" : String.join(", ", present);
        final char letter = NAMES.charAt(axis);
        final String rename = "rename the column that holds " + letter + " to " + letter;
        return new InputException(
                "The table has no column {} for {}; its columns are: {}. {}.{}",
                what,
                letter,
                Message.text(there),
                Slot.either(rename, rename + ", or name the columns with --columns x,y,z,t"),
                what.equals(LIKE_A_POSITION) ? Message.text(without(axis)) : "");
    }
}
