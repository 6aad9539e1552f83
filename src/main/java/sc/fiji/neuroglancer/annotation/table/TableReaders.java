package sc.fiji.neuroglancer.annotation.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sc.fiji.neuroglancer.task.InputException;

/** The formats, and how their files are opened. */
final class TableReaders {

    /** In the order in which they are asked. */
    private static final List<TableReader> ALL =
            List.of(new CellCounterReader(), new JsonReader(), new DelimitedReader());

    private static final int HEAD = 4096;
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private TableReaders() {}

    /** Finds the format of a file by its first characters. */
    static TableReader find(final Path file) throws IOException {
        if (!Files.isRegularFile(file))
            throw new InputException("There is no file " + file + ". Check the name of the file with the points.");
        final char[] head = new char[HEAD];
        try (BufferedReader in = open(file)) {
            final int n = Math.max(0, in.read(head));
            final String text = new String(head, 0, n).stripLeading();
            for (final TableReader reader : ALL) {
                if (reader.accepts(text)) return reader;
            }
        }
        throw new InputException("The format of " + file.getFileName() + " is unknown.");
    }

    /** Opens a text in UTF-8, after its byte order mark. */
    static BufferedReader open(final Path file) throws IOException {
        final BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), BUFFER);
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) in.reset();
        return in;
    }

    /** Names for so many coordinates that have none: x, y, z, t, or t, z, y, x. */
    static List<String> coordinateNames(final int count, final TableOptions.Order order) {
        final List<String> names = new ArrayList<>(List.of("x", "y", "z", "t").subList(0, count));
        if (order == TableOptions.Order.ZYX) Collections.reverse(names);
        return names;
    }
}
