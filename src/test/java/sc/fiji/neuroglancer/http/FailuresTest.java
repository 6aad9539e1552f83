package sc.fiji.neuroglancer.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private static final Request REQUEST =
            Request.of("PUT", URI.create("https://user:s3cret@storage.org:2880/data/a%20b?authz=s3cret#s3cret"));

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "600, 600", "601, 600", "999999999, 600"})
    void waitsAsManySecondsAsAskedButNotForEver(final String asked, final int seconds) {
        assertEquals(Duration.ofSeconds(seconds), Failures.wait(Optional.of(asked)));
    }

    @Test
    void waitsForADateButNotForEver() {
        final ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        final DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME;
        final Duration soon = Failures.wait(Optional.of(now.plusSeconds(100).format(http)));
        assertTrue(soon.getSeconds() > 90 && soon.getSeconds() <= 100, soon::toString);
        assertEquals(Duration.ZERO, Failures.wait(Optional.of(now.minusDays(1).format(http))));
        assertEquals(
                Duration.ofMinutes(10),
                Failures.wait(Optional.of(now.plusYears(1).format(http))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
    void whatIsNoWaitIsNone(final String asked) {
        assertNull(Failures.wait(Optional.of(asked)));
    }

    @ParameterizedTest
    @CsvSource({
        "401, false, new token or password",
        "403, false, may not do that here",
        "404, false, Check the address",
        "405, false, is a WebDAV address",
        "409, false, in the way",
        "413, false, smaller chunks",
        "423, true, continues where it stopped|does not accept",
        "429, true, too many requests",
        "500, true, has a problem",
        "501, false, is a WebDAV address",
        "503, true, has a problem",
        "507, false, ask for more quota"
    })
    void saysWhatToDoAndNoSecret(final int status, final boolean again, final String remedy) {
        final HttpFailure e = Failures.ofStatus(REQUEST, status, Optional.of("3"));
        assertEquals(again, e.retryable());
        assertEquals(Optional.of(Duration.ofSeconds(3)), e.retryAfter());
        assertTrue(e.getMessage().matches(".*(" + remedy + ").*"), e::getMessage);
        assertTrue(
                e.getMessage()
                        .startsWith("The server answered " + status + " to PUT https://storage.org:2880/data/a%20b: "),
                e::getMessage);
        assertFalse(e.toString().contains("s3cret"));
    }
}
