package sc.fiji.neuroglancer.annotation.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sc.fiji.neuroglancer.task.InputException;

/** The list of formats; opens their files. */
final class TableReaders {

    /** In the order in which they are tried. */
    private static final List<TableReader> ALL =
            List.of(new CellCounterReader(), new JsonReader(), new DelimitedReader());

    private static final int HEAD = 4096;
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private TableReaders() {}

    /** Finds the format of a file by its first characters. */
    static TableReader find(final Path file) throws IOException {
        if (!Files.isRegularFile(file))
            throw new InputException("The file {} does not exist. Check the name of the file with the points.", file);
        final char[] head = new char[HEAD];
        try (BufferedReader in = open(file)) {
            final int n = Math.max(0, in.read(head));
            final String text = new String(head, 0, n).stripLeading();
            if (text.chars().anyMatch(c -> c < '\t'))
                throw new InputException(
                        "{} is not a table or list of points, because it is not a text file: give a .csv, .tsv, .txt,"
                                + " .json or .xml file, or ROIs as .roi or .zip.",
                        file.getFileName());
            for (final TableReader reader : ALL) {
                if (reader.accepts(text)) return reader;
            }
        }
        throw new InputException("The format of {} is unknown.", file.getFileName());
    }

    /**
     * Opens a text after its byte order mark, in the encoding of the mark; without a mark in UTF-8, or in Latin-1 when
     * its beginning is not valid UTF-8.
     */
    static BufferedReader open(final Path file) throws IOException {
        final BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        bytes.mark(BUFFER);
        final byte[] head = bytes.readNBytes(BUFFER);
        bytes.reset();
        final BufferedReader in = new BufferedReader(new InputStreamReader(bytes, encoding(head)), BUFFER);
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) in.reset();
        return in;
    }

    private static Charset encoding(final byte[] head) {
        final int mark = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | head[1] & 0xff;
        if (mark == BYTE_ORDER_MARK) return StandardCharsets.UTF_16BE;
        if (mark == Character.reverseBytes(BYTE_ORDER_MARK)) return StandardCharsets.UTF_16LE;
        final boolean utf8 = !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false)
                .isError();
        return utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /** Default names of coordinates: x, y, z, t, or t, z, y, x. */
    static List<String> coordinateNames(final int count, final TableOptions.AxisOrder order) {
        final List<String> names = new ArrayList<>(List.of("x", "y", "z", "t").subList(0, count));
        if (order == TableOptions.AxisOrder.ZYX) Collections.reverse(names);
        return names;
    }
}
