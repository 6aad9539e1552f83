package sc.fiji.neuroglancer.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.address.WebAddress;

class AnonymousClientTest {

    @ParameterizedTest
    @CsvSource({
        "https://a/x/y, z, https://a/x/z",
        "https://a/x/y, /login, https://a/login",
        "https://a/x/y, https://b:8443/p, https://b:8443/p",
        "http://a/x, https://a/x, https://a/x",
        "http://a/x, http://b/x, http://b/x",
        "https://a/x, http://a/x, none",
        "https://a/x, ftp://a/x, none",
        "https://a/x, mailto:a@b, none",
        "https://a/x, 'a b', none",
    })
    void redirectsLeadWhereBrowsersGo(final URI from, final String location, final String to) {
        assertEquals(
                to, WebAddress.redirected(from, location).map(URI::toString).orElse("none"));
    }
}
