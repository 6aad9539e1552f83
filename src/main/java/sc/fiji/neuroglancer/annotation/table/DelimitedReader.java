package sc.fiji.neuroglancer.annotation.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Tables separated by tabs, semicolons, commas or spaces, with quoted fields. The header is the first line with columns
 * for x and y, which skips the lines that Imaris writes before it, and may begin with #, as a comment; the three lines
 * of names and units that TrackMate writes after it are skipped, too. A table of two to four columns of numbers may have
 * no header. Lines with only empty fields are skipped.
 *
 * <p>Heap: one record, at most {@value #MAX_FIELD} characters a field.
 */
final class DelimitedReader implements TableReader {

    private static final int MAX_FIELD = 1 << 16;
    private static final int MAX_PREAMBLE = 20;
    private static final char[] SEPARATORS = {'\t', ';', ',', ' '};
    private static final int TRACKMATE_LINES = 3;
    private static final String COMMENT = "#";

    @Override
    public boolean accepts(final String head) {
        return true;
    }

    @Override
    public String place() {
        return "line";
    }

    @Override
    public void read(final Path file, final TableOptions options, final RowSink sink) throws IOException {
        final Layout layout = layout(file, options);
        try (BufferedReader in = TableReaders.open(file)) {
            final Records records = new Records(in, layout.separator);
            boolean found = false;
            while (!found && records.next()) found = records.start == layout.firstLine;
            records.pending = layout.headless;
            if (layout.header.contains("POSITION_X")) skipTrackMate(layout, records);
            sink.header(layout.header);
            if (records.pending) sink.row(records.start, records.fields);
            while (records.next()) sink.row(records.start, records.fields);
        }
    }

    /** Where the table begins. */
    private static final class Layout {
        private char separator = ',';
        /** Line of the header, or of the first row without one. */
        private long firstLine;

        private boolean headless;
        private List<String> header = List.of();
    }

    private static Layout layout(final Path file, final TableOptions options) throws IOException {
        Layout widest = null;
        for (final char separator : SEPARATORS) {
            try (BufferedReader in = TableReaders.open(file)) {
                final Records records = new Records(in, separator);
                boolean first = true;
                for (int i = 0; i < MAX_PREAMBLE && records.next(); i++) {
                    final Layout layout = layout(records, separator);
                    final boolean comment = records.fields.get(0).startsWith(COMMENT);
                    if (first && !comment && isAllNumbers(records.fields)) return headless(layout, options);
                    first &= comment;
                    if (isHeader(layout.header, options)) return layout;
                    final boolean wider = widest == null || layout.header.size() > widest.header.size();
                    if (separator != ' ' && wider) widest = layout;
                }
            } catch (final InputException e) {
                if (separator == ',' && widest == null) throw e;
            }
        }
        if (widest == null) throw new InputException("{} has no points: it is empty.", file.getFileName());
        return widest;
    }

    /** The layout with this record as header, without the comment sign. */
    private static Layout layout(final Records record, final char separator) {
        final Layout layout = new Layout();
        layout.separator = separator;
        layout.firstLine = record.start;
        final List<String> header = new ArrayList<>(record.fields);
        if (header.get(0).startsWith(COMMENT))
            header.set(0, header.get(0).substring(COMMENT.length()).trim());
        if (separator == ' ' && header.get(0).isEmpty()) header.remove(0);
        layout.header = List.copyOf(header);
        return layout;
    }

    private static boolean isHeader(final List<String> names, final TableOptions options) {
        final ColumnMap map = ColumnMap.of(names, TableOptions.VOXELS);
        final boolean chosen =
                !options.columns().get(0).isEmpty() && !options.columns().get(1).isEmpty();
        for (int axis = 0; axis < 2; axis++) {
            final String name = options.columns().get(axis);
            final boolean found = !name.isEmpty() && names.contains(name);
            if (!found && (chosen || !map.has(axis))) return false;
        }
        return true;
    }

    private static boolean isAllNumbers(final List<String> fields) {
        return fields.size() >= 2
                && fields.size() <= ColumnMap.AXES
                && fields.stream().allMatch(Numbers::isNumber);
    }

    private static Layout headless(final Layout layout, final TableOptions options) {
        layout.headless = true;
        layout.header = TableReaders.coordinateNames(layout.header.size(), options.order());
        return layout;
    }

    /** TrackMate repeats the names, then gives units, which go into the header. */
    private static void skipTrackMate(final Layout layout, final Records records) throws IOException {
        final int x = layout.header.indexOf("POSITION_X");
        for (int i = 0; i < TRACKMATE_LINES && records.next(); i++) {
            final String cell = x < records.fields.size() ? records.fields.get(x) : "";
            if (Numbers.isNumber(cell)) {
                records.pending = true;
                return;
            }
            if (!cell.startsWith("(")) continue;
            final List<String> header = new ArrayList<>(layout.header);
            header.set(x, header.get(x) + " " + cell);
            layout.header = header;
        }
    }

    /** Splits a text into records of fields. */
    private static final class Records {
        private final BufferedReader in;
        private final char separator;
        private final StringBuilder field = new StringBuilder();
        private List<String> fields = new ArrayList<>();
        /** The current line; {@link #start} is the first line of the record. */
        private long line = 1;

        private long start;
        private boolean pending;

        Records(final BufferedReader in, final char separator) {
            this.in = in;
            this.separator = separator;
        }

        /** Reads the next record that is not empty. */
        boolean next() throws IOException {
            pending = false;
            while (true) {
                start = line;
                fields = new ArrayList<>(fields.size());
                final boolean more = record();
                if (!isEmpty()) return true;
                if (!more) return false;
            }
        }

        private boolean isEmpty() {
            for (final String text : fields) if (!text.isEmpty()) return false;
            return true;
        }

        /** Reads up to the end of a line; false at the end of the text. */
        private boolean record() throws IOException {
            field.setLength(0);
            while (true) {
                final int c = in.read();
                if (c == '"' && isBlank(field)) {
                    field.setLength(0);
                    quoted();
                } else if (c == separator) {
                    end();
                } else if (c < 0 || c == '\n' || c == '\r') {
                    end();
                    line++;
                    if (c == '\r') skipLineFeed();
                    return c >= 0;
                } else {
                    add((char) c);
                }
            }
        }

        /** Windows ends lines with both. */
        private void skipLineFeed() throws IOException {
            in.mark(1);
            final int c = in.read();
            if (c >= 0 && c != '\n') in.reset();
        }

        private static boolean isBlank(final CharSequence text) {
            for (int i = 0; i < text.length(); i++) if (text.charAt(i) > ' ') return false;
            return true;
        }

        private void quoted() throws IOException {
            while (true) {
                int c = in.read();
                if (c < 0) throw new InputException("The quotation mark in line {} is not closed.", start);
                if (c == '\n') line++;
                if (c == '"') {
                    in.mark(1);
                    c = in.read();
                    if (c != '"') {
                        if (c >= 0) in.reset();
                        return;
                    }
                }
                add((char) c);
            }
        }

        private void add(final char c) {
            if (field.length() == MAX_FIELD)
                throw new InputException(
                        "Line {} has a field of more than {} characters, so this is not a table of points.",
                        start,
                        MAX_FIELD);
            field.append(c);
        }

        private void end() {
            final String text = field.toString().trim();
            field.setLength(0);
            if (separator != ' ' || !text.isEmpty()) fields.add(text); // columns may be aligned by several spaces
        }
    }
}
