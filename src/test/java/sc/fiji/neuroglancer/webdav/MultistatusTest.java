package sc.fiji.neuroglancer.webdav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.store.StoredEntry;

class MultistatusTest {

    private static final URI FOLDER = URI.create("https://host/a%20b/0/");

    private static List<String> read(final String responses) throws IOException {
        return readDocument("<?xml version='1.0'?><D:multistatus xmlns:D='DAV:'>" + responses + "</D:multistatus>");
    }

    private static List<String> readDocument(final String xml) throws IOException {
        final List<String> seen = new ArrayList<>();
        Multistatus.read(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                FOLDER,
                (e, self) -> seen.add((self ? "self " : "") + e.name() + (e.isFolder() ? "/" : "") + " " + e.size()
                        + " " + e.adler32()));
        return seen;
    }

    private static String response(final String href, final String properties) {
        return "<D:response><D:href>" + href + "</D:href><D:propstat><D:prop>" + properties
                + "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
    }

    private static final String COLLECTION = "<D:resourcetype><D:collection/></D:resourcetype>";
    private static final String SIZE = "<D:resourcetype/><D:getcontentlength>12</D:getcontentlength>";

    @Test
    void filesFoldersAndTheFolderItselfAreToldApart() throws IOException {
        assertEquals(
                List.of("self 0/ 0 -1", "0/ 0 -1", "1 12 -1"),
                read(response("/a%20b/0/", COLLECTION)
                        + response("/a%20b/0/0/", COLLECTION)
                        + response("/a%20b/0/1", SIZE)));
    }

    @Test
    void addressesMayBeWholeAndPoorlyEncoded() throws IOException {
        assertEquals(
                List.of("self 0/ 0 -1", "x%y ä# 12 -1"),
                read(response("https://host/a b/0/", COLLECTION) + response("/a b/0/x%25y ä%23", SIZE)));
    }

    @Test
    void aProxysOtherPathIsTakenForTheFolderOnlyOnce() throws IOException {
        assertEquals(
                List.of("self 0/ 0 -1", "1 12 -1"),
                read(response("/inner/0/", COLLECTION) + response("/inner/0/1", SIZE)));
    }

    @Test
    void aFileWithoutSizeHasNone() throws IOException {
        assertEquals(List.of("self 0 -1 -1"), read(response("/a%20b/0", "<D:resourcetype/>")));
        assertEquals(
                List.of("self 0 -1 -1"),
                read("<D:response><D:href>/a%20b/0</D:href><D:propstat><D:prop><D:getcontentlength>5"
                        + "</D:getcontentlength></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>"
                        + "</D:response>"));
    }

    @Test
    void checksumsOfDCacheAreRead() throws IOException {
        final String checksums =
                "<C:Checksums xmlns:C='http://www.dcache.org/2013/webdav'>md5=x,ADLER32=0A1b2c3d" + "</C:Checksums>";
        assertEquals(List.of("self 0 12 " + 0x0a1b2c3dL), read(response("/a%20b/0", SIZE + checksums)));
        assertEquals(StoredEntry.UNKNOWN, Multistatus.adler32("sha-256=adler"));
    }

    @Test
    void foreignEntitiesAreNotRead(@TempDir final Path temp) throws IOException {
        final Path secret = Files.writeString(temp.resolve("secret"), "s3cret");
        final String xml = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<D:multistatus xmlns:D='DAV:'><D:response><D:href>/a%20b/0/&e;</D:href></D:response></D:multistatus>";
        final IOException e = assertThrows(IOException.class, () -> readDocument(xml));
        assertFalse(String.valueOf(e.getCause()).contains("s3cret"));
    }

    @Test
    void aFolderMayHoldAnyNumberOfNames() throws IOException {
        final String file = response("/a%20b/0/x&amp;", SIZE);
        final String all = "<D:multistatus xmlns:D='DAV:'>" + file.repeat(150_000) + "</D:multistatus>";
        final int[] count = new int[1];
        Multistatus.read(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)), FOLDER, (e, self) -> {
            assertEquals("x&", e.name());
            count[0]++;
        });
        assertEquals(150_000, count[0]);
    }

    @Test
    void namesThatAreNoKeysAreNotShown() throws IOException {
        assertEquals(
                List.of("1 12 -1"),
                read(response("/a%20b/0/..%5Cx", SIZE)
                        + response("/a%20b/0/x%00", SIZE)
                        + response("/a%20b/0/..", SIZE)
                        + response("/a%20b/0/1", SIZE)));
    }

    @Test
    void whatBreaksOffIsNoListing() {
        assertThrows(IOException.class, () -> readDocument(""));
        assertThrows(IOException.class, () -> readDocument("<html></html>"));
        assertThrows(
                IOException.class, () -> readDocument("<D:multistatus xmlns:D='DAV:'>" + response("/a%20b/0/1", SIZE)));
    }
}
