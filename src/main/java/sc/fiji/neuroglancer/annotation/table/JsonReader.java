package sc.fiji.neuroglancer.annotation.table;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.JsonMistake;

/**
 * Lists of points in JSON: arrays of numbers, objects with coordinates by name, the annotations of a Neuroglancer layer
 * (points and all other shapes, with their {@code props} and {@code segments}), at the top or as a field
 * such as {@code points} or {@code annotations} of an object, or in a layer of a Neuroglancer state. The file is read
 * once for its columns and once for its rows.
 *
 * <p>Heap: one entry, and its {@link JsonColumns}.
 */
final class JsonReader implements TableReader {

    /** Python writes NaN for missing numbers. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final String LAYERS = "layers";

    @FunctionalInterface
    private interface JsonSink {
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
    public void read(final Path file, final TableOptions options, final RowSink sink) throws IOException {
        final JsonColumns columns = new JsonColumns(file);
        final NeuroglancerLayer layer = forEach(file, columns::add);
        sink.header(columns.names(layer, options));
        forEach(file, (number, entry) -> {
            final JsonShape shape = JsonShape.of(entry);
            sink.row(number, shape.kind(), columns.cells(entry, shape));
        });
    }

    /**
     * Passes on the entries of the list at the top, in a field of the outermost object, or in one of its layers.
     *
     * @return what the object with the list says about it
     */
    private static NeuroglancerLayer forEach(final Path file, final JsonSink sink) throws IOException {
        try (BufferedReader in = TableReaders.open(file);
                JsonParser parser = JSON.createParser(in)) {
            NeuroglancerLayer found = null;
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                found = new NeuroglancerLayer(JSON);
                entries(parser, sink);
            } else {
                found = object(file, parser, sink);
            }
            if (found != null) return found;
        } catch (final JsonParseException e) {
            throw unreadable(file, e);
        }
        throw new InputException("{} has no list of points, such as [[1, 2, 3], [4, 5, 6]].", file.getFileName());
    }

    /** Reads an object to its end; null when it contains no list. */
    private static NeuroglancerLayer object(final Path file, final JsonParser parser, final JsonSink sink)
            throws IOException {
        final NeuroglancerLayer own = new NeuroglancerLayer(JSON);
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
        if (found != null) found.inherit(own);
        return found;
    }

    /** Reads the layers of a Neuroglancer state; null when none has its own annotations. */
    private static NeuroglancerLayer layers(final Path file, final JsonParser parser, final JsonSink sink)
            throws IOException {
        NeuroglancerLayer found = null;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) throw new JsonParseException(parser, "the list of layers is not closed");
            if (token != JsonToken.START_OBJECT) parser.skipChildren();
            else if (found == null) found = object(file, parser, sink);
            else object(file, parser, (number, entry) -> refuseAnother(file));
        }
        return found;
    }

    private static void refuseAnother(final Path file) {
        throw new InputException(
                "{} has annotations in several layers: keep one layer per file and export each file.",
                file.getFileName());
    }

    private static void entries(final JsonParser parser, final JsonSink sink) throws IOException {
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
                e,
                "Line {} of {} is not valid JSON: {}",
                e.getLocation().getLineNr(),
                file.getFileName(),
                JsonMistake.plain(e.getOriginalMessage()));
    }
}
