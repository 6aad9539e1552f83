package sc.fiji.neuroglancer.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.annotation.Annotation;
import sc.fiji.neuroglancer.annotation.AnnotationSchema;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.annotation.TestSource;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.DatasetFiles;
import sc.fiji.neuroglancer.export.SampleStack;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.ImpatientUser;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** From an image to a link, at a storage that does what a test tells it. */
@Timeout(120)
class ShareTest extends ShareFixture {

    @Test
    void aLinkShowsImageAndPointsToEverybody() throws IOException {
        final ShareResult result = share();
        assertTrue(result.ok(), () -> result.summary().toString());
        assertEquals(VIEWER + "#!" + server.address() + "data/brain.ome.zarr/state.json", result.link());
        final ViewerState state = state(storage.dav.files.get(ROOT + "state.json"));
        final List<String> sources = new ArrayList<>();
        state.toJson()
                .path("layers")
                .forEach(layer -> sources.add(layer.path("source").toString()));
        final String address = server.address() + "data/brain";
        assertEquals(3, sources.size(), sources::toString);
        for (int c = 0; c < 2; c++)
            assertTrue(sources.get(c).contains("zarr://" + address + ".ome.zarr"), sources::toString);
        assertTrue(sources.get(2).contains("precomputed://" + address + "-points"), sources::toString);
        final Map<String, byte[]> there = atStorage();
        there.remove("brain.ome.zarr/state.json");
        final Map<String, byte[]> disk = new TreeMap<>();
        DatasetFiles.of(temp.resolve("disk0")).forEach(disk::put);
        DatasetFiles.assertEqual(disk, there, "disk and storage");
        assertEquals(there.size(), result.sent());
        assertTrue(
                result.summary().toString().contains("300 annotations"),
                () -> result.summary().toString());
        assertTrue(
                result.summary().toString().contains("is shared and checked"),
                () -> result.summary().toString());
    }

    @Test
    void straightToTheStorageTheSameIsThereAndNothingHere() throws IOException {
        share();
        final Map<String, byte[]> byDisk = atStorage();
        beginAnew();
        straight = true;
        final ShareResult result = share();
        assertTrue(result.ok(), () -> result.summary().toString());
        DatasetFiles.assertEqual(byDisk, atStorage(), "straight");
        assertFalse(Files.exists(temp.resolve("disk1")));
        assertEquals(0, DatasetFiles.count(temp.resolve("points")));
        assertEquals(
                server.address() + "data/brain-points", result.points().get(0).location());
        final ShareResult again = share();
        assertTrue(again.image().wasComplete());
        assertTrue(
                again.summary().toString().contains("is shared and checked"),
                () -> again.summary().toString());
        assertTrue(again.summary().toString().endsWith(" The image was already there; only points and link are new."));
        assertFalse(
                result.summary().toString().contains("already"),
                () -> result.summary().toString());
        assertFalse(
                again.summary().toString().contains(" 0 "),
                () -> again.summary().toString());
        DatasetFiles.assertEqual(byDisk, atStorage(), "again");
    }

