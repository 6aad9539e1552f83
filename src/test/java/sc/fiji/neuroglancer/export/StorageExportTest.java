package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.StorageFixture.Case;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.ImpatientUser;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.upload.Upload;
import sc.fiji.neuroglancer.upload.UploadFixture;
import sc.fiji.neuroglancer.upload.UploadOptions;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Images go straight to a storage, which fails in every way that was seen, and come to the bytes of a local export. */
@Timeout(60)
class StorageExportTest {

    private static final String ROOT = "/data/brain.ome.zarr";
    private static final String CHUNK = ROOT + "/\\d/(c/)?[\\d/]+";

    @TempDir
    Path temp;

    private final DavHandler dav = new DavHandler();
    private ScriptedServer server;
    private StorageFixture fixture;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(dav);
        fixture = new StorageFixture(temp, server.address().resolve("data/"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void assertExported(final Case how) throws IOException {
        DatasetFiles.assertEqual(fixture.expected(how), dav.below(ROOT), how.toString());
    }

    private void assertInvisible() {
        for (final String name : List.of(".zattrs", ".zgroup", "zarr.json"))
            assertFalse(dav.files.containsKey(ROOT + "/" + name), name + " is visible");
    }

    private void assertOnlyNotes() {
        for (final String name : fixture.state.toFile().list())
            assertTrue(name.matches("\\w+\\.(journal|slabs)"), name);
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void theFilesAreThoseOfALocalExport(final Case how) throws IOException {
        final ImageExportResult result = fixture.export(how, IfExists.FAIL);
        assertExported(how);
        assertEquals(dav.below(ROOT).size(), result.files());
        assertEquals(dav.below(ROOT).values().stream().mapToLong(f -> f.length).sum(), result.bytes());
        final String address = server.address() + "data/brain.ome.zarr";
        assertEquals(address, result.location());
        assertTrue(result.summary().startsWith(address + " (intensity): "), result.summary());
        assertEquals(1, fixture.state.toFile().list().length, "nothing but that it is done is remembered");
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void rootMetadataComeAfterAllElse(final Case how) throws IOException {
        fixture.export(how, IfExists.FAIL);
        final List<String> requests = server.requests();
        int lastChunk = -1;
        int firstArray = requests.size();
        int lastArray = -1;
        int firstRoot = requests.size();
        for (int i = 0; i < requests.size(); i++) {
            final String request = requests.get(i);
            if (request.matches("PUT " + CHUNK)) lastChunk = i;
            if (request.matches("(PUT|MOVE) " + ROOT + "/\\d/(\\.z|zarr).*")) {
                firstArray = Math.min(firstArray, i);
                lastArray = i;
            }
            if (request.matches("(PUT|MOVE) " + ROOT + "/(\\.z|zarr).*")) {
                firstRoot = Math.min(firstRoot, i);
                assertTrue(request.endsWith(".part"), request);
            }
        }
        assertTrue(0 < lastChunk && lastChunk < firstArray && lastArray < firstRoot && firstRoot < requests.size());
    }

    @Test
    void sendsMoreThanItEncodes() throws IOException {
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        dav.dCache = true;
        server.on("PUT", CHUNK, 10_000, call -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            call.body();
            pause(20);
            now.decrementAndGet();
            dav.answer(call);
        });
        fixture.export(Case.PLAIN, IfExists.FAIL);
        assertExported(Case.PLAIN);
        assertTrue(most.get() >= 6, "at most " + most + " at a time");
    }

    private static void pause(final long millis) {
        try {
            Thread.sleep(millis);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aFailingImageCanBeGoneOnWith(final Case how) throws IOException {
        int failed = 0;
        for (int k = 0; k < 4; k++) {
            final FaultySource broken = new FaultySource(how.source(), 3 * k, () -> {
                pause(60);
                throw new IOException("on purpose");
            });
            try {
                fixture.export(how, broken, IfExists.RESUME, Monitor.NONE);
            } catch (final IOException e) {
                assertEquals("on purpose", e.getMessage());
                assertInvisible();
                failed++;
            }
        }
        assertTrue(failed > 0);
        final ImageExportResult result = fixture.export(how, IfExists.RESUME);
        if (!result.wasComplete()) assertEquals(dav.below(ROOT).size(), result.files());
        assertExported(how);
    }

    @Test
    void whatIsStoredIsNotReadOrSentAgain() throws IOException {
        final FaultySource broken = new FaultySource(Case.PLAIN.source(), 30, () -> {
            for (int i = 0; i < 500 && slabs() < 3; i++) pause(10);
            throw new IOException("on purpose");
        });
        assertThrows(IOException.class, () -> fixture.export(Case.PLAIN, broken, IfExists.FAIL, Monitor.NONE));
        server.forget();
        final FaultySource whole = new FaultySource(Case.PLAIN.source(), -1, null);
        assertTrue(
                fixture.export(Case.PLAIN, whole, IfExists.RESUME, Monitor.NONE).resumed());
        assertTrue(whole.reads().size() <= 33, whole.reads()::toString);
        assertTrue(server.requests().stream().noneMatch(("PUT " + ROOT + "/0/0/0/0")::equals));
        assertExported(Case.PLAIN);
    }

    private int slabs() throws IOException {
        for (final String name : fixture.state.toFile().list())
            if (name.endsWith(".slabs"))
                return Files.readAllLines(fixture.state.resolve(name)).size() - 1;
        return 0;
    }

    @Test
    void whatVanishedMeanwhileIsSentAgain() throws IOException {
        server.on("PUT", ROOT + "/\\.zgroup\\.part", 1, call -> {
            call.body();
            call.answer(507);
        });
        assertThrows(IOException.class, () -> fixture.export(Case.PLAIN, IfExists.FAIL));
        assertInvisible();
        dav.files.remove(ROOT + "/0/0/0/1");
        dav.files.put(ROOT + "/0/4/0/1", new byte[3]);
        server.forget();
        fixture.export(Case.PLAIN, IfExists.RESUME);
        assertExported(Case.PLAIN);
        assertTrue(server.requests().stream().noneMatch(("PUT " + ROOT + "/0/2/0/0")::equals));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void passingTroubleIsWaitedFor(final int status) throws IOException {
        server.on("PUT", CHUNK, 15, call -> {
            call.body();
            call.answer(status);
        });
        server.on("PROPFIND|MKCOL|MOVE", ".*", 3, call -> call.answer(status));
        server.on("PUT", CHUNK, 4, ScriptedServer.Call::reset);
        fixture.export(Case.PLAIN, IfExists.FAIL);
        assertExported(Case.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 507})
    void whatDoesNotPassStopsAtOnceWithTheRemedy(final int status) throws IOException {
        final AtomicBoolean full = new AtomicBoolean(true);
        server.on("PUT", ROOT + "/0/5/.*", 100_000, call -> {
            call.body();
            if (full.get()) call.answer(status);
            else dav.answer(call);
        });
        final String message = assertThrows(IOException.class, () -> fixture.export(Case.PLAIN, IfExists.FAIL))
                .getMessage();
        assertTrue(message.contains(" " + status + " "), message);
        assertTrue(message.matches("(?s).*(quota|token allows).*"), message);
        assertInvisible();
        final String unfinished = assertThrows(InputException.class, () -> fixture.export(Case.PLAIN, IfExists.FAIL))
                .getMessage();
        assertTrue(unfinished.contains("set existing to Resume"), unfinished);
        full.set(false);
        assertTrue(fixture.export(Case.PLAIN, IfExists.RESUME).resumed());
        assertExported(Case.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void truncatedAndLostFilesAreSentAgain(final Case how) throws IOException {
        dav.dCache = true;
        final Set<String> faults = ConcurrentHashMap.newKeySet();
        server.on("PUT", CHUNK, 10_000, call -> {
            final boolean first = faults.add(call.path);
            final int kind = first ? faults.size() % 5 : 0;
            final byte[] body = call.body().clone();
            body[7] += kind == 1 ? 1 : 0;
            if (kind == 1) dav.files.put(call.path, body);
            if (kind == 2) dav.files.put(call.path, Arrays.copyOf(body, 20));
            if (kind == 0 || kind > 3) dav.answer(call);
            else call.answer(201);
        });
        fixture.export(how, IfExists.FAIL);
        assertExported(how);
    }

    @Test
    void aStorageThatKeepsNothingIsGivenUp() {
        server.on("PUT", CHUNK, 100_000, call -> {
            call.body();
            call.answer(201);
        });
        final String message = assertThrows(IOException.class, () -> fixture.export(Case.PLAIN, IfExists.FAIL))
                .getMessage();
        assertTrue(message.contains("does not keep"), message);
        assertInvisible();
    }

    @Test
    void anEmptyListingProvesNothing() throws IOException {
        server.on("PROPFIND", ROOT + "/0/.*/", 5, call -> {
            call.body();
            call.answer(207, "<d:multistatus xmlns:d='DAV:'/>".getBytes(StandardCharsets.UTF_8));
        });
        fixture.export(Case.PLAIN, IfExists.FAIL);
        assertExported(Case.PLAIN);
        assertEquals(
                dav.below(ROOT).size(),
                server.requests().stream()
                        .filter(r -> r.startsWith("PUT "))
                        .distinct()
                        .count());
    }

    @Test
    void lostAnswersAreSettledByTheChecksum() throws IOException {
        dav.dCache = true;
        server.on("PUT", CHUNK, 5, call -> {
            dav.files.put(call.path, call.body());
            call.hangUp();
        });
        fixture.export(Case.PLAIN, IfExists.FAIL);
        assertExported(Case.PLAIN);
        assertEquals(dav.below(ROOT).size(), server.count("PUT"), "a file that had arrived was sent again");
    }

    @Test
    void replaceTakesTheOldDatasetAwayFirst() throws IOException {
        fixture.export(Case.FLAT, IfExists.FAIL);
        dav.files.put(ROOT + "/7/0/0", new byte[1]);
        server.forget();
        fixture.export(Case.PLAIN, IfExists.REPLACE);
        assertExported(Case.PLAIN);
        final List<String> requests = server.requests();
        final int root = requests.indexOf("DELETE " + ROOT + "/.zattrs");
        assertTrue(root >= 0 && root < requests.indexOf("DELETE " + ROOT + "/"));
        assertTrue(requests.subList(0, root).stream().noneMatch(r -> r.startsWith("PUT")));
    }

    @Test
    void replaceGoesOnAfterADeletionThatStopped() throws IOException {
        fixture.export(Case.FLAT, IfExists.FAIL);
        server.on("DELETE", ROOT + "/", 1, call -> call.answer(507));
        assertThrows(IOException.class, () -> fixture.export(Case.PLAIN, IfExists.REPLACE));
        assertInvisible();
        fixture.export(Case.PLAIN, IfExists.REPLACE);
        assertExported(Case.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(IfExists.class)
    void strangersAreNotTouched(final IfExists existing) throws IOException {
        dav.folders.addAll(List.of("/data", ROOT));
        dav.files.put(ROOT + "/thesis.doc", new byte[9]);
        final String message = assertThrows(InputException.class, () -> fixture.export(Case.PLAIN, existing))
                .getMessage();
        assertTrue(message.contains(ROOT), message);
        assertEquals(1, dav.files.size());
    }

    @Test
    void whatWasCorrectedSinceIsBroughtUpToDate() throws IOException {
        fixture.export(Case.PLAIN, IfExists.FAIL);
        final ImagePlus image = Case.PLAIN.sample.image();
        image.getCalibration().setUnit("nm");
        final PixelSource corrected = Content.INTENSITY.open(image, null);
        server.forget();
        final ImageExportResult renewed = fixture.export(Case.PLAIN, corrected, IfExists.RESUME, Monitor.NONE);
        assertEquals(1, renewed.written());
        final String attributes = new String(dav.below(ROOT).get(".zattrs"), StandardCharsets.UTF_8);
        assertTrue(attributes.contains("nanometer"), attributes);
        assertEquals(
                0,
                fixture.export(Case.PLAIN, corrected, IfExists.RESUME, Monitor.NONE)
                        .written());
    }

    @Test
    void aCompleteDatasetStaysAsItIs() throws IOException {
        fixture.export(Case.PLAIN, IfExists.FAIL);
        assertThrows(InputException.class, () -> fixture.export(Case.PLAIN, IfExists.FAIL));
        assertThrows(InputException.class, () -> fixture.export(Case.FLAT, IfExists.RESUME));
        final Map<String, byte[]> before = new HashMap<>(dav.below(ROOT));
        server.forget();
        final ImageExportResult again = fixture.export(Case.PLAIN, IfExists.RESUME);
        assertTrue(again.wasComplete());
        assertEquals(
                again.location() + " (intensity) is complete already: 3 levels, nothing was written", again.summary());
        assertEquals(0, server.count("PUT") + server.count("DELETE") + server.count("MOVE"));
        DatasetFiles.assertEqual(before, dav.below(ROOT), "complete");
    }

    @Test
    void withoutItsNotesAnUnfinishedExportIsAStranger() throws IOException {
        server.on("PUT", ROOT + "/0/5/.*", 100_000, call -> call.answer(403));
        assertThrows(IOException.class, () -> fixture.export(Case.PLAIN, IfExists.FAIL));
        for (final String name : fixture.state.toFile().list()) Files.delete(fixture.state.resolve(name));
        final InputException e = assertThrows(InputException.class, () -> fixture.export(Case.PLAIN, IfExists.RESUME));
        assertTrue(e.getMessage().contains("not an OME-Zarr dataset"), e::toString);
    }

    /** What is remembered of an export must not be believed after an upload to the same place, nor the other way. */
    @Test
    void exportsAndUploadsToOnePlaceKnowOfEachOther() throws IOException {
        server.on("PUT", ROOT + "/0/5/.*", 1, call -> {
            call.body();
            call.answer(507);
        });
        assertThrows(IOException.class, () -> fixture.export(Case.PLAIN, IfExists.FAIL));
        final UploadFixture upload = new UploadFixture(temp.resolve("up"), 9, 50);
        final UploadOptions options = UploadOptions.builder(
                        upload.dataset, server.address().resolve("data/"))
                .journals(fixture.state)
                .build();
        new Upload(options, Monitor.NONE, UploadFixture.QUICK).run();
        assertThrows(InputException.class, () -> fixture.export(Case.PLAIN, IfExists.RESUME));
        fixture.export(Case.PLAIN, IfExists.REPLACE);
        assertExported(Case.PLAIN);
        assertThrows(InputException.class, () -> new Upload(options, Monitor.NONE, UploadFixture.QUICK).run());
        assertExported(Case.PLAIN);
    }

    @Test
    void oneAtATime() throws IOException {
        final AtomicInteger refused = new AtomicInteger();
        server.on("PUT", CHUNK, 1, call -> {
            assertThrows(InputException.class, () -> fixture.export(Case.PLAIN, IfExists.RESUME));
            refused.incrementAndGet();
            dav.answer(call);
        });
        fixture.export(Case.PLAIN, IfExists.FAIL);
        assertEquals(1, refused.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PROPFIND", "MKCOL", "MOVE"})
    void cancelEndsWithinASecond(final String method) throws IOException {
        server.on(method, ".*", 10_000, call -> call.hang(20_000));
        final long start = System.nanoTime();
        final ImpatientUser user = ImpatientUser.after(500);
        assertThrows(
                CancellationException.class,
                () -> fixture.export(Case.PLAIN, Case.PLAIN.source(), IfExists.FAIL, user));
        assertTrue(System.nanoTime() - start < 1.9e9, "took " + (System.nanoTime() - start) / 1e9);
        assertInvisible();
        if (fixture.state.toFile().list() != null) assertOnlyNotes();
    }

    @Test
    void anExpiredLoginIsRenewedOnce() throws IOException {
        final UploadFixture.Token token = new UploadFixture.Token(5);
        final StorageFixture renewed = new StorageFixture(temp, server.address().resolve("data/"), token);
        dav.login = "Bearer " + UploadFixture.SECRET + 0;
        final AtomicInteger left = new AtomicInteger(30);
        server.on("PUT", CHUNK, 10_000, call -> {
            if (left.decrementAndGet() == 0) dav.login = "Bearer " + UploadFixture.SECRET + 1;
            dav.answer(call);
        });
        renewed.export(Case.PLAIN, IfExists.FAIL);
        assertExported(Case.PLAIN);
        assertEquals(1, token.refreshes.get());
    }

    /** Of a server that repeats the login in whatever it says: what is thrown, with all causes, and what is noted. */
    @Test
    void secretsAreNowhere() throws IOException {
        final StringBuilder all = new StringBuilder();
        for (final int status : new int[] {301, 307, 308, 400, 401, 403, 404, 405, 409, 413, 500, 501, 507}) {
            for (final String method : new String[] {"PUT", "PROPFIND", "MOVE", "MKCOL"}) {
                server.on(method, ".*", 1000, call -> {
                    call.body();
                    final String login = call.header("Authorization");
                    call.answer(
                            status,
                            login.getBytes(StandardCharsets.UTF_8),
                            "Location: http://a:" + UploadFixture.SECRET + "@127.0.0.1:1/?authz="
                                    + UploadFixture.SECRET,
                            "Retry-After: 0 " + login,
                            "WWW-Authenticate: " + login);
                });
                try {
                    fixture.export(Case.FLAT, IfExists.REPLACE);
                } catch (final IOException | InputException e) {
                    final StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace, true));
                    all.append(trace);
                }
                server.close();
                server = new ScriptedServer(dav);
                fixture = new StorageFixture(temp, server.address().resolve("data/"));
            }
        }
        for (final String name : fixture.state.toFile().list())
            all.append(name).append(Files.readString(fixture.state.resolve(name), StandardCharsets.ISO_8859_1));
        assertTrue(all.length() > 5000, "there is something to look at");
        assertFalse(all.toString().contains("s3cret"), all::toString);
    }

    @Test
    void planesOnDiskAreKeptBesideTheNotes() throws IOException {
        final ImageExportOptions options = ImageExportOptions.of(fixture.storage, "brain")
                .chunk("16,16,16")
                .threads(2)
                .levels(3)
                .checked();
        final SampleStack sample = new SampleStack(SampleStack.Kind.GRAY16, 200, 150, 33, 1, 1);
        final AtomicInteger scratch = new AtomicInteger();
        final FaultySource source = new FaultySource(Content.INTENSITY.open(sample.image(), null), 20, () -> {
            for (final String name : fixture.state.toFile().list())
                if (name.contains(".scratch-")) scratch.incrementAndGet();
        });
        final long under = fixture.storage.dataset("x").sendAheadBytes();
        new ImageExport(source, options, Monitor.NONE, wanted -> under + 1_350_000).run();
        assertTrue(scratch.get() > 0);
        assertOnlyNotes();
    }
}
