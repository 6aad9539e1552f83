package sc.fiji.neuroglancer.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A state that Neuroglancer 2.41.2 shows, and its link as JavaScript writes it. */
final class Golden {

    /** {@code JSON.stringify} of the state. */
    static final String STATE = read("golden-state.json");

    /** {@code encodeURI(…).replace(/[!'()*;,]/g, …)} of {@link #STATE}, behind the address of the demo. */
    static final String LINK = read("golden-link.txt");

    private Golden() {}

    private static String read(final String name) {
        try (InputStream in = Golden.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
