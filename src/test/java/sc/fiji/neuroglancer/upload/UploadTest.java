package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.task.ImpatientUser;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Uploads to a server that fails in every way observed with real ones. */
class UploadTest extends ScriptedUpload {

    @Test
    void uploadsAllAndSaysSo() throws IOException {
        final UploadResult result = upload();
        assertUploaded();
        assertEquals(FILES, result.files());
        assertEquals(0, result.skipped());
        assertEquals(fixture.local().values().stream().mapToLong(f -> f.length).sum(), result.bytes());
        assertEquals(address().resolve("brain.ome.zarr/"), result.target());
    }

    @Test
    void rootMetadataComesAfterAllElse() throws IOException {
        upload();
        final List<String> requests = server.requests();
        final int root = requests.indexOf("PUT " + ROOT + "/.zattrs.part");
        final int arrays = requests.indexOf("PUT " + ROOT + "/0/.zarray.part");
        assertTrue(arrays > 0 && root > 0);
        for (int i = arrays; i < requests.size(); i++)
            assertFalse(requests.get(i).matches("PUT " + CHUNK));
        for (int i = root; i < requests.size(); i++) assertFalse(requests.get(i).contains(".zarray"));
    }

    @Test
    void foldersAreMadeOnceAndOnlyWhereNeeded() throws IOException {
        upload();
        final List<String> made =
                server.requests().stream().filter(r -> r.startsWith("MKCOL")).collect(Collectors.toList());
        final long folders = dav.folders.size() - 1;
        assertTrue(made.size() <= 2 * folders, made::toString); // one whose parent is missing is requested twice
        dav.files.clear();
        dav.folders.removeIf(f -> !f.isEmpty());
        dav.dCache = true;
        server.forget();
        upload();
        assertEquals(0, server.count("MKCOL"));
        assertUploaded();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 423, 425, 429, 500, 502, 503, 504, 509})
    void passingTroubleIsWaitedFor(final int status) throws IOException {
        server.on("PUT", CHUNK, 15, call -> {
            call.body();
            call.answer(status);
        });
        server.on("PROPFIND|MKCOL|MOVE", ".*", 3, call -> call.answer(status));
        upload();
        assertUploaded();
    }

    @Test
    void brokenConnectionsAreTriedAgain() throws IOException {
        server.on("PUT", CHUNK, 4, ScriptedServer.Call::reset);
        server.on("PUT", CHUNK, 4, ScriptedServer.Call::hangUp);
        server.on("PUT", CHUNK, 3, call -> {
            call.readBody(100);
            call.reset();
        });
        server.on("PROPFIND", ".*", 2, call -> {
            call.body();
            call.answer(207, "<?xml".getBytes(StandardCharsets.UTF_8), "Content-Length: 500");
            call.hangUp();
        });
        upload();
        assertUploaded();
    }

    @Test
    void aServerThatSaysNothingIsLeftAndAskedAgain() throws IOException {
        server.on("PUT", CHUNK, 2, call -> call.hang(20_000));
        final long start = System.nanoTime();
        upload();
        assertUploaded();
        assertTrue(System.nanoTime() - start < 12e9, "waited for the hanging server");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 507, 413})
    void whatDoesNotPassStopsAtOnceWithTheRemedy(final int status) throws IOException {
        server.on("PUT", CHUNK, 1000, call -> {
            call.body();
            call.answer(status);
        });
        final String message = failure();
        assertTrue(message.contains(" " + status + " "), message);
        assertTrue(message.matches("(?s).*(quota|token allows|smaller chunks).*"), message);
        assertTrue(server.count("PUT") <= 40, "went on after " + server.count("PUT"));
        assertInvisible();
    }

    @Test
    void anEarlyRefusalDoesNotWaitForTheBody() throws IOException {
        fixture = new UploadFixture(temp.resolve("large"), 2, 8 << 20);
        server.on("PUT", ".*", 1000, call -> {
            call.readBody(1000);
            call.answer(507);
            call.hangUp();
        });
        final String message = failure();
        assertTrue(message.contains("full") || message.contains("no answer"), message);
        assertInvisible();
    }

    @Test
    void aServerThatKeepsFailingIsGivenUp() {
        server.on("PUT", CHUNK, 100_000, call -> {
            call.body();
            call.answer(500);
        });
        final String message = failure();
        assertTrue(message.contains("500") && message.contains("continues"), message);
        assertInvisible();
        assertTrue(server.count("PUT") < 600, "hammered the server: " + server.count("PUT"));
    }

    @Test
    void retryAfterIsHonoured() throws IOException {
        final long[] refused = new long[1];
        server.on("PUT", CHUNK, 1, call -> {
            call.body();
            refused[0] = System.nanoTime();
            call.answer(429, "Retry-After: 1");
        });
        upload(b -> b.parallel(1));
        assertTrue(System.nanoTime() - refused[0] > 0.95e9, "did not wait");
        assertUploaded();
    }

    @Test
    void truncatedFilesAreFoundAndSentAgain() throws IOException {
        server.on("PUT", CHUNK, 5, call -> {
            final byte[] body = call.body();
            dav.files.put(call.path, Arrays.copyOf(body, 100));
            call.answer(201);
        });
        dav.dCache = true; // creates folders, so that those PUTs are the first requests
        upload();
        assertUploaded();
    }

    @Test
    void damagedFilesAreFoundByTheirChecksum() throws IOException {
        dav.dCache = true;
        server.on("PUT", CHUNK, 2, call -> {
            final byte[] body = call.body().clone();
            body[7]++;
            dav.files.put(call.path, body);
            call.answer(201); // reports no checksum: found by the listing
        });
        server.on("PUT", CHUNK, 2, call -> {
            call.body();
            call.answer(201, "Digest: adler32=00000001");
        });
        server.on(
                "PUT",
                CHUNK,
                1,
                call -> { // twice for the same file would be a refusal
                    call.body();
                    call.answer(400);
                });
        upload();
        assertUploaded();
    }

    @Test
    void filesThatAreNotStoredAtAllAreFound() throws IOException {
        dav.dCache = true;
        server.on("PUT", CHUNK, 3, call -> {
            call.body();
            call.answer(201);
        });
        upload();
        assertUploaded();
    }

    @Test
    void lostAnswersAreSettledByTheChecksum() throws IOException {
        dav.dCache = true;
        final AtomicInteger stored = new AtomicInteger();
        server.on("PUT", CHUNK, 5, call -> {
            dav.files.put(call.path, call.body());
            stored.incrementAndGet();
            call.hangUp();
        });
        upload();
        assertUploaded();
        assertEquals(40 + 4, server.count("PUT"), "a file that had arrived was sent again");
    }

    @Test
    void aListingWithoutSizesIsNotBelieved() throws IOException {
        dav.dCache = true;
        upload();
        dav.unsized.add(ROOT + "/0/0/0/0");
        server.on("PUT", ROOT + "/0/0/0/0", 1, call -> {
            dav.files.put(call.path, call.body());
            dav.unsized.clear();
            call.answer(204);
        });
        final UploadResult again = upload();
        assertEquals(1 + 2, again.files()); // it, and the root metadata that was hidden meanwhile
        assertUploaded();
    }

    @Test
    void contentMd5IsLeftOutWhereItIsRefused() throws IOException {
        server.on("PUT", ".*", 10_000, call -> {
            call.body();
            if (call.header("Content-MD5") != null) call.answer(501);
            else dav.answer(call);
        });
        upload();
        assertUploaded();
    }

    @Test
    void aStorageThatDoesNotOverwriteIsClearedFileByFile() throws IOException {
        dav.dCache = true;
        upload();
        dav.refusesOverwrite = true;
        fixture.write("0/0/0/0", "changed".getBytes(StandardCharsets.UTF_8));
        upload();
        assertUploaded();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 409, 501, 502})
    void metadataIsPutWhereTheServerDoesNotMove(final int status) throws IOException {
        server.on("MOVE", ".*", 1000, call -> call.answer(status));
        upload();
        assertUploaded();
        assertTrue(server.count("MOVE") <= 2, "asked again");
    }

    @Test
    void aMoveWhoseAnswerWasLostIsNoFailure() throws IOException {
        server.on("MOVE", ".*/.zattrs.part", 1, call -> {
            dav.files.put(ROOT + "/.zattrs", dav.files.remove(call.path));
            call.hangUp();
        });
        upload();
        assertUploaded();
    }

    @Test
    void resumeSendsOnlyWhatIsMissing() throws IOException {
        server.on("PUT", ROOT + "/1/3/0/9", 1000, refusal(507));
        failure();
        assertInvisible();
        final int before = dav.below(ROOT).size();
        assertTrue(before > 0);
        server.heal();
        final UploadResult result = upload();
        assertTrue(result.skipped() > 0 && result.skipped() <= before, result::toString); // some were in progress
        assertEquals(FILES, result.files() + result.skipped());
        assertUploaded();
    }

    @Test
    void aSecondRunFindsAllThere() throws IOException {
        upload();
        server.forget();
        final UploadResult again = upload();
        assertEquals(0, again.files());
        assertEquals(FILES, again.skipped());
        assertEquals(0, server.count("PUT") + server.count("DELETE") + server.count("MOVE"));
    }

    @Test
    void anEmptyListingProvesNothing() throws IOException {
        upload();
        server.on("PROPFIND", ROOT + "/0/.*/", 2, call -> {
            call.body();
            call.answer(207, "<d:multistatus xmlns:d='DAV:'/>".getBytes(StandardCharsets.UTF_8));
        });
        upload();
        assertUploaded();
    }

    @Test
    void withoutJournalOnlyChecksumsCanSkip() throws IOException {
        upload();
        fixture.removeJournals();
        assertEquals(0, upload().skipped());
        assertUploaded();
        dav.dCache = true;
        fixture.removeJournals();
        assertEquals(40, upload().skipped());
        assertUploaded();
    }

    @Test
    void theRootIsHiddenBeforeTheFirstFileChanges() throws IOException {
        upload();
        fixture.write("0/0/0/0", "changed".getBytes(StandardCharsets.UTF_8));
        server.on("PUT", ROOT + "/0/0/0/0", 1, call -> {
            call.body();
            call.answer(507);
        });
        failure();
        assertInvisible();
        upload();
        assertUploaded();
    }

    @Test
    void replaceTakesTheOldDatasetAwayFirst() throws IOException {
        upload();
        dav.files.put(ROOT + "/0/9/9/9", new byte[] {1});
        Files.delete(fixture.dataset.resolve("0/0/0/2"));
        server.forget();
        upload(b -> b.existing(IfExists.REPLACE));
        assertUploaded();
        final List<String> requests = server.requests();
        assertTrue(requests.indexOf("DELETE " + ROOT + "/.zattrs") < requests.indexOf("DELETE " + ROOT + "/"));
    }

    @Test
    void strangersAreNotOverwritten() throws IOException {
        dav.folders.addAll(List.of("/data", ROOT));
        dav.files.put(ROOT + "/.zattrs", "{\"other\": 1}".getBytes(StandardCharsets.UTF_8));
        assertTrue(assertThrows(InputException.class, this::upload).getMessage().contains("another dataset"));
        assertThrows(InputException.class, () -> upload(b -> b.existing(IfExists.FAIL)));
        dav.files.put(ROOT + "/thesis.doc", dav.files.remove(ROOT + "/.zattrs"));
        final InputException e = assertThrows(InputException.class, () -> upload(b -> b.existing(IfExists.REPLACE)));
        assertTrue(e.getMessage().contains("not a dataset"), e::toString);
        assertEquals(1, dav.files.size());
    }

    @Test
    void aSingleFileIsUploadedBelowTheAddress() throws IOException {
        final Path file = Files.writeString(temp.resolve("state #1.json"), "{}");
        final UploadOptions options = UploadOptions.builder(file, address())
                .journals(fixture.journals)
                .build();
        assertEquals(
                1, new Upload(options, Monitor.NONE, UploadFixture.QUICK).run().files());
        assertEquals("{}", new String(dav.files.get("/data/state #1.json"), StandardCharsets.UTF_8));
    }

    @Test
    void aFileIntoADatasetLeavesItVisible() throws IOException {
        upload();
        final Path file = Files.writeString(temp.resolve("notes.txt"), "first");
        for (final String text : List.of("second", "third, longer")) {
            Files.writeString(file, text);
            final UploadOptions options = UploadOptions.builder(file, address().resolve("brain.ome.zarr/"))
                    .journals(fixture.journals)
                    .build();
            new Upload(options, Monitor.NONE, UploadFixture.QUICK).run();
            assertEquals(text, new String(dav.files.get(ROOT + "/notes.txt"), StandardCharsets.UTF_8));
            assertTrue(dav.files.containsKey(ROOT + "/.zattrs"), "the dataset is gone");
        }
    }

    @Test
    void aHomeThatCannotBeWrittenToIsSaid() throws IOException {
        final Path home = Files.writeString(temp.resolve("home"), "no folder");
        final Path notes = home.resolve(".neuroglancer-fiji/uploads");
        final InputException e = assertThrows(InputException.class, () -> upload(b -> b.journals(notes)));
        assertTrue(e.getMessage().startsWith("The folder " + notes + ", where exports"), e.getMessage());
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aFullDiskOfTheNotesIsSaid() throws IOException {
        final Path full = Paths.get("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        upload();
        final Path journal = fixture.journals.resolve(fixture.journals.toFile().list()[0]);
        Files.delete(journal);
        Files.createSymbolicLink(journal, full);
        fixture.write("0/0/0/0", new byte[7]);
        final InputException e = assertThrows(InputException.class, this::upload);
        assertTrue(e.getMessage().startsWith("The folder " + fixture.journals + ", where exports"), e.getMessage());
    }

    @Test
    void cancelEndsWithinASecond() throws IOException {
        server.on("PUT", CHUNK, 10_000, call -> call.hang(20_000));
        final long start = System.nanoTime();
        final Monitor impatient = ImpatientUser.after(500);
        assertThrows(
                CancellationException.class, () -> fixture.upload(address(), b -> b, impatient, UploadFixture.QUICK));
        assertTrue(System.nanoTime() - start < 1.5e9, "took " + (System.nanoTime() - start) / 1e9);
        assertInvisible();
    }

    @Test
    void twoUploadsToOnePlaceDoNotMix() throws IOException {
        final AtomicInteger refused = new AtomicInteger();
        server.on("PUT", CHUNK, 1, call -> {
            assertThrows(InputException.class, this::upload);
            refused.incrementAndGet();
            dav.answer(call);
        });
        upload();
        assertEquals(1, refused.get());
    }
}
