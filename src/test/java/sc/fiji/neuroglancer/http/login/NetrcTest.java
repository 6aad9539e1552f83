package sc.fiji.neuroglancer.http.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class NetrcTest {

    private static final String TEXT = "# machine a.org login wrong password wrong\n"
            + "machine a.org\n  login alice\n  password \"a b\\\"c\"\n"
            + "macdef init\ncd x\nmachine b.org login macro password macro\n\n"
            + "machine B.org login bob account x password machine\n"
            + "machine c.org password early login carl password late\n"
            + "machine d.org login dora\n"
            + "machine d.org login dan password second\n";

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "a.org, alice:a b\"c",
        "A.ORG, alice:a b\"c",
        "b.org, bob:machine",
        "c.org, carl:late",
        "d.org, dan:second",
        "e.org, any:one",
        "sub.a.org, any:one"
    })
    void hostsHaveTheirLogins(final String host, final String login) throws IOException {
        assertEquals(login, find(TEXT + "default login any password one\n", host));
        if (!login.startsWith("any")) assertEquals(login, find(TEXT, host));
        else assertEquals("none", find(TEXT, host));
    }

    private String find(final String text, final String host) throws IOException {
        final Path file = Files.writeString(dir.resolve("netrc"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new Netrc(file)
                .find(URI.create("https://" + host + ":2880/x"), null)
                .map(login ->
                        new String(Base64.getDecoder().decode(login.header().substring(6)), StandardCharsets.UTF_8))
                .orElse("none");
    }
}
