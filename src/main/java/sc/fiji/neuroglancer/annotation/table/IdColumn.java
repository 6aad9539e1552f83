package sc.fiji.neuroglancer.annotation.table;

import java.util.List;

/**
 * The column {@code id}, if its rows can be the ids of the annotations: while the rows pass for the first time it is
 * learnt whether they all are ids. Which of them stand twice shows later.
 */
final class IdColumn {

    private static final String NAME = "id";
    /** The heap that a job may spend on ids: 16 bytes each while they are compared. */
    private static final int HEAP_SHARE = 64;

    private final int index;
    private final String name;
    private long rows;
    private boolean counts = true;
    private String problem = "";

    private IdColumn(final int index, final String name) {
        this.index = index;
        this.name = name;
    }

    /** The first column of that name, in any case, or null. */
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

    /** Takes the text of one row, and where it stands. */
    void learn(final String text, final String place) {
        rows++;
        if (!problem.isEmpty()) return;
        if (Numbers.isId(text)) counts &= Numbers.id(text) == rows;
        else problem = "'" + text + "' (" + place + ") is not " + Numbers.ID_RANGE;
    }

    /** The table repeats rows, or has more of them than ids fit into the heap. */
    void refuse(final String why) {
        problem = why;
    }

    void refuseTooMany(final long heap) {
        if (rows > heap / HEAP_SHARE) refuse("so many ids need more memory than there is (-Xmx)");
    }

    /** Whether all rows have an id. */
    boolean isUsable() {
        return problem.isEmpty();
    }

    /** Whether the ids are 1, 2, 3..., as annotations have them anyway. */
    boolean isCount() {
        return isUsable() && counts;
    }

    /** Why it cannot be used: a sentence for the user. */
    String note() {
        return "Column " + name + " does not give the ids, which are 1, 2, 3..., since " + problem + ".";
    }

    long id(final String text) {
        return Numbers.id(text);
    }
}
