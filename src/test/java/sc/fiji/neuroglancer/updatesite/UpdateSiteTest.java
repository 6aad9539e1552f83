package sc.fiji.neuroglancer.updatesite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.parsington.ExpressionParser;
import sc.fiji.neuroglancer.serve.LocalServer;

class UpdateSiteTest {

    private static final long FIRST = 20261201100000L;
    private static final long SECOND = 20270101100000L;

    @TempDir
    Path project;

    private Path site;

    @BeforeEach
    void settings() throws IOException {
        site = project.resolve("target/update-site");
        Files.createDirectories(project.resolve("update-site"));
        Files.writeString(
                project.resolve("update-site/site.properties"),
                "description = Shows images\ndependencies = jars/imglib2.jar, jars/zstd-jni.jar\n"
                        + "shipped-by-fiji = imglib2.jar zstd-jni.jar\n");
        Files.writeString(history(), "<pluginRecords/>");
    }

    private Path history() {
        return project.resolve("update-site/history.xml");
    }

    private Path jar(final String name, final String content) throws IOException {
        final Path jar = project.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("a/B.class"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private List<SiteFile> readHistory() throws IOException {
        return SiteDatabase.read(new ByteArrayInputStream(Files.readAllBytes(history())));
    }

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

    @Test
    void namesAreComparedWithoutVersions() {
        assertEquals("neuroglancer_fiji.jar", SiteFile.baseName("neuroglancer_fiji-0.1.0.jar"));
        assertEquals("neuroglancer_fiji.jar", SiteFile.baseName("neuroglancer_fiji-1.0.0-rc1.jar"));
        assertEquals("jars/zstd-jni.jar", SiteFile.baseName("jars/zstd-jni-1.5.7-4.jar"));
        assertEquals("macros/x.ijm", SiteFile.baseName("macros/x.ijm"));
    }

    @Test
    void aSecondReleaseKeepsTheHistory() throws IOException {
        UpdateSite.make(project, jar("neuroglancer_fiji-1.0.0.jar", "one"), site, FIRST);
        final SiteFile.Version first = readHistory().get(0).current;
        UpdateSite.make(project, jar("neuroglancer_fiji-1.1.0.jar", "two"), site, SECOND);
        final List<SiteFile> files = readHistory();
        assertEquals(1, files.size());
        final SiteFile file = files.get(0);
        assertEquals("plugins/neuroglancer_fiji-1.1.0.jar", file.current.filename);
        assertEquals(SECOND, file.current.timestamp);
        assertEquals(List.of("jars/imglib2.jar", "jars/zstd-jni.jar"), file.dependencies);
        assertEquals("Shows images", file.description);
        assertEquals(1, file.previous.size());
        assertEquals(first.checksum, file.previous.get(0).checksum);
        assertEquals("plugins/neuroglancer_fiji-1.0.0.jar", file.previous.get(0).filename);
        assertEquals(FIRST, file.previous.get(0).timestamp);
        assertEquals(SECOND, file.previous.get(0).obsolete);
    }

    @Test
    void theSameJarIsNotPublishedTwice() throws IOException {
        UpdateSite.make(project, jar("neuroglancer_fiji-1.0.0.jar", "one"), site, FIRST);
        final byte[] before = Files.readAllBytes(history());
        final String told = UpdateSite.make(project, jar("neuroglancer_fiji-1.0.0.jar", "one"), site, SECOND);
        assertTrue(told.contains("published already"), told);
        assertArrayEquals(before, Files.readAllBytes(history()));
    }

    @Test
    void aServedSiteGivesTheSameBytes() throws IOException, InterruptedException {
        final Path jar = jar("neuroglancer_fiji-1.0.0.jar", "one");
        UpdateSite.make(project, jar, site, FIRST);
        final SiteFile.Version current = readHistory().get(0).current;
        try (LocalServer server = LocalServer.builder().start()) {
            final HttpResponse<byte[]> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.share(site) + current.location()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode());
            assertArrayEquals(Files.readAllBytes(jar), response.body());
            assertEquals(current.size, response.body().length);
        }
    }

    @Test
    void whatWouldHarmUsersIsRefused() throws IOException {
        final Path good = jar("neuroglancer_fiji-1.0.0.jar", "one");
        final Path forbidden = jar("imglib2-9.0.0.jar", "x");
        final Path snapshot = jar("neuroglancer_fiji-1.0.0-SNAPSHOT.jar", "one");
        assertSays("part of Fiji", () -> UpdateSite.make(project, forbidden, site, FIRST));
        assertSays("no release", () -> UpdateSite.make(project, snapshot, site, FIRST));
        UpdateSite.make(project, good, site, SECOND);
        final Path next = jar("neuroglancer_fiji-1.1.0.jar", "two");
        assertSays("clock", () -> UpdateSite.make(project, next, site, FIRST));
        assertSays("clock", () -> UpdateSite.make(project, next, site, SECOND));
        Files.writeString(history(), "<pluginRecords><plugin");
        assertSays("damaged", () -> UpdateSite.make(project, good, site, FIRST));
        Files.delete(history());
        assertSays("is missing", () -> UpdateSite.make(project, good, site, FIRST));
    }

    @Test
    void aChangedOrMissingFileIsFound() throws IOException {
        UpdateSite.make(project, jar("neuroglancer_fiji-1.0.0.jar", "one"), site, FIRST);
        SiteBuilder.verify(site);
        final Path published = site.resolve(readHistory().get(0).current.location());
        Files.write(published, Files.readAllBytes(jar("other.jar", "two")));
        assertSays("is not what its list says", () -> SiteBuilder.verify(site));
        Files.delete(published);
        assertSays("lacks", () -> SiteBuilder.verify(site));
    }

    private static void assertSays(final String words, final org.junit.jupiter.api.function.Executable call) {
        final Exception e = assertThrows(Exception.class, call);
        assertTrue(String.valueOf(e.getMessage()).contains(words), String.valueOf(e.getMessage()));
    }

    @Test
    void theListIsReadBackAsWritten() throws IOException {
        final List<SiteFile> files = new ArrayList<>();
        new SiteBuilder(site, Set.of())
                .publish(
                        files,
                        "macros/a b.ijm",
                        Files.writeString(project.resolve("m"), "x"),
                        "<&\u00e4>",
                        List.of(),
                        FIRST);
        final ByteArrayOutputStream xml = new ByteArrayOutputStream();
        SiteDatabase.write(files, xml);
        final SiteFile read =
                SiteDatabase.read(new ByteArrayInputStream(xml.toByteArray())).get(0);
        assertEquals("<&\u00e4>", read.description);
        assertEquals("macros/a b.ijm", read.current.filename);
        assertEquals(files.get(0).current.checksum, read.current.checksum);
        assertFalse(xml.toString(StandardCharsets.UTF_8).contains("> "), "no blanks between elements");
    }
}
