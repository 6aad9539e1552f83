package sc.fiji.neuroglancer.annotation.table;

import java.util.List;
import sc.fiji.neuroglancer.message.Message;

/**
 * The column {@code id}, if its values can be the ids of the annotations: the first reading of the rows shows whether all
 * of them are ids. Duplicates are found later.
 */
final class IdColumn {

    private static final String NAME = "id";
    /** The share of the heap for ids, which take 16 bytes each while they are compared. */
    private static final int HEAP_SHARE = 64;

    private final int index;
    private final String name;
    private long rows;
    private boolean counts = true;
    /** Why it cannot be used, or null. */
    private Message problem;

    private IdColumn(final int index, final String name) {
        this.index = index;
        this.name = name;
    }

    /** The first column of that name, ignoring case, or null. */
    static IdColumn find(final List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (ColumnMap.normal(names.get(i)).equals(NAME)) return new IdColumn(i, names.get(i));
        }
        return null;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    /** Learns from the text of one row. */
    void learn(final String text, final String place) {
        rows++;
        if (!isUsable()) return;
        if (Numbers.isId(text)) counts &= Numbers.id(text) == rows;
        else problem = Message.of("'{}' ({}) is not {}", text, place, Numbers.ID_RANGE);
    }

    /** Rules the column out. */
    void refuse(final String why) {
        problem = Message.text(why);
    }

    void refuseTooMany(final long heap) {
        if (rows > heap / HEAP_SHARE) refuse("there is not enough memory for this many ids (-Xmx)");
    }

    /** Whether the values are the ids of the annotations. */
    boolean isUsable() {
        return problem == null;
    }

    /** Whether the ids are 1, 2, 3..., as they would be without the column. */
    boolean isCount() {
        return isUsable() && counts;
    }

    /** Why it cannot be used: a sentence for the user. */
    Message note() {
        return Message.of("Column {} was not used for the ids, which are 1, 2, 3...: {}.", name, problem);
    }

    long id(final String text) {
        return Numbers.id(text);
    }
}
