package sc.fiji.neuroglancer.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.export.DatasetFiles;
import sc.fiji.neuroglancer.export.ImageExport;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.export.SampleStack;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.share.Share;
import sc.fiji.neuroglancer.share.ShareOptions;
import sc.fiji.neuroglancer.share.ShareResult;
import sc.fiji.neuroglancer.share.ShareStorage;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.upload.Upload;
import sc.fiji.neuroglancer.upload.UploadOptions;
import sc.fiji.neuroglancer.upload.UploadResult;

/** What every job does with every kind of storage in the list of kinds. */
@Timeout(60)
public abstract class StorageKindContract {

    @TempDir
    protected Path temp;

    private StorageKinds kinds;
    private Profile profile;

    /** Starts the server of the storage, if it needs one. */
    protected abstract void start() throws IOException;

    protected abstract StorageKind kind();

    /** Address of an empty folder, which may be missing. */
    protected abstract String address();

    /** Where others read it; empty for the same address. */
    protected abstract String publicRule();

    protected abstract RequestSigner login();

    @BeforeEach
    void makeProfile() throws IOException {
        start();
        kinds = StorageKinds.ALL.all().contains(kind()) ? StorageKinds.ALL : StorageKinds.ALL.plus(kind());
        profile = Profile.builder("mine", kinds.of(address()))
                .address(address())
                .publicRule(publicRule())
                .viewer("http://127.0.0.1:9/viewer/")
                .build();
    }

    private static PixelSource image() {
        return Content.INTENSITY.open(new SampleStack(SampleStack.Kind.GRAY16, 40, 36, 37, 1, 1).image(), null);
    }

    private ImageExportResult export(final Destination destination) throws IOException {
        final ImageExportOptions options = ImageExportOptions.of(destination, "brain")
                .chunk("16,16,4")
                .levels(3)
                .threads(2)
                .existing(IfExists.RESUME)
                .checked();
        return new ImageExport(image(), options, Monitor.NONE).run();
    }

    private Destination storage() {
        final WebOptions web = profile.web().signer(login()).build();
        return new StorageFolder(
                URI.create(address()), profile.kind(), web, profile::publicAddress, temp.resolve("state"));
    }

    private RemoteStore open(final String name) {
        return profile.kind()
                .open(
                        URI.create(address()).resolve(name + "/"),
                        profile.web().signer(login()).build());
    }

    private Map<String, byte[]> stored(final String name) throws StoreException {
        final Map<String, byte[]> files = new TreeMap<>();
        try (RemoteStore store = open(name)) {
            store.walk("", (key, size) -> files.put(key, store.read(key).orElseThrow()));
        }
        return files;
    }

    private UploadResult upload(final Path dataset) throws IOException {
        final UploadOptions options = UploadOptions.builder(dataset, URI.create(address()))
                .storage(profile)
                .signer(login())
                .journals(temp.resolve("journals"))
                .build();
        return new Upload(options, Monitor.NONE).run();
    }

    private Path local() throws IOException {
        final Path folder = temp.resolve("local");
        export(Destination.folder(folder));
        return folder.resolve("brain.ome.zarr");
    }

    @Test
    void theListFindsItByAddressAndProfilesRememberIt() {
        assertEquals(kind().label(), kinds.of(address()).label());
        assertEquals(kind().label(), kinds.byLabel(kind().label()).label());
        final Profiles stored = Profiles.parse("", kinds).plus(profile);
        assertEquals(stored.toJson(), Profiles.parse(stored.toJson(), kinds).toJson());
        assertEquals(
                profile.kind(), Profiles.parse("", kinds).orUnnamed(address()).kind());
    }

    @Test
    void anExportStraightToItEqualsOneToAFolder() throws IOException {
        final Map<String, byte[]> local = DatasetFiles.of(local());
        final ImageExportResult result = export(storage());
        assertFalse(result.wasComplete());
        DatasetFiles.assertEqual(local, stored("brain.ome.zarr"), "straight");
        assertTrue(export(storage()).wasComplete());
    }

    @Test
    void anUploadIsContinuedAndRepairsWhatWasDamaged() throws IOException {
        final Path dataset = local();
        final Map<String, byte[]> local = DatasetFiles.of(dataset);
        assertEquals(local.size(), upload(dataset).files());
        DatasetFiles.assertEqual(local, stored("brain.ome.zarr"), "uploaded");
        assertEquals(local.size(), upload(dataset).skipped());
        final String chunk = local.keySet().stream()
                .filter(key -> key.matches("0/.*\\d"))
                .findFirst()
                .orElseThrow();
        try (RemoteStore store = open("brain.ome.zarr")) {
            store.write(chunk, "damaged".getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(upload(dataset).files() > 0);
        DatasetFiles.assertEqual(local, stored("brain.ome.zarr"), "repaired");
    }

    @Test
    void whatIsSharedIsCheckedWhereOthersReadIt() throws IOException {
        final ShareStorage storage = new ShareStorage(
                profile,
                Profile.webDavAddress(profile.address()),
                login(),
                RetryPolicy.STANDARD,
                RetryPolicy.STANDARD,
                temp.resolve("journals"));
        final ImageExportOptions export = ImageExportOptions.of(storage.folder(), "brain")
                .existing(IfExists.RESUME)
                .checked();
        final ShareOptions options = new ShareOptions(storage, export, "", null);
        final ShareResult result = new Share(image(), List.of(), options, Monitor.NONE).run();
        assertTrue(result.ok(), () -> result.summary().toString());
        assertTrue(
                result.summary().toString().contains("is shared and checked"),
                () -> result.summary().toString());
        assertTrue(stored("brain.ome.zarr").containsKey("state.json"));
        assertFalse(Files.exists(temp.resolve("points")));
    }
}
