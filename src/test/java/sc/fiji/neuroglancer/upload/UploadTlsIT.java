package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.export.Certificates;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Uploads over https: which authorities are trusted, and that nothing redirects them to http. */
@Timeout(120)
class UploadTlsIT {

    private static final String CHUNK = "/brain.ome.zarr/[01]/.*/\\d";

    @TempDir
    static Path keys;

    private static Certificates certificates;
    private static ServerSocketFactory good;

    @TempDir
    Path temp;

    private final DavHandler dav = new DavHandler();
    private UploadFixture fixture;

    @BeforeAll
    static void certify() throws IOException, GeneralSecurityException {
        certificates = new Certificates(keys);
        good = certificates.sockets("good", "-ext san=ip:127.0.0.1 -validity 2");
    }

    @BeforeEach
    void make() throws IOException {
        fixture = new UploadFixture(temp, 20, 500);
        dav.dCache = true;
    }

    private UploadResult upload(final ScriptedServer server) throws IOException {
        return fixture.upload(server.address(), b -> b.caFile(certificates.authority()));
    }

    @Test
    void itsOwnAuthorityIsEnough() throws IOException {
        try (ScriptedServer server = new ScriptedServer(dav, good, true)) {
            assertEquals(24, upload(server).files());
            fixture.assertSame(dav.below("/brain.ome.zarr"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "expired, -ext san=ip:127.0.0.1 -startdate -9d -validity 2, it has expired",
        "other, -ext san=dns:storage.org, it is for a server with a different name"
    })
    void whoIsNotWhoTheAddressSaysGetsNothing(final String name, final String validity, final String why)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(dav, certificates.sockets(name, validity), true)) {
            final String message =
                    assertThrows(IOException.class, () -> upload(server)).getMessage();
            assertTrue(message.startsWith("The certificate of the storage "), message);
            assertTrue(message.contains(" is not trusted (" + why + "). "), message);
            assertTrue(server.calls().isEmpty(), server.requests()::toString);
        }
    }

    @Test
    void nothingGoesFromHttpsToHttp() throws IOException {
        try (ScriptedServer pool = new ScriptedServer(dav::answerAsPool);
                ScriptedServer door = new ScriptedServer(dav, good, true)) {
            dav.pool = pool.address();
            door.on("PUT", CHUNK, 10_000, dav::redirectToPool);
            final String message =
                    assertThrows(IOException.class, () -> upload(door)).getMessage();
            assertTrue(message.contains("redirects in a way that cannot be followed"), message);
            assertTrue(pool.calls().isEmpty(), pool.requests()::toString);
            assertFalse(dav.files.containsKey("/brain.ome.zarr/.zattrs"));
        }
    }

    @Test
    void aPoolMayBeReachedByHttpsToo() throws IOException {
        try (ScriptedServer pool = new ScriptedServer(dav::answerAsPool, good, true);
                ScriptedServer door = new ScriptedServer(dav, good, true)) {
            dav.pool = pool.address();
            door.on("PUT", CHUNK, 10_000, dav::redirectToPool);
            upload(door);
            assertEquals(20, pool.calls().size());
            fixture.assertSame(dav.below("/brain.ome.zarr"));
        }
    }
}
