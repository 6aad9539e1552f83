package sc.fiji.neuroglancer.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link LocalServerTest} cannot ask for, because no test has a port of its own choice. */
class RequestHandlerTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 80, true",
        "localhost:80, 80, true",
        "[::1], 80, true",
        "evil.example, 80, false",
        "127.0.0.1:8080, 80, false",
        "127.0.0.1, 8080, false"
    })
    void browsersLeaveOutPort80(final String host, final int port, final boolean own) {
        assertEquals(own, RequestHandler.isOwn(host, port));
    }
}