    /** As the Helmholtz storage: one port for clients, another for browsers. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void othersReadFromAnotherPort(final boolean toTheStorage) throws IOException {
        storage.dav.dCache = true;
        try (ScriptedServer browsers = new ScriptedServer(storage)) {
            final Profile profile = Profile.builder("dcache", StorageKinds.DCACHE)
                    .address(server.address() + "data")
                    .publicRule(":" + browsers.address().getPort())
                    .viewer(VIEWER)
                    .build();
            straight = toTheStorage;
            final ShareResult result = share(profile, points(300));
            assertTrue(result.ok(), () -> result.summary().toString());
            assertEquals(VIEWER + "#!" + browsers.address() + "data/brain.ome.zarr/state.json", result.link());
            final String state =
                    state(storage.dav.files.get(ROOT + "state.json")).toString();
            assertTrue(state.contains("zarr://" + browsers.address() + "data/brain.ome.zarr"), state);
            assertTrue(state.contains("precomputed://" + browsers.address() + "data/brain-points"), state);
            assertFalse(state.contains(server.address().getAuthority()), state);
            assertTrue(browsers.requests().stream().allMatch(r -> r.matches("(GET|HEAD|OPTIONS) .*")));
            assertEquals(0, server.count("OPTIONS"));
        }
    }

    @Test
    void theSameAgainSendsNothing() throws IOException {
        share();
        final Map<String, byte[]> before = atStorage();
        final ShareResult again = share();
        assertEquals(0, again.sent());
        assertTrue(again.image().wasComplete());
        DatasetFiles.assertEqual(before, atStorage(), "again");
    }

    @Test
    void whatAnEarlierRunSentIsNotCounted() throws IOException {
        straight = true;
        server.on("PUT", ROOT + "\\.zgroup.*", 1, call -> {
            call.body();
            call.answer(507);
        });
        assertThrows(IOException.class, () -> share(sample(), List.of(), IfExists.RESUME, Monitor.NONE));
        final int before = atStorage().size();
        assertTrue(before > 20, "chunks are there");
        server.forget();
        final ShareResult rest = share(sample(), List.of(), IfExists.RESUME, Monitor.NONE);
        final long puts = server.requests().stream()
                .filter(request -> request.startsWith("PUT ") && !request.contains(ViewerLink.STATE_FILE))
                .map(request -> request.replaceFirst("\\.part$", ""))
                .distinct()
                .count();
        assertEquals(puts, rest.sent());
        assertTrue(
                rest.sent() < before, () -> rest.sent() + " of " + rest.image().files());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void kindsOfShapesThatAreGoneAreNotKept(final boolean straightly) throws IOException {
        straight = straightly;
        final AnnotationSchema boxes = AnnotationSchema.of(GeometryKind.BOX, AnnotationSpace.voxels());
        final Annotation box = new Annotation(boxes);
        for (int i = 0; i < 6; i++) box.geometry(i, i);
        final List<AnnotationSource> both = List.of(points(30).get(0), TestSource.of(boxes, List.of(box)));
        assertTrue(share(sample(), both, IfExists.RESUME, Monitor.NONE).ok());
        final Map<String, byte[]> there = new TreeMap<>(atStorage());
        final byte[] info = there.get("brain-points-boxes/info");
        assertTrue(share(sample(), points(30), IfExists.RESUME, Monitor.NONE).ok());
        there.keySet().removeIf(key -> key.startsWith("brain-points-boxes/"));
        assertEquals(there.keySet(), atStorage().keySet());
        assertFalse(Files.exists(temp.resolve("disk0/brain-points-boxes")));
        assertTrue(share(sample(), both, IfExists.RESUME, Monitor.NONE).ok(), "and back again");
        beginAnew();
        storage.dav.folders.addAll(List.of("/data", "/data/brain-points-boxes"));
        storage.dav.files.put("/data/brain-points-boxes/info", info);
        final InputException e =
                assertThrows(InputException.class, () -> share(sample(), points(30), IfExists.FAIL, Monitor.NONE));
        assertTrue(e.getMessage().contains("brain-points-boxes/ already exists"), e::getMessage);
        assertEquals(1, storage.dav.files.size());
    }

    @Test
    void otherPointsTakeThePlaceOfTheFormer() throws IOException {
        share();
        server.forget();
        storage.dav.files.put("/data/brain-points/spatial0/9_9_9", new byte[] {1});
        final ShareResult more = share(sample(), points(301), IfExists.RESUME, Monitor.NONE);
        assertTrue(more.ok(), () -> more.summary().toString());
        assertEquals(301, more.points().get(0).count());
        assertFalse(storage.dav.files.containsKey("/data/brain-points/spatial0/9_9_9"), "a point of before");
        for (final String request : server.requests())
            assertFalse(request.matches("PUT " + ROOT + "(?!state.json).*"), request);
        final Map<String, byte[]> ours = DatasetFiles.of(temp.resolve("disk0/brain-points"));
        DatasetFiles.assertEqual(ours, storage.dav.below("/data/brain-points"), "points");
    }

    @Test
    void anotherImageOfTheSameNameIsRefused() throws IOException {
        share();
        final Map<String, byte[]> before = atStorage();
        final SampleStack other = new SampleStack(SampleStack.Kind.GRAY16, 140, 130, 20, 2, 1);
        final InputException e =
                assertThrows(InputException.class, () -> share(other, List.of(), IfExists.RESUME, Monitor.NONE));
        assertTrue(e.getMessage().contains(" contains another image"), e.getMessage());
        DatasetFiles.assertEqual(before, atStorage(), "refused");
        final ShareResult result = share(other, List.of(), IfExists.REPLACE, Monitor.NONE);
        assertTrue(result.ok(), () -> result.summary().toString());
        final String array = new String(storage.dav.files.get(ROOT + "0/.zarray"), StandardCharsets.UTF_8);
        assertTrue(array.replaceAll("\\s", "").contains("\"shape\":[2,20,130,140]"), array);
    }

    @Test
    void anotherImageIsRefusedBeforeAnythingIsExported() throws IOException {
        share();
        run++;
        final SampleStack other = new SampleStack(SampleStack.Kind.GRAY16, 140, 130, 20, 2, 1);
        assertThrows(InputException.class, () -> share(other, List.of(), IfExists.RESUME, Monitor.NONE));
        assertFalse(Files.exists(temp.resolve("disk1")));
    }

    @Test
    void whatIsThereIsRefusedBeforeAnythingIsExported() throws IOException {
        share();
        run++;
        final InputException e = assertThrows(InputException.class, () -> share(IfExists.FAIL, Monitor.NONE));
        assertTrue(e.getMessage().contains("exists already"), e.getMessage());
        assertFalse(Files.exists(temp.resolve("disk1")));
    }

    @ParameterizedTest
    @CsvSource({"FAIL, info", "RESUME, info", "RESUME, zarr.json"})
    void whatIsInThePlaceOfThePointsIsRefusedBeforeTheImageIsExported(final IfExists existing, final String file) {
        final byte[] volume = "{\"@type\":\"neuroglancer_multiscale_volume\"}".getBytes(StandardCharsets.UTF_8);
        storage.dav.folders.add("/data");
        storage.dav.folders.add("/data/brain-points");
        storage.dav.files.put("/data/brain-points/" + file, volume);
        final InputException e = assertThrows(InputException.class, () -> share(existing, Monitor.NONE));
        assertTrue(e.getMessage().contains("data/brain-points"), e.getMessage());
        assertEquals(Set.of("brain-points/" + file), atStorage().keySet());
        assertFalse(Files.exists(temp.resolve("disk0/brain.ome.zarr")));
    }

    /** Points wait out of sight until all is done; nobody but the next run need know of them. */
    @Test
    void pointsThatAnEarlierRunMadeOutOfSightAreNotInTheWay() throws IOException {
        straight = true;
        storage.isPublic = false;
        assertFalse(share().ok());
        storage.isPublic = true;
        beginAnew();
        final ShareResult result = share(IfExists.FAIL, Monitor.NONE);
        assertTrue(result.ok(), () -> result.summary().toString());
    }

