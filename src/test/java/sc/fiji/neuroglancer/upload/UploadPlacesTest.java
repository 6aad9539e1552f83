package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.task.InputException;

/** Files that change while they are sent, and folders in an unexpected state. */
class UploadPlacesTest extends ScriptedUpload {

    private static final int LARGE = 3 << 20; // sent in pieces

    /** A file is rewritten just after the server has received it. */
    @ParameterizedTest
    @ValueSource(ints = {600, 500, 100, 0, LARGE})
    void aFileThatChangesIsSentAgain(final int newSize) throws IOException {
        server.on("PUT", ROOT + "/0/0/0/0", 2, call -> {
            call.body();
            final byte[] changed = new byte[newSize];
            Arrays.fill(changed, (byte) 5);
            fixture.write("0/0/0/0", changed);
            dav.answer(call);
        });
        upload();
        assertUploaded();
        assertEquals(newSize, dav.files.get(ROOT + "/0/0/0/0").length);
    }

    @ParameterizedTest
    @ValueSource(ints = {LARGE / 2, 2 * LARGE})
    void aLargeFileThatChangesWhileItIsReadEndsTheUpload(final int newSize) throws Exception {
        final CountDownLatch changed = new CountDownLatch(1);
        fixture.write("0/0/0/0", new byte[10 * LARGE]);
        server.on("PUT", ROOT + "/0/0/0/0", 1, call -> {
            dav.makeFolders(call.path);
            call.readBody(1000);
            fixture.write("0/0/0/0", new byte[newSize]);
            changed.countDown();
            call.body();
            call.answer(201);
        });
        final String message = failure();
        assertTrue(message.contains("0/0/0/0"), message);
        assertInvisible();
        changed.await();
        upload();
        assertUploaded();
    }

    @Test
    void aFileThatIsDeletedMeanwhileIsNamed() throws IOException {
        server.on("PUT", ROOT + "/1/3/0/9", 2, call -> {
            call.body();
            Files.deleteIfExists(fixture.dataset.resolve("1/3/0/9"));
            dav.answer(call);
        });
        final String message = assertThrows(InputException.class, this::upload).getMessage();
        assertTrue(message.contains("1/3/0/9") && message.contains("deleted"), message);
        assertInvisible();
    }

    @Test
    void aFileThatNeverRestsIsNamed() throws IOException {
        final AtomicInteger size = new AtomicInteger(10);
        server.on("PUT", ROOT + "/0/0/0/0", 1000, call -> {
            call.body();
            fixture.write("0/0/0/0", new byte[size.incrementAndGet()]);
            dav.answer(call);
        });
        final String message = assertThrows(InputException.class, this::upload).getMessage();
        assertTrue(message.contains("0/0/0/0 changed while"), message);
        assertInvisible();
    }

    /** Another uploader, or another thread of the server, makes the same folder at the same time. */
    @ParameterizedTest
    @ValueSource(ints = {405, 409, 423, 500})
    void aRaceForAFolderIsNoFailure(final int status) throws IOException {
        server.on("MKCOL", ROOT + "/[01]/.*", 3, call -> {
            dav.makeFolders(call.path);
            call.body();
            call.answer(status);
        });
        upload();
        assertUploaded();
    }

    @Test
    void aFolderThatIsDeletedMeanwhileIsMadeAgain() throws IOException {
        final AtomicInteger left = new AtomicInteger(20);
        server.on("PUT", CHUNK, 1000, call -> {
            if (left.decrementAndGet() == 0) {
                dav.files.keySet().removeIf(f -> f.startsWith(ROOT + "/1"));
                dav.folders.removeIf(f -> f.startsWith(ROOT + "/1"));
            }
            dav.answer(call);
        });
        upload();
        assertUploaded();
    }

    @Test
    void aFileInPlaceOfAFolderIsTold() {
        dav.makeFolders(ROOT + "/0");
        dav.files.put(ROOT + "/0", bytes("a file"));
        final String message = failure();
        assertTrue(message.contains("409") && message.contains("in the way"), message);
        assertEquals("a file", new String(dav.files.get(ROOT + "/0")));
        assertInvisible();
    }

    @Test
    void aFolderInPlaceOfAFileIsTold() {
        dav.makeFolders(ROOT + "/0/0/0/0/deep/file");
        final String message = failure();
        assertTrue(message.contains("409") && message.contains("0/0/0/0"), message);
        assertTrue(dav.folders.contains(ROOT + "/0/0/0/0/deep"), "was deleted");
        assertInvisible();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 409, 424, 501, 207})
    void replaceDeletesFileByFileWhereAFolderCannotBeDeleted(final int status) throws IOException {
        upload();
        dav.files.put(ROOT + "/0/9/old", new byte[] {1});
        dav.makeFolders(ROOT + "/0/9/old");
        server.on("DELETE", ROOT + "/", 1, refusal(status));
        upload(b -> b.existing(IfExists.REPLACE));
        assertUploaded();
    }

    @Test
    void whatOthersLeftInTheFolderStays() throws IOException {
        dav.dCache = true;
        server.on("PUT", ROOT + "/1/3/0/9", 1000, call -> {
            call.body();
            dav.files.put(call.path + ".0000002003", new byte[7]); // nginx leaves such files when its disk is full
            call.answer(507);
        });
        failure();
        server.heal();
        upload();
        assertEquals(7, dav.files.remove(ROOT + "/1/3/0/9.0000002003").length);
        assertUploaded();
    }

    /** A canceled upload, then other data under the same name: the old chunks are not mistaken for the new ones. */
    @Test
    void anotherDatasetOfTheSameNameIsNotMixed() throws IOException {
        server.on("PUT", ROOT + "/1/3/0/9", 1000, refusal(507));
        failure();
        final UploadFixture other = new UploadFixture(temp.resolve("other"), CHUNKS, 500);
        for (int i = 0; i < 10; i++) other.write("0/0/0/" + i, new byte[500 + i]);
        server.heal();
        other.upload(address(), b -> b);
        other.assertSame(dav.below(ROOT));
    }

    @Test
    void aWebSiteThatAnswersEverythingIsNoWebDav() {
        server.on(".*", ".*", 100_000, call -> {
            call.body();
            call.answer(200, bytes("<html>Welcome, please log in</html>"), "Content-Type: text/html");
        });
        final String message = failure();
        assertTrue(message.contains("Check the address"), message);
    }
}
