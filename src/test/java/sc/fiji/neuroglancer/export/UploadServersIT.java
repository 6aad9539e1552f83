package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.http.Credentials;
import sc.fiji.neuroglancer.webdav.DavServer;

/** Uploads to real servers: new, again, changed and replaced, byte for byte. */
@Timeout(120)
class UploadServersIT {

    @TempDir
    Path temp;

    private static void demand(final DavServer.Kind kind) {
        ExternalTool.demand(kind.isInstalled(), kind + " (Debian: apache2, nginx + libnginx-mod-http-dav-ext, rclone)");
    }

    private Credentials login() throws IOException {
        return new UploadProcess.Login(DavServer.USER, Files.writeString(temp.resolve("pw"), DavServer.PASSWORD));
    }

    private static UploadResult upload(
            final UploadFixture fixture, final DavServer server, final Credentials login, final Existing existing)
            throws IOException {
        final Path ca = Files.exists(server.certificate()) ? server.certificate() : null;
        return fixture.upload(
                server.address().resolve("my%20data/"),
                b -> b.credentials(login).existing(existing).caFile(ca));
    }

    @ParameterizedTest
    @EnumSource(DavServer.Kind.class)
    void whatIsThereIsWhatWasSent(final DavServer.Kind kind) throws IOException {
        demand(kind);
        final UploadFixture fixture = new UploadFixture(temp, 200, 3000);
        fixture.write("0/0/0/name with # % ä", new byte[] {1, 2, 3});
        fixture.write("0/0/0/empty", new byte[0]);
        fixture.write("1/large", new byte[5 << 20]);
        Files.createDirectories(temp.resolve("server"));
        temp.toFile().setExecutable(true, false);
        try (DavServer server = new DavServer(kind, temp.resolve("server"))) {
            final Path there = server.files().resolve("my data/brain.ome.zarr");
            final UploadResult first = upload(fixture, server, login(), Existing.FAIL);
            assertEquals(207, first.files());
            fixture.assertSame(UploadFixture.files(there));
            assertEquals(207, upload(fixture, server, login(), Existing.RESUME).skipped());
            fixture.write("1/0/0/1", "changed".getBytes());
            assertTrue(upload(fixture, server, login(), Existing.RESUME).files() >= 1);
            fixture.assertSame(UploadFixture.files(there));
            Files.delete(fixture.dataset.resolve("0/0/0/2"));
            upload(fixture, server, login(), Existing.REPLACE);
            fixture.assertSame(UploadFixture.files(there));
        }
    }

    @Test
    void anUnknownAuthorityIsNotTrusted() throws IOException {
        demand(DavServer.Kind.APACHE_TLS);
        final UploadFixture fixture = new UploadFixture(temp, 3, 10);
        temp.toFile().setExecutable(true, false);
        try (DavServer server = new DavServer(DavServer.Kind.APACHE_TLS, temp.resolve("server"))) {
            final Credentials login = login();
            final IOException e =
                    assertThrows(IOException.class, () -> fixture.upload(server.address(), b -> b.credentials(login)));
            assertTrue(e.getMessage().contains("certificate"), e::toString);
            assertFalse(Files.exists(server.files().resolve("brain.ome.zarr")));
        }
    }
}
