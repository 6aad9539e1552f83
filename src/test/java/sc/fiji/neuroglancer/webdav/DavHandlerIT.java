package sc.fiji.neuroglancer.webdav;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.export.ExternalTool;

/** Checks with litmus that the server of the tests is a WebDAV server while it simulates no faults. */
@Timeout(60)
class DavHandlerIT {

    @TempDir
    Path temp;

    @Test
    void litmusFindsNoFault() throws IOException {
        ExternalTool.demand(Files.isExecutable(Paths.get("/usr/bin/litmus")), "litmus (Debian: litmus)");
        try (ScriptedServer server = new ScriptedServer(new DavHandler())) {
            final String told = ExternalTool.run(
                    temp,
                    30,
                    "env",
                    "TESTS=basic copymove",
                    "litmus",
                    server.address().toString());
            assertTrue(told.contains("summary for `basic': of 16 tests run: 16 passed, 0 failed"), told);
            assertTrue(told.contains("summary for `copymove': of 13 tests run: 13 passed, 0 failed"), told);
        }
    }
}
