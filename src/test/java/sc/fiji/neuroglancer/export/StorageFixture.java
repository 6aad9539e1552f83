package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.upload.UploadFixture;

/** Exports of small images straight to a storage, and the same exports to a folder, which they must equal. */
public final class StorageFixture {

    /** What is exported, how. */
    enum Case {
        PLAIN(new SampleStack(SampleStack.Kind.GRAY16, 40, 36, 37, 1, 1), VolumeFormat.OME_ZARR_04, false, "16,16,4"),
        RGB_5D(new SampleStack(SampleStack.Kind.RGB, 9, 20, 9, 2, 2), VolumeFormat.OME_ZARR_05, false, "16,16,2"),
        SHARDED(new SampleStack(SampleStack.Kind.FLOAT, 75, 20, 21, 1, 1), VolumeFormat.OME_ZARR_05, true, "8,8,2"),
        FLAT(new SampleStack(SampleStack.Kind.GRAY8, 70, 60, 1, 1, 1), VolumeFormat.OME_ZARR_04, false, "16,16,1");

        final SampleStack sample;
        private final VolumeFormat version;
        private final boolean shards;
        private final String chunk;

        Case(final SampleStack sample, final VolumeFormat version, final boolean shards, final String chunk) {
            this.sample = sample;
            this.version = version;
            this.shards = shards;
            this.chunk = chunk;
        }

        PixelSource source() {
            return Content.INTENSITY.open(sample.image(), null);
        }

        ImageExportOptions options(final Destination destination, final IfExists existing) {
            return ImageExportOptions.of(destination, "brain")
                    .format(version)
                    .shards(shards)
                    .chunk(chunk)
                    .levels(3)
                    .threads(2)
                    .existing(existing)
                    .checked();
        }
    }

    private final Path temp;
    final Path state;
    public final Destination storage;

    public StorageFixture(final Path temp, final URI address) {
        this(temp, address, new UploadFixture.Token());
    }

    public StorageFixture(final Path temp, final URI address, final RequestSigner signer) {
        this.temp = temp;
        state = temp.resolve("state");
        final WebOptions web =
                WebOptions.builder().signer(signer).retry(UploadFixture.QUICK).build();
        storage = new StorageFolder(address, StorageKinds.WEBDAV, web, UnaryOperator.identity(), state);
    }

    ImageExportResult export(final Case how, final IfExists existing) throws IOException {
        return export(how, how.source(), existing, Monitor.NONE);
    }

    ImageExportResult export(final Case how, final PixelSource source, final IfExists existing, final Monitor monitor)
            throws IOException {
        return new ImageExport(source, how.options(storage, existing), monitor).run();
    }

    /** The files of the same export to a folder. */
    Map<String, byte[]> expected(final Case how) throws IOException {
        final Destination local = Destination.folder(temp.resolve("local" + how));
        final ImageExportOptions options = how.options(local, IfExists.REPLACE);
        new ImageExport(how.source(), options, Monitor.NONE).run();
        return DatasetFiles.of(options.dataset());
    }
}
