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
 * annotations of a Neuroglancer layer, with their {@code props} and {@code segments}), on top or as {@code points},
 * {@code annotations} or the like of an object, or in a layer of a Neuroglancer state. The file is read once for its
 * columns and once for its rows.
 *
 * <p>Heap: one entry, and the names of all columns, at most {@value #MAX_COLUMNS}.
 */
final class JsonReader implements TableReader {

    private static final int MAX_COLUMNS = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POINT = "point";
    private static final String PROPERTIES = "props";
    private static final String LAYERS = "layers";

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
        columns.layer = forEach(file, columns::add);
        sink.header(columns.names(options.order()));
        forEach(file, (number, entry) -> sink.row(number, columns.cells(entry)));
    }

    private static JsonNode coordinates(final JsonNode entry) {
        return entry.isArray() ? entry : entry.path(POINT);
    }

    private static String text(final JsonNode value) {
        if (value.isArray()) return joined(value);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** Several ids, as a cell of a table has them. */
    private static String joined(final JsonNode values) {
        final List<String> texts = new ArrayList<>();
        for (final JsonNode value : values) texts.add(value.isContainerNode() ? value.toString() : text(value));
        return String.join(" ", texts);
    }

    /**
     * Hands over the entries of the list that is on top, in a field of the outermost object, or in one of its layers.
     *
     * @return what the object of the list says about it
     */
    private static NeuroglancerLayer forEach(final Path file, final EntrySink sink) throws IOException {
        try (BufferedReader in = TableReaders.open(file);
                JsonParser parser = JSON.createParser(in)) {
            NeuroglancerLayer found = null;
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                found = new NeuroglancerLayer();
                entries(parser, sink);
            } else {
                found = object(file, parser, sink);
            }
            if (found != null) return found;
        } catch (final JsonParseException e) {
            throw unreadable(file, e);
        }
        throw new InputException(file.getFileName() + " has no list of points, such as [[1, 2, 3], [4, 5, 6]].");
    }

    /** Reads an object to its end; null when there is no list in it. */
    private static NeuroglancerLayer object(final Path file, final JsonParser parser, final EntrySink sink)
            throws IOException {
        final NeuroglancerLayer own = new NeuroglancerLayer();
        NeuroglancerLayer found = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            if (found == null && array && isList(parser.currentName())) {
                entries(parser, sink);
                found = own;
            } else if (found == null && array && parser.currentName().equals(LAYERS)) {
                found = layers(file, parser, sink);
            } else {
                own.read(parser);
            }
        }
        return found;
    }

    /** Reads the layers of a Neuroglancer state; null when none has annotations of its own. */
    private static NeuroglancerLayer layers(final Path file, final JsonParser parser, final EntrySink sink)
            throws IOException {
        NeuroglancerLayer found = null;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) throw new JsonParseException(parser, "the list of layers has no end");
            if (token != JsonToken.START_OBJECT) parser.skipChildren();
            else if (found == null) found = object(file, parser, sink);
            else object(file, parser, (number, entry) -> refuseAnother(file));
        }
        return found;
    }

    private static void refuseAnother(final Path file) {
        throw new InputException(file.getFileName() + " has the annotations of several layers: keep those of one only,"
                + " and export the others from files of their own.");
    }

    private static void entries(final JsonParser parser, final EntrySink sink) throws IOException {
        long number = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) sink.accept(++number, JSON.readTree(parser));
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

    /** What a layer of Neuroglancer says about its annotations. */
    private static final class NeuroglancerLayer {
        private final List<String> properties = new ArrayList<>();
        private final List<String> relationships = new ArrayList<>();

        /** Reads the field at whose value the parser is, or goes past it. */
        void read(final JsonParser parser) throws IOException {
            switch (parser.currentName()) {
                case "annotationProperties":
                    for (final JsonNode property : (JsonNode) JSON.readTree(parser))
                        properties.add(property.path("id").asText());
                    break;
                case "annotationRelationships":
                    for (final JsonNode name : (JsonNode) JSON.readTree(parser)) relationships.add(name.asText());
                    break;
                default:
                    parser.skipChildren();
            }
        }

        String property(final int index) {
            return index < properties.size() ? properties.get(index) : "property " + (index + 1);
        }

        String relationship(final int index) {
            if (index < relationships.size()) return "segments: " + relationships.get(index);
            return index == 0 ? SegmentColumns.USUAL : "segments: " + SegmentColumns.USUAL + " " + (index + 1);
        }
    }

    /** What columns the entries have: coordinates, fields, lists of segments by relationship, properties. */
    private static final class Columns {
        private final Path file;
        private final Set<String> fields = new LinkedHashSet<>();
        private NeuroglancerLayer layer;
        private int coordinates;
        private int relationships;
        private int properties;

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
            if (isNested(entry))
                relationships = Math.max(relationships, segments(entry).size());
            if (entry.path(PROPERTIES).isArray())
                properties = Math.max(properties, entry.path(PROPERTIES).size());
            entry.fields().forEachRemaining(field -> {
                if (isColumn(field.getKey(), field.getValue()) && fields.size() < MAX_COLUMNS)
                    fields.add(field.getKey());
            });
        }

        private boolean fits(final long number, final JsonNode point) {
            if (number > 1) return point.size() == coordinates;
            return point.size() >= 2 && point.size() <= ColumnMap.AXES;
        }

        private static boolean isColumn(final String name, final JsonNode value) {
            if (value.isArray())
                return SegmentColumns.isSegments(name) && !value.path(0).isArray();
            return value.isValueNode();
        }

        private static JsonNode segments(final JsonNode entry) {
            return entry.path(SegmentColumns.USUAL);
        }

        /** Whether the segments are a list for each relationship. */
        private static boolean isNested(final JsonNode entry) {
            return segments(entry).path(0).isArray();
        }

        List<String> names(final TableOptions.Order order) {
            final List<String> names = new ArrayList<>(TableReaders.coordinateNames(coordinates, order));
            names.addAll(fields);
            for (int i = 0; i < relationships; i++) names.add(layer.relationship(i));
            for (int i = 0; i < Math.min(properties, MAX_COLUMNS); i++) names.add(layer.property(i));
            return names;
        }

        List<String> cells(final JsonNode entry) {
            final List<String> cells = new ArrayList<>();
            final JsonNode point = coordinates(entry);
            for (int i = 0; i < coordinates; i++) cells.add(text(point.path(i)));
            for (final String name : fields) {
                final JsonNode value = entry.path(name);
                cells.add(isColumn(name, value) ? text(value) : "");
            }
            for (int i = 0; i < relationships; i++)
                cells.add(isNested(entry) ? text(segments(entry).path(i)) : "");
            for (int i = 0; i < Math.min(properties, MAX_COLUMNS); i++)
                cells.add(text(entry.path(PROPERTIES).path(i)));
            return cells;
        }

        private static String shorten(final String text) {
            return text.length() <= 60 ? text : text.substring(0, 57) + "...";
        }
    }
}
