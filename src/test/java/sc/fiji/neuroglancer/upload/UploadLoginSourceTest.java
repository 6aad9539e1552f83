package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** A login source that fails is not reported as a server that does not answer. */
@Timeout(10)
class UploadLoginSourceTest {

    private static final String SENTENCE = "The agent is asleep: wake it.";

    @TempDir
    private Path dir;

    private String failure(final boolean atFirst, final int requests) throws IOException {
        final RequestSigner signer = new RequestSigner() {
            @Override
            public void sign(final Request request) throws IOException {
                if (atFirst) throw new IOException(SENTENCE);
            }

            @Override
            public boolean refresh(final URI target) throws IOException {
                throw new IOException(SENTENCE);
            }
        };
        final DavHandler storage = new DavHandler();
        storage.login = "Bearer x";
        final Path dataset = Files.createDirectories(dir.resolve("a.ome.zarr"));
        Files.writeString(dataset.resolve(".zattrs"), "{}");
        try (ScriptedServer server = new ScriptedServer(storage)) {
            final UploadOptions options = UploadOptions.builder(dataset, server.address())
                    .signer(signer)
                    .journals(dir.resolve("journals"))
                    .build();
            final IOException e = assertThrows(IOException.class, () -> new Upload(options, Monitor.NONE).run());
            assertEquals(requests, server.calls().size());
            return e.getMessage();
        }
    }

    @Test
    void itsSentenceEndsTheUploadBeforeItBegins() throws IOException {
        assertEquals(SENTENCE, failure(true, 0));
    }

    @Test
    void itsSentenceEndsTheUploadWhenTheServerRefuses() throws IOException {
        assertEquals(SENTENCE, failure(false, 1));
    }
}