    @Test
    void aWrongLoginIsToldBeforeAnythingIsExported() {
        storage.dav.login = "Bearer other";
        final IOException e = assertThrows(IOException.class, this::share);
        assertTrue(e.getMessage().contains("401"), e.getMessage());
        assertTrue(e.getMessage().endsWith("Get a new token or password."), "nothing had begun");
        assertFalse(Files.exists(temp.resolve("disk0")));
    }

    @Test
    void aPrivateFolderIsNoSuccessButTheLinkIsGiven() throws IOException {
        storage.isPublic = false;
        final ShareResult result = share();
        assertFalse(result.ok());
        assertEquals(Problem.LOGIN, result.checks().get(0).findings().get(0).problem(), result.checks()::toString);
        assertTrue(
                result.summary().toString().contains("cannot see it yet"),
                () -> result.summary().toString());
        assertTrue(
                result.summary().toString().contains("public"),
                () -> result.summary().toString());
        assertEquals(VIEWER + "#!" + server.address() + "data/brain.ome.zarr/state.json", result.link());
        storage.isPublic = true;
        final ShareResult mended = share();
        assertTrue(mended.ok(), () -> mended.summary().toString());
        assertEquals(0, mended.sent());
    }

    @Test
    void aPublicAddressThatDoesNotAnswerIsTheProfiles() throws IOException {
        final int free;
        try (ScriptedServer gone = new ScriptedServer(storage)) {
            free = gone.address().getPort();
        }
        final Profile profile = Profile.builder("lab", StorageKinds.WEBDAV)
                .address(server.address() + "data")
                .publicRule(":" + free)
                .viewer(VIEWER)
                .build();
        straight = true;
        final ShareResult result = share(profile, List.of());
        final String said = result.summary().toString();
        assertTrue(said.contains("cannot see it yet. Nothing answers at 127.0.0.1:" + free), said);
        assertTrue(
                said.endsWith(" The public address comes from the profile 'lab' (publicaddress in Neuroglancer"
                        + " Settings): if it is wrong, correct it there and share again; nothing is uploaded"
                        + " twice."),
                said);
    }

