package sc.fiji.neuroglancer.updatesite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.task.InputException;

class UpdateSiteTest {

    private static final long FIRST = 20261201100000L;
    private static final long SECOND = 20270101100000L;
    private static final long THIRD = 20270201100000L;

    @TempDir
    Path project;

    private Path site;

    @BeforeEach
    void settings() throws IOException {
        site = project.resolve("target/update-site");
        Files.createDirectories(project.resolve("update-site"));
        Files.writeString(
                settingsFile(),
                "description = Shows images\nauthor = Anna\nlink = https://a.example/\n"
                        + "dependencies = jars/imglib2.jar, jars/zstd-jni.jar\nshipped-by-fiji = imglib2.jar zstd-jni.jar\n");
        Files.writeString(history(), "<pluginRecords/>");
    }

    private Path settingsFile() {
        return project.resolve("update-site/site.properties");
    }

    private Path history() {
        return project.resolve("update-site/history.xml");
    }

    private Path jar(final String name, final String content) throws IOException {
        return jar(name, content, "neuroglancer-viewer/index.html", "plugins.config");
    }

    private Path jar(final String name, final String content, final String... parts) throws IOException {
        final Path jar = project.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (final String part : parts) out.putNextEntry(new ZipEntry(part));
            out.putNextEntry(new ZipEntry("META-INF/json/org.scijava.plugin.Plugin"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private SiteFile readHistory() throws IOException {
        final List<SiteFile> files =
                SiteDatabase.read(new ByteArrayInputStream(Files.readAllBytes(history())), history(), "");
        assertEquals(1, files.size());
        return files.get(0);
    }

    private String first(final String version, final String content) throws IOException {
        return new UpdateSite(project, true, "").make(jar("neuroglancer_fiji-" + version + ".jar", content), FIRST);
    }

    private String next(final String version, final String content, final long when) throws IOException {
        return next("", version, content, when);
    }

    private String next(final String published, final String version, final String content, final long when)
            throws IOException {
        return new UpdateSite(project, false, published)
                .make(jar("neuroglancer_fiji-" + version + ".jar", content), when);
    }

    private static void assertSays(final String words, final Executable call) {
        final InputException e = assertThrows(InputException.class, call);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    /** Refuses with those words, and changes nothing that could be uploaded or committed. */
    private void assertRefuses(final String words, final Executable call) throws IOException {
        final List<String> before = files();
        assertSays(words, call);
        assertEquals(before, files());
    }

    /** Names, sizes and times below target and update-site. */
    private List<String> files() throws IOException {
        try (Stream<Path> target = Files.exists(site) ? Files.walk(site.getParent()) : Stream.of();
                Stream<Path> kept = Files.walk(project.resolve("update-site"))) {
            return Stream.concat(target, kept)
                    .filter(Files::isRegularFile)
                    .map(path -> path + " " + path.toFile().length() + " "
                            + path.toFile().lastModified())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @Test
    void aSecondReleaseKeepsTheHistory() throws IOException {
        first("1.0.0", "one");
        final SiteFile.Version first = readHistory().current;
        next("1.1.0", "two", SECOND);
        final SiteFile file = readHistory();
        assertEquals("plugins/neuroglancer_fiji-1.1.0.jar", file.current.filename);
        assertEquals(SECOND, file.current.timestamp);
        assertEquals(List.of("jars/imglib2.jar", "jars/zstd-jni.jar"), file.dependencies);
        assertEquals("Shows images", file.description);
        assertEquals(List.of("Anna"), file.authors);
        assertEquals(List.of("https://a.example/"), file.links);
        assertEquals(1, file.previous.size());
        assertEquals(first.checksum, file.previous.get(0).checksum);
        assertEquals("plugins/neuroglancer_fiji-1.0.0.jar", file.previous.get(0).filename);
        assertEquals(FIRST, file.previous.get(0).timestamp);
        assertEquals(SECOND, file.previous.get(0).obsolete);
        assertEquals(
                List.of("db.xml.gz", "plugins", "neuroglancer_fiji-1.1.0.jar-" + SECOND),
                Stream.of(site.resolve("db.xml.gz"), site.resolve("plugins"), site.resolve(file.current.location()))
                        .filter(Files::exists)
                        .map(path -> path.getFileName().toString())
                        .collect(Collectors.toList()));
        assertFalse(Files.exists(site.resolveSibling("update-site.new")));
    }

    @Test
    void theListSaysWhatTheHistorySays() throws IOException {
        first("1.0.0", "one");
        try (GZIPInputStream list = new GZIPInputStream(Files.newInputStream(site.resolve("db.xml.gz")))) {
            assertArrayEquals(Files.readAllBytes(history()), list.readAllBytes());
        }
        assertFalse(Files.readString(history()).contains("> "), "no blanks between elements");
    }

    /** The first release as another build may give it: the same checksum, another size. */
    private Path rebuilt() throws IOException {
        final Path rebuilt = jar("neuroglancer_fiji-1.0.0.jar", "one");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rebuilt))) {
            for (final String part : List.of("neuroglancer-viewer/index.html", "plugins.config")) {
                final ZipEntry entry = new ZipEntry(part);
                entry.setComment("a later build");
                out.putNextEntry(entry);
            }
            out.putNextEntry(new ZipEntry("META-INF/json/org.scijava.plugin.Plugin"));
            out.write("one".getBytes(StandardCharsets.UTF_8));
        }
        return rebuilt;
    }

    @Test
    void theSizeCountsAsWellAsTheChecksum() throws IOException {
        first("1.0.0", "one");
        final SiteFile.Version current = readHistory().current;
        final Path published = site.resolve(current.location());
        Files.write(published, Files.readAllBytes(rebuilt()));
        assertEquals(current.checksum, Checksums.of(current.filename, published));
        assertSays("is not what its list says", () -> SiteBuilder.verify(site));
    }

    @Test
    void thePublishedReleaseIsNotMadeAgainEvenIfItsSizeDiffers() throws IOException {
        first("1.0.0", "one");
        final Path published = Files.move(site, project.resolve("published"));
        final byte[] before = Files.readAllBytes(history());
        final Path rebuilt = rebuilt();
        assertFalse(Files.size(rebuilt) == readHistory().current.size);
        final String told = new UpdateSite(project, false, "published").make(rebuilt, SECOND);
        assertTrue(told.contains("already published, at " + FIRST + ": nothing to upload"), told);
        assertArrayEquals(before, Files.readAllBytes(history()));
        assertFalse(Files.exists(site));
        SiteBuilder.verify(published);
    }

    @Test
    void aServedSiteGivesTheSameBytes() throws IOException, InterruptedException {
        first("1.0.0", "one");
        final SiteFile.Version current = readHistory().current;
        try (LocalServer server = LocalServer.builder().start()) {
            final HttpResponse<byte[]> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.share(site) + current.location()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode());
            assertArrayEquals(Files.readAllBytes(project.resolve("neuroglancer_fiji-1.0.0.jar")), response.body());
            assertEquals(current.size, response.body().length);
        }
    }

    @Test
    void onlyTheCompletePluginIsCarried() throws IOException {
        final UpdateSite release = new UpdateSite(project, true, "");
        final Path shipped = jar("imglib2-9.0.0.jar", "x");
        assertRefuses("imglib2.jar is part of Fiji", () -> release.make(shipped, FIRST));
        final Path other = jar("bio-formats-9.0.0.jar", "x");
        assertRefuses("bio-formats-9.0.0.jar is not the plugin", () -> release.make(other, FIRST));
        Files.writeString(settingsFile(), Files.readString(settingsFile()).replaceFirst("shipped-by-fiji.*", ""));
        assertRefuses("imglib2-9.0.0.jar is not the plugin", () -> release.make(shipped, FIRST));
        final Path bare = jar("neuroglancer_fiji-1.0.0.jar", "x", "plugins.config");
        assertRefuses("lacks neuroglancer-viewer/index.html", () -> release.make(bare, FIRST));
    }

    @Test
    void versionsRise() throws IOException {
        assertRefuses("is no release's", () -> first("1.0.0-SNAPSHOT", "one"));
        first("1.1.0", "one");
        assertRefuses("1.1.0 is published with other content", () -> next("1.1.0", "two", SECOND));
        assertRefuses("1.0.9 is lower than 1.1.0", () -> next("1.0.9", "two", SECOND));
        assertRefuses("1.1.0-rc1 is lower than 1.1.0", () -> next("1.1.0-rc1", "two", SECOND));
        next("1.2.0", "two", SECOND);
        assertRefuses("1.1.0 is lower than 1.2.0", () -> next("1.1.0", "one", THIRD));
    }

    @Test
    void aClockBehindTheLastReleaseIsRefused() throws IOException {
        first("1.0.0", "one");
        assertRefuses("clock", () -> next("1.1.0", "two", FIRST - 1));
        assertRefuses("clock", () -> next("1.1.0", "two", FIRST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pluginRecords><plugin",
                "",
                "<plugins/>",
                "<pluginRecords><plugin filename='plugins/neuroglancer_fiji-1.0.0.jar'/></pluginRecords>",
                "<pluginRecords><plugin filename='plugins/neuroglancer_fiji-1.0.0.jar'>"
                        + "<version checksum='x' timestamp='20261201100000' filesize='1'/></plugin></pluginRecords>"
            })
    void aDamagedHistoryIsRefusedInSilence(final String content) throws IOException {
        Files.writeString(history(), content);
        final PrintStream console = System.err;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true));
        try {
            assertRefuses("history.xml is damaged", () -> next("1.0.0", "one", FIRST));
        } finally {
            System.setErr(console);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLostHistoryIsRefused() throws IOException {
        assertRefuses("knows no release: restore it", () -> next("1.0.0", "one", FIRST));
        Files.writeString(
                history(),
                "<pluginRecords><plugin filename='plugins/other_plugin-1.0.0.jar'><version"
                        + " checksum='e37d3076a57c780a516025e1e3d13bc22b7b88c1' timestamp='20261201100000' filesize='1'/>"
                        + "</plugin></pluginRecords>");
        assertRefuses("history.xml lists plugins/other_plugin.jar", () -> next("1.0.0", "one", FIRST));
        Files.delete(history());
        assertRefuses("history.xml is missing", () -> first("1.0.0", "one"));
        Files.writeString(history(), "<pluginRecords/>");
        first("1.0.0", "one");
        assertRefuses("leave -DfirstRelease out", () -> first("1.1.0", "two"));
    }

    @Test
    void whatTheSiteKnowsMustBeInTheHistory() throws IOException {
        first("1.0.0", "one");
        final byte[] old = Files.readAllBytes(history());
        next("1.1.0", "two", SECOND);
        Files.write(history(), old);
        assertRefuses("knows plugins/neuroglancer_fiji-1.1.0.jar-" + SECOND, () -> next("1.2.0", "x", THIRD));
        Files.move(site, project.resolve("published"));
        for (final String published : List.of("published", "published/db.xml.gz"))
            assertRefuses(
                    "which update-site/history.xml lacks: restore it", () -> next(published, "1.2.0", "x", THIRD));
        assertRefuses("elsewhere is not there", () -> next("elsewhere", "1.2.0", "x", THIRD));
    }

    @Test
    void aSiteOfOthersIsNotOverwritten() throws IOException {
        final Path list = project.resolve("db.xml.gz");
        final SiteFile other = new SiteFile();
        other.current = new SiteFile.Version("plugins/other_plugin-1.0.0.jar", "0".repeat(40), FIRST, 1, 0);
        final Path jar = jar("other.jar", "x");
        SiteBuilder.write(other, jar, project.resolve("other"));
        Files.copy(project.resolve("other/db.xml.gz"), list);
        assertRefuses(
                "also lists plugins/other_plugin.jar",
                () -> new UpdateSite(project, true, "db.xml.gz")
                        .make(jar("neuroglancer_fiji-1.0.0.jar", "one"), SECOND));
        Files.write(list, new byte[] {1, 2, 3});
        assertRefuses(
                "db.xml.gz is damaged",
                () -> new UpdateSite(project, true, "db.xml.gz")
                        .make(jar("neuroglancer_fiji-1.0.0.jar", "one"), SECOND));
    }

    @Test
    void aPublishedJarThatWasChangedByHandIsNamed() throws IOException {
        first("1.0.0", "one");
        final Path former = site.resolve(readHistory().current.location());
        next("1.1.0", "two", SECOND);
        final Path published = Files.move(site, project.resolve("published"));
        Files.write(
                published.resolve("plugins").resolve(former.getFileName()), Files.readAllBytes(jar("x.jar", "else")));
        assertRefuses(
                "neuroglancer_fiji-1.0.0.jar-" + FIRST + " was changed after it was published",
                () -> next("published", "1.2.0", "three", THIRD));
    }

    @Test
    void aChangedOrMissingFileIsFound() throws IOException {
        first("1.0.0", "one");
        SiteBuilder.verify(site);
        final Path published = site.resolve(readHistory().current.location());
        Files.write(published, Files.readAllBytes(jar("other.jar", "two")));
        assertSays("is not what its list says", () -> SiteBuilder.verify(site));
        assertRefuses("was changed after it was published", () -> next("1.0.0", "one", SECOND));
        Files.delete(published);
        assertSays("lacks", () -> SiteBuilder.verify(site));
    }

    @ParameterizedTest
    @ValueSource(strings = {"description", "author", "link", "dependencies"})
    void missingSettingsAreNamed(final String key) throws IOException {
        final String all = Files.readString(settingsFile());
        Files.writeString(settingsFile(), all.replaceFirst("(?m)^" + key + " = .*$", ""));
        assertRefuses("has no line \"" + key + " = …\"", () -> first("1.0.0", "one"));
        Files.delete(settingsFile());
        assertRefuses("site.properties is missing", () -> first("1.0.0", "one"));
    }

    @Test
    void aListThatFijiWroteIsReadAndTextsComeBackAsWritten() throws IOException {
        Files.writeString(
                settingsFile(), Files.readString(settingsFile()).replace("Shows images", "<&\u00e4> \"quoted\""));
        first("1.0.0", "one");
        assertEquals("<&\u00e4> \"quoted\"", readHistory().description);
        final String typed = Files.readString(history())
                .replace("<pluginRecords>", "<!DOCTYPE pluginRecords [<!ELEMENT pluginRecords ANY>]><pluginRecords>");
        Files.writeString(history(), typed);
        next("1.1.0", "two", SECOND);
        assertEquals(1, readHistory().previous.size());
    }

    @Test
    void aDirtyWorkingTreeIsRefusedBeforeTheBuild() throws IOException {
        ExternalTool.demand(ExternalTool.works("git", "--version"), "git");
        final UpdateSite release = new UpdateSite(project, true, "");
        assertSays("is no git clone", () -> release.check("1.0.0", false));
        Files.writeString(project.resolve(".gitignore"), "target/\n");
        git("init", "-q");
        assertSays("The working tree differs from its commit", () -> release.check("1.0.0", false));
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-q", "-m", "x");
        release.check("1.0.0", false);
        Files.writeString(history(), "<pluginRecords></pluginRecords>");
        release.check("1.0.0", false);
        Files.writeString(project.resolve("New.java"), "class New {}");
        assertSays("(?? New.java)", () -> release.check("1.0.0", false));
    }

    private void git(final String... arguments) throws IOException {
        final String[] command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
        ExternalTool.run(project, 60, command);
    }

    @Test
    void theRestIsRefusedBeforeTheBuildToo() throws IOException {
        assertSays("leave -DskipViewer out", () -> new UpdateSite(project, true, "").check("1.0.0", true));
        assertSays("is no release's", () -> new UpdateSite(project, true, "").check("1.0.0-SNAPSHOT", false));
        assertSays("knows no release", () -> new UpdateSite(project, false, "").check("1.0.0", false));
        first("1.1.0", "one");
        assertSays("1.0.0 is lower than 1.1.0", () -> new UpdateSite(project, false, "").check("1.0.0", false));
    }

    @Test
    void aTargetThatIsNoFolderIsReplaced() throws IOException {
        Files.createDirectories(site.getParent());
        Files.writeString(site, "x");
        first("1.0.0", "one");
        SiteBuilder.verify(site);
    }
}
