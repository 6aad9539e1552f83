package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.webdav.DavServer;
import sc.fiji.neuroglancer.webdav.Wire;

/** Uploads to real servers: new, again, changed and replaced, byte for byte. */
@Timeout(120)
class UploadServersIT {

    @TempDir
    Path temp;

    private static void demand(final DavServer.Kind kind) {
        ExternalTool.demand(kind.isInstalled(), kind + " (Debian: apache2, nginx + libnginx-mod-http-dav-ext, rclone)");
    }

    private RequestSigner login() throws IOException {
        return new UploadProcess.Login(DavServer.USER, Files.writeString(temp.resolve("pw"), DavServer.PASSWORD));
    }

    private static UploadResult upload(
            final UploadFixture fixture, final DavServer server, final RequestSigner login, final IfExists existing)
            throws IOException {
        final Path ca = Files.exists(server.certificate()) ? server.certificate() : null;
        return fixture.upload(
                server.address().resolve("my%20data/"),
                b -> b.signer(login).existing(existing).caFile(ca));
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
            final UploadResult first = upload(fixture, server, login(), IfExists.FAIL);
            assertEquals(207, first.files());
            fixture.assertSame(UploadFixture.files(there));
            assertEquals(207, upload(fixture, server, login(), IfExists.RESUME).skipped());
            fixture.write("1/0/0/1", "changed".getBytes());
            assertTrue(upload(fixture, server, login(), IfExists.RESUME).files() >= 1);
            fixture.assertSame(UploadFixture.files(there));
            Files.delete(fixture.dataset.resolve("0/0/0/2"));
            upload(fixture, server, login(), IfExists.REPLACE);
            fixture.assertSame(UploadFixture.files(there));
        }
    }

    @Test
    void anUnknownAuthorityIsNotTrusted() throws IOException {
        demand(DavServer.Kind.APACHE_TLS);
        final UploadFixture fixture = new UploadFixture(temp, 3, 10);
        temp.toFile().setExecutable(true, false);
        try (DavServer server = new DavServer(DavServer.Kind.APACHE_TLS, temp.resolve("server"))) {
            final RequestSigner login = login();
            final IOException e =
                    assertThrows(IOException.class, () -> fixture.upload(server.address(), b -> b.signer(login)));
            assertTrue(e.getMessage().contains("certificate"), e::toString);
            assertFalse(Files.exists(server.files().resolve("brain.ome.zarr")));
        }
    }

    /** When a connection breaks, rclone keeps the part of the file that arrived; only its size shows that. */
    @Test
    void truncatedFilesThatAServerKeepsAreSentAgain() throws IOException {
        demand(DavServer.Kind.RCLONE);
        final UploadFixture fixture = new UploadFixture(temp, 20, 3000);
        fixture.write("1/large", new byte[5 << 20]);
        try (DavServer server = new DavServer(DavServer.Kind.RCLONE, temp.resolve("server"));
                Wire wire = new Wire(server.address())) {
            final RequestSigner login = login();
            wire.cutAfter(2_000_000);
            assertThrows(IOException.class, () -> fixture.upload(wire.address(), b -> b.signer(login)));
            final Path there = server.files().resolve("brain.ome.zarr");
            final long kept = Files.size(there.resolve("1/large"));
            assertTrue(kept > 0 && kept < 5 << 20, "kept " + kept);
            assertFalse(Files.exists(there.resolve(".zattrs")));
            wire.cutAfter(Long.MAX_VALUE);
            wire.cut();
            fixture.upload(wire.address(), b -> b.signer(login));
            fixture.assertSame(UploadFixture.files(there));
        }
    }

    /** nginx answers 500 when its disk is full, and leaves parts under its own names. */
    @Test
    void aFullDiskThatTheServerDoesNotTellOfIsSurvived() throws IOException {
        demand(DavServer.Kind.NGINX);
        final UploadFixture fixture = new UploadFixture(temp, 200, 20_000);
        temp.toFile().setExecutable(true, false);
        final Path disk = Files.createDirectories(Paths.get("target/nginx-disk").toAbsolutePath());
        ExternalTool.demand(
                ExternalTool.works("mount", "-t", "tmpfs", "-o", "size=2m,mode=777", "tmpfs", disk.toString()),
                "right to mount a tmpfs");
        try (DavServer server = new DavServer(DavServer.Kind.NGINX, disk)) {
            final RequestSigner login = login();
            final IOException e =
                    assertThrows(IOException.class, () -> fixture.upload(server.address(), b -> b.signer(login)));
            assertTrue(e.getMessage().contains("500") && e.getMessage().contains("continues"), e::toString);
            final Path there = server.files().resolve("brain.ome.zarr");
            assertFalse(Files.exists(there.resolve(".zattrs")));
            ExternalTool.run(temp, 30, "mount", "-o", "remount,size=64m", disk.toString());
            final UploadResult rest = fixture.upload(server.address(), b -> b.signer(login));
            assertTrue(rest.skipped() > 0, rest::toString);
            final Map<String, byte[]> remote = UploadFixture.files(there);
            remote.keySet().removeIf(key -> key.matches(".*\\.\\d{10}"));
            fixture.assertSame(remote);
        } finally {
            ExternalTool.run(temp, 30, "umount", "-l", disk.toString());
        }
    }
}