    @Test
    void aStorageThatDoesNotAdmitTheViewerIsNoSuccess() throws IOException {
        storage.allowed = "https://other.example.org";
        final ShareResult result = share();
        assertFalse(result.ok());
        assertTrue(
                result.summary().toString().contains("http://127.0.0.1:9"),
                () -> result.summary().toString());
        assertFalse(result.link().isEmpty());
    }

    @Test
    void aWrongPublicAddressGivesNoLink() throws IOException {
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(server.address() + "data")
                .publicRule(server.address() + "elsewhere")
                .viewer(VIEWER)
                .build();
        final ShareResult result = share(profile, List.of());
        assertFalse(result.ok());
        assertTrue(result.link().isEmpty());
        assertTrue(
                result.summary().toString().contains("would not find it"),
                () -> result.summary().toString());
        assertTrue(
                result.summary().toString().contains(server.address() + "elsewhere/brain.ome.zarr/"),
                () -> result.summary().toString());
    }

    @Test
    void aStateThatNobodyMayReadMakesALongLink() throws IOException {
        server.on("GET", ".*/state\\.json", Integer.MAX_VALUE, call -> call.answer(403));
        final ShareResult result = share();
        assertTrue(result.ok(), () -> result.summary().toString());
        final ViewerState shown = ViewerLink.parse(result.link()).state();
        assertEquals(state(storage.dav.files.get(ROOT + "state.json")), shown);
        assertTrue(result.notes().toString().contains("the link is long"), result.notes()::toString);
    }

    @Test
    void aServerThatHangsCanBeCanceledAtOnce() throws IOException {
        server.on("GET", ".*", Integer.MAX_VALUE, call -> call.hang(60_000));
        final long[] canceled = new long[1];
        // the check begins with requests, not with a stage
        final Monitor monitor = ImpatientUser.when(() -> {
            final boolean checking = server.requests().stream().anyMatch(request -> request.startsWith("GET"));
            if (checking && canceled[0] == 0) canceled[0] = System.nanoTime();
            return checking;
        });
        assertThrows(CancellationException.class, () -> share(IfExists.RESUME, monitor));
        final double seconds = (System.nanoTime() - canceled[0]) / 1e9;
        assertTrue(seconds < 1, seconds + " s");
    }

    @Test
    void namesTheAddressThatIsMissing() {
        final Profile bare = Profile.builder("bare", StorageKinds.HELMHOLTZ).build();
        final InputException e = assertThrows(InputException.class, () -> ShareStorage.of(bare, ""));
        assertTrue(e.getMessage().contains("'bare' has no address"), e.getMessage());
    }
}
