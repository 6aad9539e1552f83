package sc.fiji.neuroglancer.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.viewer.JsonArbitraries;

class SourceUrlTest {

    @Test
    void awkwardNamesAreEncoded() {
        assertEquals(
                "zarr://http://127.0.0.1:1234/data/my%20br%C3%A4in%20%231%20100%25%3F.ome.zarr",
                SourceUrl.of(SourceUrl.ZARR, SourceUrl.in("http://127.0.0.1:1234/data", "my bräin #1 100%?.ome.zarr")));
    }

    @Provide
    Arbitrary<String> names() {
        return JsonArbitraries.texts();
    }

    @Property(tries = 500)
    void anyNameSurvivesTheAddress(@ForAll("names") final String name) {
        final String address = SourceUrl.in("https://host:2443/data/", "a b/" + name);
        final String source = SourceUrl.of(SourceUrl.PRECOMPUTED, address);
        assertEquals(address, SourceUrl.address(source), "an encoded address is not encoded again");
        final URI uri = URI.create(address);
        assertEquals("/data/a b/" + name, uri.getPath());
        assertEquals(null, uri.getRawQuery());
        assertEquals(null, uri.getRawFragment());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://host/a b|zarr://https://host/a%20b",
                " https://host/ä%20b |zarr://https://host/%C3%A4%20b",
                "https://[::1]:80/a[1]/[2]|zarr://https://[::1]:80/a%5B1%5D/%5B2%5D",
                "https://[::1]|zarr://https://[::1]",
                "https://host/100%|zarr://https://host/100%25",
                "https://host/100%zz%41|zarr://https://host/100%25zz%41",
                "HTTPS://host/a?b=c&d#e|zarr://HTTPS://host/a?b=c&d#e",
            })
    void typedAddressesAreRepaired(final String typed, final String source) {
        assertEquals(source, SourceUrl.of(SourceUrl.ZARR, typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/data/brain.zarr", "C:\\brain", "file:///brain", "https://", "zarr://https://host/a"})
    void whatABrowserCannotOpenIsRefused(final String address) {
        final InputException e = assertThrows(InputException.class, () -> SourceUrl.of(SourceUrl.ZARR, address));
        assertTrue(e.getMessage().contains("https://"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "zarr://https://h/a,https://h/a",
        "zarr2://http://h/a,http://h/a",
        "precomputed://gs://bucket/a,gs://bucket/a",
        "https://h/a,https://h/a",
        "https://h/a|zarr:,https://h/a|zarr:",
        "local://annotations,local://annotations",
    })
    void formatIsTakenOff(final String source, final String address) {
        assertEquals(address, SourceUrl.address(source));
    }
}
