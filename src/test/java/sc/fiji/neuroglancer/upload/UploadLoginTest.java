package sc.fiji.neuroglancer.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** Logins that expire, and secrets that are sent only to their server. */
@Timeout(60)
class UploadLoginTest {

    private static final String CHUNK = "/data/brain.ome.zarr/[01]/.*/\\d";

    @TempDir
    Path temp;

    private final DavHandler dav = new DavHandler();
    private ScriptedServer server;
    private UploadFixture fixture;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(dav);
        fixture = new UploadFixture(temp, 200, 300);
        dav.dCache = true;
        dav.login = login(0);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String login(final int refreshes) {
        return "Bearer " + UploadFixture.SECRET + refreshes;
    }

    private UploadResult upload(final UploadFixture.Token token) throws IOException {
        return fixture.upload(server.address().resolve("data/"), b -> b.signer(token));
    }

    /** The login expires after this number of files. */
    private void expireAfter(final int files, final int next) {
        final AtomicInteger left = new AtomicInteger(files);
        server.on("PUT", CHUNK, 10_000, call -> {
            if (left.decrementAndGet() == 0) dav.login = login(next);
            dav.answer(call);
        });
    }

    @Test
    void theLoginIsSentWithTheFirstRequest() throws IOException {
        upload(new UploadFixture.Token());
        assertTrue(server.calls().stream().allMatch(call -> login(0).equals(call.header("Authorization"))));
    }

    @Test
    void anExpiredLoginIsRenewedOnceForAll() throws IOException {
        expireAfter(50, 1);
        final UploadFixture.Token token = new UploadFixture.Token(5);
        upload(token);
        assertEquals(1, token.refreshes.get());
        fixture.assertSame(dav.below("/data/brain.ome.zarr"));
    }

    @Test
    void aLoginThatStaysRefusedEndsAllWithoutMoreRequests() throws IOException {
        dav.login = "another";
        final UploadFixture.Token token = new UploadFixture.Token(1000);
        final IOException e = assertThrows(IOException.class, () -> upload(token));
        assertTrue(e.getMessage().contains("401") && e.getMessage().contains("token"), e::toString);
        assertEquals(2, server.calls().size(), "dCache blocks an address after three refusals");
    }

    @Test
    void noOtherLoginMeansOneRefusal() throws IOException {
        dav.login = "another";
        assertThrows(IOException.class, () -> upload(new UploadFixture.Token()));
        assertEquals(1, server.calls().size());
    }

    @Test
    void whileALoginIsRenewedNothingElseIsAsked() throws IOException {
        expireAfter(50, -1);
        final UploadFixture.Token token = new UploadFixture.Token(1000);
        assertThrows(IOException.class, () -> upload(token));
        assertEquals(1, token.refreshes.get());
        final List<String> late = server.calls().stream()
                .map(call -> call.header("Authorization"))
                .filter(login(1)::equals)
                .collect(Collectors.toList());
        assertEquals(1, late.size(), "one request tries the new login");
    }

    @Test
    void secretsAreNowhere() throws IOException {
        final StringBuilder all = new StringBuilder();
        dav.login = null;
        server.on("PUT", CHUNK, 1, call -> {
            call.body();
            call.answer(307, "Location: http://127.0.0.1:1/?authz=" + UploadFixture.SECRET);
        });
        server.on("PUT", CHUNK, 1, call -> {
            call.body();
            call.answer(507, UploadFixture.SECRET.getBytes(StandardCharsets.UTF_8));
        });
        all.append(trace(() -> upload(new UploadFixture.Token())));
        dav.login = "another";
        all.append(trace(() -> upload(new UploadFixture.Token(3))));
        try (Stream<Path> files = Files.walk(fixture.journals)) {
            for (final Path file : files.filter(Files::isRegularFile).collect(Collectors.toList()))
                all.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        assertTrue(all.length() > 500, "there is something to look at");
        assertFalse(all.toString().contains("sup3r"), all::toString);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static String trace(final Action action) {
        final StringWriter out = new StringWriter();
        assertThrows(IOException.class, action::run).printStackTrace(new PrintWriter(out, true));
        return out.toString();
    }
}
