package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.export.StorageFixture.Case;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.upload.UploadFixture;
import sc.fiji.neuroglancer.upload.UploadProcess;
import sc.fiji.neuroglancer.webdav.DavServer;

/** Exports straight to real WebDAV servers: interrupted, gone on with, replaced. */
@Timeout(180)
class StorageServersIT {

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(DavServer.Kind.class)
    void whatIsThereIsWhatALocalExportMakes(final DavServer.Kind kind) throws IOException {
        ExternalTool.demand(kind.isInstalled(), kind.toString());
        Files.createDirectories(temp.resolve("server"));
        temp.toFile().setExecutable(true, false);
        final Path password = Files.writeString(temp.resolve("pw"), DavServer.PASSWORD);
        try (DavServer server = new DavServer(kind, temp.resolve("server"))) {
            final WebOptions web = WebOptions.builder()
                    .signer(new UploadProcess.Login(DavServer.USER, password))
                    .caFile(Files.exists(server.certificate()) ? server.certificate() : null)
                    .retry(UploadFixture.QUICK)
                    .build();
            final Destination storage = new StorageFolder(
                    server.address().resolve("my%20data/"),
                    StorageKinds.WEBDAV,
                    web,
                    UnaryOperator.identity(),
                    temp.resolve("state"));
            for (final Case how : Case.values()) {
                final Path there = server.files().resolve("my data/brain.ome.zarr");
                final FaultySource broken = new FaultySource(
                        how.source(), how.sample.depth * how.sample.planeSets * how.sample.frames / 2, () -> {
                            throw new IOException("on purpose");
                        });
                final ImageExportOptions anew = how.options(storage, IfExists.REPLACE);
                assertThrows(IOException.class, () -> new ImageExport(broken, anew, Monitor.NONE).run());
                final ImageExportOptions resumed = how.options(storage, IfExists.RESUME);
                assertTrue(new ImageExport(how.source(), resumed, Monitor.NONE)
                                .run()
                                .resumed()
                        || how == Case.FLAT);
                DatasetFiles.assertEqual(
                        new StorageFixture(temp, server.address()).expected(how),
                        DatasetFiles.of(there),
                        how + " " + kind);
            }
        }
    }
}
