package sc.fiji.neuroglancer.annotation.table;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Lists of points in JSON: arrays of numbers, objects with coordinates by name, objects with a {@code point} (the
 * annotations of a Neuroglancer state), on top or as {@code points}, {@code annotations} or the like of an object. The
 * file is read once for its columns and once for its rows.
 *
 * <p>Heap: one entry, and the names of all columns, at most {@value #MAX_COLUMNS}.
 */
final class JsonReader implements TableReader {

    private static final int MAX_COLUMNS = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POINT = "point";

    @FunctionalInterface
    private interface EntrySink {
        void accept(long number, JsonNode entry) throws IOException;
    }

    @Override
    public boolean accepts(final String head) {
        return head.startsWith("[") || head.startsWith("{");
    }

    @Override
    public String place() {
        return "entry";
    }

    @Override
    public void read(final Path file, final TableOptions options, final Sink sink) throws IOException {
        final Columns columns = new Columns(file);
        forEach(file, columns::add);
        final List<String> names = new ArrayList<>(TableReaders.coordinateNames(columns.coordinates, options.order()));
        names.addAll(columns.fields);
        sink.header(names);
        final List<String> cells = new ArrayList<>();
        forEach(file, (number, entry) -> {
            cells.clear();
            final JsonNode point = coordinates(entry);
            for (int i = 0; i < columns.coordinates; i++) cells.add(text(point.path(i)));
            for (final String name : columns.fields) cells.add(text(entry.path(name)));
            sink.row(number, cells);
        });
    }

    private static JsonNode coordinates(final JsonNode entry) {
        return entry.isArray() ? entry : entry.path(POINT);
    }

    private static String text(final JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    private static void forEach(final Path file, final EntrySink sink) throws IOException {
        try (BufferedReader in = TableReaders.open(file);
                JsonParser parser = JSON.createParser(in)) {
            if (!findArray(parser))
                throw new InputException(
                        file.getFileName() + " has no list of points, such as [[1, 2, 3], [4, 5, 6]].");
            long number = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) sink.accept(++number, JSON.readTree(parser));
        } catch (final JsonParseException e) {
            throw unreadable(file, e);
        }
    }

    /** Goes to the first array of entries that is on top or in a field of the outermost object. */
    private static boolean findArray(final JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.START_ARRAY) return true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && isList(parser.currentName())) return true;
            parser.skipChildren();
        }
        return false;
    }

    private static boolean isList(final String name) {
        final String plain = name.toLowerCase(Locale.ROOT);
        return Set.of("points", "annotations", "cells", "coordinates", "positions", "spots", "markers", "data")
                .contains(plain);
    }

    private static InputException unreadable(final Path file, final JsonProcessingException e) {
        return new InputException(
                "Line " + e.getLocation().getLineNr() + " of " + file.getFileName() + " is not valid JSON: "
                        + e.getOriginalMessage(),
                e);
    }

    /** What columns the entries have. */
    private static final class Columns {
        private final Path file;
        private int coordinates;
        private final Set<String> fields = new LinkedHashSet<>();

        Columns(final Path file) {
            this.file = file;
        }

        void add(final long number, final JsonNode entry) {
            final JsonNode point = coordinates(entry);
            final boolean pointless = coordinates > 0 && !point.isArray();
            if (!entry.isContainerNode() || pointless || point.isArray() && !fits(number, point))
                throw new InputException(
                        "Entry " + number + " of " + file.getFileName() + " is no point like the others: "
                                + shorten(entry.toString()) + ". Only lists of points can be read.");
            if (point.isArray()) coordinates = point.size();
            if (!entry.isObject()) return;
            entry.fields().forEachRemaining(field -> {
                if (field.getValue().isValueNode() && fields.size() < MAX_COLUMNS) fields.add(field.getKey());
            });
        }

        private boolean fits(final long number, final JsonNode point) {
            if (number > 1) return point.size() == coordinates;
            return point.size() >= 2 && point.size() <= ColumnMap.AXES;
        }

        private static String shorten(final String text) {
            return text.length() <= 60 ? text : text.substring(0, 57) + "...";
        }
    }
}
