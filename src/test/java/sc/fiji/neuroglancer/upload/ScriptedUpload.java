package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Uploads of 40 chunks and four files of metadata to a server that fails on request. */
@Timeout(60)
abstract class ScriptedUpload {

    static final String ROOT = "/data/brain.ome.zarr";
    static final String CHUNK = ROOT + "/[01]/.*/\\d";
    static final int CHUNKS = 40;
    static final int FILES = CHUNKS + 4;

    @TempDir
    Path temp;

    final DavHandler dav = new DavHandler();
    ScriptedServer server;
    UploadFixture fixture;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(dav);
        fixture = new UploadFixture(temp, CHUNKS, 500);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void sleep(final long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (final InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Reads what is sent and answers with a status. */
    static ScriptedServer.Handler refusal(final int status, final String... headers) {
        return call -> {
            call.body();
            call.answer(status, headers);
        };
    }

    final URI address() {
        return server.address().resolve("data/");
    }

    final UploadResult upload() throws IOException {
        return upload(b -> b);
    }

    final UploadResult upload(final UnaryOperator<UploadOptions.Builder> change) throws IOException {
        return fixture.upload(address(), change);
    }

    final String failure() {
        return assertThrows(IOException.class, this::upload).getMessage();
    }

    final void assertUploaded() throws IOException {
        fixture.assertSame(dav.below(ROOT));
    }

    final void assertInvisible() {
        assertFalse(dav.files.containsKey(ROOT + "/.zattrs"), "root metadata is visible");
        assertFalse(dav.files.containsKey(ROOT + "/.zgroup"), "root metadata is visible");
    }
}
