package sc.fiji.neuroglancer.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://host/path, https://host/path/",
        "https://host, https://host/",
        "HTTPS://host:2880/a%20b/, https://host:2880/a%20b/",
        "https://Host.ORG/Path, https://host.org/Path/",
        "http://127.0.0.1:80/x, http://127.0.0.1:80/x/",
        "http://localhost:80, http://localhost:80/",
        "http://[::1]:80/x, http://[::1]:80/x/",
    })
    void foldersEndWithASlash(final String given, final String folder) {
        assertEquals(folder, WebAddress.folder(given).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "localhost, true",
        "[::1], true",
        "10.1.2.3, true",
        "192.168.0.9, true",
        "172.16.0.1, true",
        "172.31.0.1, true",
        "169.254.1.1, true",
        "nas, true",
        "printer.local, true",
        "[fd00::1], true",
        "[fe80::1], true",
        "172.32.0.1, false",
        "192.169.0.1, false",
        "11.0.0.1, false",
        "10.example.org, false",
        "data.example.org, false",
        "[2001:db8::1], false",
        "local.example.org, false"
    })
    void addressesOfANetworkAreKnown(final String host, final boolean isPrivate) {
        assertEquals(isPrivate, WebAddress.isPrivate(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host/SECRET",
                "http://127.0.0.1.host/SECRET",
                "ftp://host/SECRET",
                "host/SECRET",
                "https:///SECRET",
                "https://user:SECRET@host/",
                "https://SECRET@host/",
                "https://host/?authz=SECRET",
                "https://host/#SECRET",
                "https://host/a b?authz=SECRET",
                "",
            })
    void unsafeAddressesAreRefusedWithoutRepeatingTheirSecrets(final String address) {
        final InputException e = assertThrows(InputException.class, () -> WebAddress.folder(address));
        assertFalse(e.toString().contains("SECRET"), e::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "0/1/2, 0/1/2",
        ".zattrs, .zattrs",
        "a b+c, a%20b%2Bc",
        "100%#?;&=:@, 100%25%23%3F%3B%26%3D%3A%40",
        "ü, %C3%BC",
        "u\u0308, %C3%BC",
        "[x]~_-, %5Bx%5D~_-",
    })
    void namesAreEncoded(final String key, final String encoded) {
        final URI address = WebAddress.of(URI.create("https://host/p/"), key);
        assertEquals("https://host/p/" + encoded, address.toString());
    }

    @Test
    void keysStayInsideTheirFolder() {
        final URI folder = URI.create("https://host/p/");
        assertThrows(IllegalArgumentException.class, () -> WebAddress.of(folder, "../x"));
        assertThrows(IllegalArgumentException.class, () -> WebAddress.of(folder, "/x"));
    }

    @Test
    void originsAreSchemeHostAndPort() {
        final URI a = URI.create("https://host/a");
        assertTrue(WebAddress.sameOrigin(a, URI.create("https://HOST:443/b")));
        assertFalse(WebAddress.sameOrigin(a, URI.create("https://host:444/a")));
        assertFalse(WebAddress.sameOrigin(a, URI.create("http://host:443/a")));
        assertFalse(WebAddress.sameOrigin(a, URI.create("https://host2/a")));
    }

    @Test
    void whatIsShownHasNoSecrets() {
        assertEquals("https://host:1/a%20b", WebAddress.shown(URI.create("https://u:p@host:1/a%20b?authz=t#t")));
    }
}
