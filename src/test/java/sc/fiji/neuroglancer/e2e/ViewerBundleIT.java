package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The viewer bundle in the packaged jar. */
class ViewerBundleIT {

    private static final long MAX_BYTES = 1_700_000;

    private static URL index() {
        final URL index = ViewerBundleIT.class.getResource("/neuroglancer-viewer/index.html");
        if (index == null) throw ViewerBrowser.missing("the viewer was not built (-DskipViewer)");
        return index;
    }

    @Test
    void isSmallAndHasOneOfEachPart() throws IOException {
        final List<JarEntry> entries = ((JarURLConnection) index().openConnection())
                .getJarFile().stream()
                        .filter(e -> e.getName().startsWith("neuroglancer-viewer/") && !e.isDirectory())
                        .collect(Collectors.toList());
        final long bytes =
                entries.stream().mapToLong(JarEntry::getCompressedSize).sum();
        assertTrue(bytes > 500_000 && bytes < MAX_BYTES, bytes + " bytes");
        for (final String part : new String[] {"index-.*\\.js", "index-.*\\.css", "chunk_worker.*", "async_comp.*"})
            assertEquals(
                    1,
                    entries.stream()
                            .filter(e -> e.getName().matches(".*/" + part))
                            .count(),
                    part);
    }

    @Test
    void bringsTheLicencesOfAllItsParts() throws IOException {
        index();
        try (InputStream in = ViewerBundleIT.class.getResourceAsStream("/neuroglancer-viewer/LICENSES.txt")) {
            final String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (final String part : new String[] {
                "neuroglancer 2.41.2 (Apache-2.0)",
                "codemirror ",
                "core-js ",
                "crc-32 ",
                "gl-matrix ",
                "ikonate ",
                "lodash-es ",
                "numcodecs ",
                "c-blosc (BSD-3-Clause)",
                "LZ4 library (BSD-2-Clause)",
                "Zstandard (BSD-3-Clause)",
                "Snappy (BSD-3-Clause)",
                "Apache License"
            }) assertTrue(text.contains(part), part);
        }
    }
}
