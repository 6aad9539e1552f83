package sc.fiji.neuroglancer.annotation.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Marker files of Fiji's Cell Counter, and of brainglobe (cellfinder), which uses the same elements. The Cell Counter
 * counts the planes of the stack from 1, over all channels and time points; brainglobe counts slices from 0 and writes
 * {@code placeholder.tif} as the image. External entities are not read.
 *
 * <p>Heap: one marker.
 */
final class CellCounterReader implements TableReader {

    private static final String ROOT = "CellCounter_Marker_File";
    private static final String BRAINGLOBE_IMAGE = "placeholder.tif";
    private static final List<String> COLUMNS = List.of("x", "y", "z", "counter", "name", "t");
    private static final int Z = 2;
    private static final int COUNTER = 3;
    private static final int NAME = 4;
    private static final int TIME = 5;
    private static final List<String> MARKER = List.of("MarkerX", "MarkerY", "MarkerZ");

    @Override
    public boolean accepts(final String head) {
        return head.startsWith("<");
    }

    @Override
    public boolean alwaysVoxels() {
        return true;
    }

    @Override
    public String place() {
        return "marker";
    }

    @Override
    public void read(final Path file, final TableOptions options, final RowSink sink) throws IOException {
        final XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            final XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                new Markers(file, options, xml, sink).read();
            } finally {
                xml.close();
            }
        } catch (final XMLStreamException e) {
            final long line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new InputException(e, "Line {} of {} is not valid XML.", line, file.getFileName());
        }
    }

    /** One pass over a file. */
    private static final class Markers {
        private final Path file;
        private final TableOptions options;
        private final XMLStreamReader xml;
        private final RowSink sink;
        private final List<String> row = new ArrayList<>(Arrays.asList("", "", "", "", "", "0"));
        private long number;
        private boolean fromZero;

        Markers(final Path file, final TableOptions options, final XMLStreamReader xml, final RowSink sink) {
            this.file = file;
            this.options = options;
            this.xml = xml;
            this.sink = sink;
        }

        void read() throws IOException, XMLStreamException {
            boolean root = false;
            while (xml.hasNext()) {
                final int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (!root) begin();
                    else element(xml.getLocalName());
                    root = true;
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("Marker")) {
                    sink.row(number, row);
                }
            }
        }

        private void begin() throws IOException {
            if (!xml.getLocalName().equals(ROOT))
                throw new InputException(
                        "{} is not a Cell Counter file: it begins with <{}> instead of <{}>.",
                        file.getFileName(),
                        xml.getLocalName(),
                        ROOT);
            sink.header(options.planes() != null ? COLUMNS : COLUMNS.subList(0, TIME));
        }

        private void element(final String name) throws XMLStreamException {
            switch (name) {
                case "Image_Filename" -> fromZero = xml.getElementText().trim().equals(BRAINGLOBE_IMAGE);
                case "Marker_Type" -> {
                    row.set(COUNTER, "");
                    row.set(NAME, "");
                }
                case "Type" -> row.set(COUNTER, xml.getElementText().trim());
                case "Name" -> row.set(NAME, xml.getElementText().trim());
                case "Marker" -> {
                    number++;
                    for (int axis = 0; axis < MARKER.size(); axis++) row.set(axis, "");
                }
                default -> {
                    if (MARKER.contains(name))
                        coordinate(MARKER.indexOf(name), xml.getElementText().trim());
                }
            }
        }

        private void coordinate(final int axis, final String text) {
            row.set(axis, text);
            if (axis != Z || fromZero || !Numbers.isNumber(text)) return;
            final int[] place = options.plane((int) Math.rint(Numbers.parse(text)));
            row.set(Z, Integer.toString(place[0]));
            row.set(TIME, Integer.toString(place[1]));
        }
    }
}
