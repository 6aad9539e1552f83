package sc.fiji.neuroglancer.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.parsington.ExpressionParser;

class ChecksumsTest {

    @TempDir
    Path project;

    @Test
    void checksumOfARealJarIsThatOfImageJsUpdater() throws IOException, URISyntaxException {
        final Path parsington = Paths.get(ExpressionParser.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertEquals("parsington-3.1.0.jar", parsington.getFileName().toString());
        assertEquals("b71337ba1b78c9c383b0a386b47593b87ab5b237", Checksums.of("jars/parsington-3.1.0.jar", parsington));
    }

    @Test
    void checksumOfAPlainFileCountsItsPath() throws IOException {
        final Path file = Files.writeString(project.resolve("x.txt"), "abc");
        assertEquals(
                "e37d3076a57c780a516025e1e3d13bc22b7b88c1", Checksums.of("x.txt", file), "sha1sum of name and content");
    }

    @Test
    void commentsInPropertiesDoNotCountExceptAfterAnEmptyLine() throws IOException {
        final String plain = Checksums.of("a.jar", properties("#Monday\na=1\n"));
        assertEquals(plain, Checksums.of("a.jar", properties("#Tuesday\na=1\n")));
        assertFalse(plain.equals(Checksums.of("a.jar", properties("#Monday\na=2\n"))));
        final String empty = Checksums.of("a.jar", properties("\n#Monday\na=1\n"));
        assertFalse(empty.equals(Checksums.of("a.jar", properties("\n#Tuesday\na=1\n"))), "as the updater does");
    }

    private Path properties(final String content) throws IOException {
        final Path jar = project.resolve("p.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("x.properties"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
