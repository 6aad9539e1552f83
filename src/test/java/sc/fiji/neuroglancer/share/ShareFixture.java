package sc.fiji.neuroglancer.share;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.TestSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.SampleStack;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.upload.UploadFixture;
import sc.fiji.neuroglancer.viewer.ViewerState;
import sc.fiji.neuroglancer.webdav.PublicDav;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** An image, points, a storage to share them through, and runs of that. */
abstract class ShareFixture {

    static final String VIEWER = "http://127.0.0.1:9/viewer/";
    static final String ROOT = "/data/brain.ome.zarr/";

    @TempDir
    Path temp;

    final PublicDav storage = new PublicDav();
    ScriptedServer server;
    int run;
    /** Whether no copy is kept on this computer. */
    boolean straight;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(storage);
        storage.dav.login = "Bearer " + UploadFixture.SECRET + "0";
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    ShareOptions options(
            final Profile profile, final RetryPolicy look, final RetryPolicy retry, final IfExists existing) {
        final ShareStorage storage = new ShareStorage(
                profile,
                Profile.webDavAddress(profile.address()),
                new UploadFixture.Token(),
                retry,
                look,
                temp.resolve("journals" + run));
        final String folder = straight ? "" : temp.resolve("disk" + run).toString();
        final ImageExportOptions image = ImageExportOptions.of(ShareOptions.destination(folder, storage), "brain")
                .existing(existing)
                .checked();
        return new ShareOptions(storage, image, "", null);
    }

    /** Shares the image by a profile with the usual patience. */
    ShareResult share(final Profile profile, final List<AnnotationSource> points) throws IOException {
        final ShareOptions options =
                options(profile, ShareStorage.LOOK, RetryPolicy.STANDARD.acquainted(), IfExists.RESUME);
        return new Share(Content.INTENSITY.open(sample().image(), null), points, options, Monitor.NONE).run();
    }

    static SampleStack sample() {
        return new SampleStack(SampleStack.Kind.GRAY16, 300, 130, 20, 2, 1);
    }

    static List<AnnotationSource> points(final int count) {
        final AnnotationSpace space =
                AnnotationSpace.of(AnnotationSpace.voxels().dimensions(), 150, 130, 20);
        final double[][] positions = new double[count][];
        for (int i = 0; i < count; i++) positions[i] = new double[] {i % 150, i % 130, i % 20};
        return List.of(TestSource.points(space, positions));
    }

    ShareResult share(final IfExists existing, final Monitor monitor) throws IOException {
        return share(sample(), points(300), existing, monitor);
    }

    ShareResult share(
            final SampleStack image,
            final List<AnnotationSource> points,
            final IfExists existing,
            final Monitor monitor)
            throws IOException {
        final Profile profile = Profile.builder("mine", StorageKinds.WEBDAV)
                .address(server.address() + "data")
                .viewer(VIEWER)
                .build();
        final ShareOptions options = options(profile, UploadFixture.QUICK, UploadFixture.QUICK, existing);
        return new Share(Content.INTENSITY.open(image.image(), null), points, options, monitor).run();
    }

    ShareResult share() throws IOException {
        return share(IfExists.RESUME, Monitor.NONE);
    }

    Map<String, byte[]> atStorage() {
        return storage.dav.below("/data");
    }

    static ViewerState state(final byte[] json) {
        return ViewerState.parse(new String(json, StandardCharsets.UTF_8));
    }

    /** Another storage, another disk: as if nothing had been. */
    void beginAnew() {
        run++;
        storage.dav.files.clear();
        storage.dav.folders.removeIf(folder -> !folder.isEmpty());
        server.forget();
    }
}
