package sc.fiji.neuroglancer.http.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.http.Signed;
import sc.fiji.neuroglancer.task.InputException;

/** The sources of logins and their order, which servers get a login, and that no message shows one. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // the commands and permissions here are those of Unix
class LoginTest {

    private static final URI SERVER = URI.create("https://storage.example.org:2880/data/");
    private static final String SECRET = "s3cr3t-V4lue";

    @TempDir
    private Path dir;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final TestClock clock = new TestClock();

    /** A clock that a test sets. */
    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(final ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @AfterEach
    void forget() {
        Answers.forget();
    }

    private Login.Builder login() {
        return Login.builder(SERVER)
                .environment(environment)
                .netrc(dir.resolve(".netrc"))
                .patience(Duration.ofSeconds(10))
                .clock(clock);
    }

    private Login.Builder asking(final String... passwords) {
        return login().prompt((host, again) -> {
            asked.add(host + " " + again);
            return asked.size() > passwords.length
                    ? Optional.empty()
                    : Optional.of(Authorization.basic("lena", Secret.of(passwords[asked.size() - 1])));
        });
    }

    private static String header(final Login login) throws IOException {
        return Signed.authorization(login, SERVER.resolve("x/0/0")).orElse("none");
    }

    private static String basic(final String user, final String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Path file(final String name, final String text, final String permissions) throws IOException {
        final Path file = Files.writeString(dir.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private String failure(final Login login) {
        final IOException e = assertThrows(IOException.class, () -> Signed.authorization(login, SERVER));
        assertFalse((e + " " + e.getCause()).contains(SECRET), e.getMessage());
        assertTrue(e.getMessage().matches("\\S.*: .*\\S\\."), e.getMessage());
        return e.getMessage();
    }

    static String jsonWebToken(final Instant end) {
        final Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        final String claims = "{\"exp\":" + end.getEpochSecond() + "}";
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    @Test
    void sourcesComeInTheirOrder() throws IOException {
        assertEquals(basic("lena", "p"), header(asking("p").build()));
        file(".netrc", "machine storage.example.org login net password rc", "rw-------");
        assertEquals(basic("net", "rc"), header(asking().build()));
        environment.put("NEUROGLANCER_FIJI_USER", "env");
        environment.put("NEUROGLANCER_FIJI_PASSWORD", "pässword");
        assertEquals(basic("env", "pässword"), header(asking().build()));
        environment.put(
                "NEUROGLANCER_FIJI_TOKEN_FILE",
                file("token", "from-file\n", "rw-------").toString());
        assertEquals("Bearer from-file", header(asking().build()));
        environment.put("NEUROGLANCER_FIJI_TOKEN", "from-env");
        assertEquals("Bearer from-env", header(asking().build()));
        environment.put("NEUROGLANCER_FIJI_TOKEN_COMMAND", "printf '%s' 'from-command'");
        assertEquals("Bearer from-command", header(asking().build()));
        assertEquals("Bearer own", header(asking().command("echo own").build()));
        assertEquals(1, asked.size());
    }

    @ParameterizedTest
    @EnumSource(CredentialSource.class)
    void oneSourceCanBeChosen(final CredentialSource source) throws IOException {
        file(".netrc", "default login net password rc", "rw-------");
        environment.put("NEUROGLANCER_FIJI_TOKEN", "from-env");
        final String expected = Map.of(
                        CredentialSource.AUTOMATIC, "Bearer own",
                        CredentialSource.COMMAND, "Bearer own",
                        CredentialSource.ENVIRONMENT, "Bearer from-env",
                        CredentialSource.NETRC, basic("net", "rc"),
                        CredentialSource.ASK, basic("lena", "p"),
                        CredentialSource.NONE, "none")
                .get(source);
        assertEquals(
                expected, header(asking("p").command("echo own").source(source).build()));
        assertEquals(source, CredentialSource.byName(source.label().toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://storage.example.org:2880/data/",
                "https://storage.example.org/data/",
                "https://storage.example.org:2443/data/",
                "https://example.org:2880/data/",
                "https://storage.example.org.evil.org:2880/data/"
            })
    void nobodyElseGetsIt(final String other) throws IOException {
        environment.put("NEUROGLANCER_FIJI_TOKEN", SECRET);
        final Login login = login().build();
        assertEquals(Optional.empty(), Signed.authorization(login, URI.create(other)));
        assertFalse(login.refresh(URI.create(other)));
        assertEquals("Bearer " + SECRET, header(login));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:80/x, true",
        "http://localhost/x, true",
        "http://[::1]/x, true",
        "http://host/x, false"
    })
    void withoutEncryptionOnlyThisComputerGetsIt(final URI server, final boolean sent) throws IOException {
        environment.put("NEUROGLANCER_FIJI_TOKEN", SECRET);
        final Login login = Login.builder(server).environment(environment).build();
        assertEquals(sent, Signed.authorization(login, server).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rw--w----", "rw----rw-"})
    void filesThatOthersCanReadAreRefused(final String permissions) throws IOException {
        final Path token = file("token", SECRET, permissions);
        environment.put("NEUROGLANCER_FIJI_TOKEN_FILE", token.toString());
        assertTrue(failure(login().build()).contains("chmod 600 " + token));
        environment.clear();
        file(".netrc", "default login a password " + SECRET, permissions);
        assertTrue(failure(login().build()).contains("chmod 600 " + dir.resolve(".netrc")));
    }

    @Test
    void whatIsSetButCannotBeUsedIsAnError() throws IOException {
        environment.put("NEUROGLANCER_FIJI_TOKEN_FILE", dir.resolve("none").toString());
        assertTrue(failure(login().build())
                .contains("The file " + dir.resolve("none") + " with the login does not exist"));
        environment.put("NEUROGLANCER_FIJI_TOKEN", SECRET + "\n" + SECRET);
        assertTrue(failure(login().build()).contains("NEUROGLANCER_FIJI_TOKEN is not a token"));
        environment.clear();
        environment.put("NEUROGLANCER_FIJI_USER", SECRET);
        assertTrue(failure(login().build()).contains("NEUROGLANCER_FIJI_PASSWORD is not"));
    }

    @ParameterizedTest
    @CsvSource({
        "sh -c 'echo s3cr3t-V4lue two; exit 0', printed no token",
        "true s3cr3t-V4lue, printed no token",
        "sh -c 'echo s3cr3t-V4lue; exit 3', failed with exit code 3",
        "/no/such/program s3cr3t-V4lue, cannot be started",
    })
    void commandsThatFailAreNamedButNotWhatTheyPrint(final String command, final String how) {
        assertTrue(failure(login().command(command).build()).contains(how));
    }

    @Test
    void aCommandThatHangsIsEnded() {
        final Login login =
                login().command("sleep 60").patience(Duration.ofMillis(200)).build();
        assertTrue(failure(login).contains("did not end within"));
    }

    @Test
    void noShellIsBetween() throws IOException {
        assertEquals(
                "Bearer $HOME;`id`", header(login().command("echo '$HOME;`id`'").build()));
    }

    @Test
    void aNewTokenIsFetchedBeforeTheOldOneEnds() throws IOException {
        final Path token = file("jwt", jsonWebToken(clock.now.plusSeconds(600)), "rw-------");
        final Login login = login().command("cat '" + token + "'").build();
        final String first = header(login);
        file("jwt", jsonWebToken(clock.now.plusSeconds(5000)), "rw-------");
        assertEquals(first, header(login), "from memory");
        clock.now = clock.now.plusSeconds(550);
        final String second = header(login);
        assertFalse(second.equals(first));
        assertEquals("Bearer " + Files.readString(token), second);
    }

    @Test
    void aCommandThatGivesOldTokensIsNotRunForEachRequest() throws IOException {
        final Path count = file("count", "", "rw-------");
        final Path token = file("jwt", jsonWebToken(clock.now), "rw-------");
        final Login login = login().command("sh -c 'echo x >> " + count + "; cat " + token + "'")
                .build();
        for (int i = 0; i < 5; i++) header(login);
        assertEquals(1, Files.readAllLines(count).size());
        clock.now = clock.now.plusSeconds(11);
        header(login);
        assertEquals(2, Files.readAllLines(count).size());
    }

    @Test
    void macaroonsTellTheirEndToo() {
        final String packets =
                "0018identifier abcdef\n0033cid before:2026-01-01T11:00:00Z\n002cid before:2027-01-01T11:00:00Z";
        final String macaroon = Base64.getUrlEncoder().encodeToString(packets.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Optional.of(Instant.parse("2026-01-01T11:00:00Z")), TokenExpiry.of(Secret.of(macaroon)));
        assertEquals(Optional.empty(), TokenExpiry.of(Secret.of("opaque-token")));
        assertEquals(Optional.empty(), TokenExpiry.of(Secret.of("eyJ.!!.x")));
    }

    @Test
    void refreshGetsAnotherTokenOrSaysThatThereIsNone() throws IOException {
        final Path token = file("t", "one", "rw-------");
        final Login login = login().command("cat '" + token + "'").build();
        assertEquals("Bearer one", header(login));
        assertFalse(login.refresh(SERVER));
        file("t", "two", "rw-------");
        assertTrue(login.refresh(SERVER));
        assertEquals("Bearer two", header(login));
    }

    @Test
    void anExpiredTokenIsSaidWithItsTime() throws IOException {
        environment.put("NEUROGLANCER_FIJI_TOKEN", jsonWebToken(clock.now.minusSeconds(60)));
        final Login login = login().build();
        header(login);
        final IOException e = assertThrows(IOException.class, () -> login.refresh(SERVER));
        assertEquals(
                "The token for storage.example.org expired at 2026-01-01T11:59:00Z: get a new one and run the command"
                        + " again; finished work is kept.",
                e.getMessage());
    }

    @Test
    void aMissingLoginIsSaidWithTheRemedy() throws IOException {
        final Login login = login().build();
        assertEquals("none", header(login));
        final IOException e = assertThrows(IOException.class, () -> login.refresh(SERVER));
        assertTrue(
                e.getMessage().startsWith("storage.example.org requires a login and none was found: set "),
                e.getMessage());
        assertFalse(login().source(CredentialSource.NONE).build().refresh(SERVER));
    }

    @Test
    void theUserIsAskedOnceForAServerAndAgainWhenRefused() throws IOException {
        assertEquals(basic("lena", "wrong"), header(asking("wrong", "right").build()));
        final Login login = asking("wrong", "right").build();
        assertEquals(basic("lena", "wrong"), header(login));
        assertEquals(List.of("storage.example.org false"), asked);
        assertTrue(login.refresh(SERVER));
        assertEquals(basic("lena", "right"), header(login));
        assertEquals(List.of("storage.example.org false", "storage.example.org true"), asked);
        assertFalse(login.refresh(SERVER), "canceled");
        final Login later = asking("wrong", "right", "canceled", "new").build();
        assertEquals(basic("lena", "new"), header(later), "what was refused is not remembered");
        Answers.forget();
        assertEquals("none", header(login().build()));
    }

    @Test
    void headersOfTokensHaveNoStrangeCharacters() {
        final InputException e =
                assertThrows(InputException.class, () -> Authorization.bearer(Secret.of(SECRET + "\r\nHost: evil")));
        assertFalse(e.getMessage().contains(SECRET));
        assertThrows(InputException.class, () -> Authorization.basic("a:b", Secret.of("x")));
    }

    @Test
    void nothingShowsASecret() throws IOException {
        environment.put("NEUROGLANCER_FIJI_TOKEN", SECRET);
        final Secret secret = Secret.of(SECRET.toCharArray());
        final Login login = login().build();
        header(login);
        final String all = secret + " " + Authorization.bearer(secret) + " " + Authorization.basic("u", secret) + login
                + secret.hashCode();
        assertFalse(all.contains(SECRET), all);
        assertEquals("login for storage.example.org", login.toString());
    }
}
