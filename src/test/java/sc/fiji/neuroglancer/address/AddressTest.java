package sc.fiji.neuroglancer.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
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

class AddressTest {

    @Provide
    Arbitrary<String> names() {
        return JsonArbitraries.texts();
    }

    /** Pieces of addresses in any order, which come close to real ones. */
    @Provide
    Arbitrary<String> addresses() {
        final Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of("https://", "HTTP://", "davs://", "webdav:", "file:", "//", "zarr3:", "n5://", "s3://"),
                Arbitraries.of("gs://", "zarr:", "host", "[::1]", ":8080", "/", "?", "#", "#!", "|", "|zarr3:", "@"),
                Arbitraries.of("~/", "a b", "%", "%20", "%ff", "x.ome.zarr", "?0", "/s0", "..", "[", "\\", "\0", ":"),
                JsonArbitraries.texts());
        return piece.list().ofMaxSize(7).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 3000)
    void anyTextIsReadOrRefused(@ForAll("addresses") final String text) {
        final Address address;
        try {
            address = Address.parse(text);
        } catch (final InputException e) {
            return;
        }
        assertEquals(address, Address.parse(address.show()));
        if (!(address instanceof Address.StateLink)) {
            assertEquals(address instanceof Address.Local, Address.isLocal(text));
            assertTrue(address instanceof Address.Web == Address.isWeb(text) || address instanceof Address.DataSource);
        }
    }

    @Property(tries = 500)
    void percentCodeIsDecodedToTheSameText(@ForAll("names") final String text, @ForAll("names") final String marks) {
        final String kept = marks.replaceAll("[^\\x21-\\x7e]|%", "");
        assertEquals(text, PercentCode.decode(new PercentCode(kept).encode(text)));
    }

    @Property(tries = 500)
    void anyNameSurvivesTheAddress(@ForAll("names") final String name) {
        final String address = WebAddress.in("https://host:2443/data/", "a b/" + name);
        final String source = Address.source(Address.PRECOMPUTED, address);
        final Address.Web web = assertInstanceOf(Address.Web.class, Address.parse(source));
        assertEquals(address, web.uri().toString(), "an encoded address is not encoded again");
        assertEquals("/data/a b/" + name, web.uri().getPath());
        assertNull(web.uri().getRawQuery());
        assertNull(web.uri().getRawFragment());
    }

    @Test
    void awkwardNamesAreEncoded() {
        assertEquals(
                "zarr://http://127.0.0.1:1234/data/my%20br%C3%A4in%20%231%20100%25%3F.ome.zarr",
                Address.source(
                        Address.ZARR, WebAddress.in("http://127.0.0.1:1234/data", "my bräin #1 100%?.ome.zarr")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "https://host/a b~zarr://https://host/a%20b",
                " https://host/ä%20b ~zarr://https://host/%C3%A4%20b",
                "https://[::1]:80/a[1]/[2]~zarr://https://[::1]:80/a%5B1%5D/%5B2%5D",
                "https://[::1]~zarr://https://[::1]",
                "https://host/100%~zarr://https://host/100%25",
                "https://host/100%zz%41~zarr://https://host/100%25zz%41",
                "https://host/a|b~zarr://https://host/a|b",
                "https://host/a|1~zarr://https://host/a%7C1",
                "HTTPS://host/a?b=c&d#e~zarr://https://host/a?b=c&d#e",
            })
    void typedAddressesAreRepaired(final String typed, final String source) {
        assertEquals(source, Address.source(Address.ZARR, typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/data/brain.zarr", "C:\\brain", "file:///brain", "https://", "zarr://https://host/a"})
    void whatABrowserCannotOpenIsRefused(final String address) {
        assertThrows(InputException.class, () -> Address.source(Address.ZARR, address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "https://h/a~~https://h/a~~",
                "dav://h:80/a~~http://h:80/a~~",
                "WebDAV://h/a~~http://h/a~~",
                "davs://h/a b~~https://h/a%20b~~",
                "webdavs://h/a~~https://h/a~~",
                "zarr2://http://h/a~zarr2~http://h/a~~",
                "zarr://davs://h/a~zarr~https://h/a~~",
                "zarr3:https://h/a~zarr3~https://h/a~~",
                "n5://HTTP://h/a.n5~n5~http://h/a.n5~~",
                "https://h/a/|zarr3:~~https://h/a/~~|zarr3:",
                "https://h/a.zip|zip:x/|zarr2:~~https://h/a.zip~~|zip:x/|zarr2:",
                "https://h/a?authz=t|zarr2:~~https://h/a~?authz=t~|zarr2:",
                "https://h/a#x~~https://h/a~#x~",
                // as N5 records images
                "http://h/b.ome.zarr?0~~http://h/b.ome.zarr~~",
                "zarr://http://h/b.ome.zarr?0~zarr~http://h/b.ome.zarr~~",
                "https://h/b.zarr/?labels/cells/0~~https://h/b.zarr/labels/cells~~",
                "n5://https://h/b.n5?setup0/timepoint0/s0~n5~https://h/b.n5/setup0/timepoint0~~",
                "https://h/b.zarr?~~https://h/b.zarr~~",
            })
    void readsTheWeb(
            final String typed, final String format, final URI uri, final String query, final String pipeline) {
        assertEquals(new Address.Web(text(format), uri, text(query), text(pipeline)), Address.parse(typed));
        assertTrue(Address.isWeb(typed));
        assertFalse(Address.isLocal(typed));
    }

    private static String text(final String orNull) {
        return orNull == null ? "" : orNull;
    }

    @ParameterizedTest
    @CsvSource({
        "/data/b.zarr, /data/b.zarr",
        "' /data/x/../b ', /data/b",
        "/data/b.zarr/|zarr3:, /data/b.zarr",
        "/data/a|b, /data/a|b",
        "/data/b?0, /data/b?0",
        "file:/data/b.zarr, /data/b.zarr",
        "file:///data/my%20b.zarr, /data/my b.zarr",
        "file:///data/my b.zarr, /data/my b.zarr",
        "file://localhost/data/b.zarr, /data/b.zarr",
        "FILE:///data/100%, /data/100%",
        "file:/data/b.n5?setup0/timepoint0/s0, /data/b.n5/setup0/timepoint0",
        "zarr://file:/data/b.ome.zarr/?0, /data/b.ome.zarr",
        "zarr://file:/data/b.ome.zarr/?/, /data/b.ome.zarr",
        "zarr:/data/b.ome.zarr, /data/b.ome.zarr",
        "zarr3:///data/b.ome.zarr, /data/b.ome.zarr",
        "hdf5://file:/data/b.h5?cells, /data/b.h5/cells"
    })
    void readsFilesAndFolders(final String typed, final String path) {
        assertEquals(new Address.Local(Path.of(path)), Address.parse(typed));
        assertEquals(Path.of(path), Address.path(typed));
        assertTrue(Address.isLocal(typed));
        assertFalse(Address.isWeb(typed));
    }

    @Test
    void knowsTheHomeFolderAsAShellDoes() {
        final Path home = Path.of(System.getProperty("user.home"));
        assertEquals(home.resolve("out/brain"), Address.path(" ~/out/brain "));
        assertEquals(Path.of("~out").toAbsolutePath(), Address.path("~out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gs://bucket/brain",
                "s3://bucket/brain/|zarr3:",
                "s3+https://host/bucket/brain",
                "precomputed://gs://bucket/seg",
                "zarr://s3://bucket/brain?0",
                "nifti://gs://bucket/t1.nii.gz",
                "graphene://middleauth+https://host/x",
                "local://annotations",
                "n5://https://my_host.example.org/x",
            })
    void leavesOtherSourcesToViewers(final String source) {
        assertEquals(new Address.DataSource(source), Address.parse(source));
        assertFalse(Address.isLocal(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://v/#!{}",
                "http://localhost:9000/fafb.html#!%7B%7D",
                "https://v#!https://h/x.zarr/state.json",
                "https://v/#!gs://bucket/state.json",
            })
    void knowsLinks(final String link) {
        assertEquals(new Address.StateLink(link), Address.parse(" " + link + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', No folder or address is given.",
        "ftp://h/x, 'Addresses that begin with ftp:// cannot be read: give a folder, or an address that begins with"
                + " https://.'",
        "smb://h/x, 'Addresses that begin with smb:// cannot be read: give a folder, or an address that begins with"
                + " https://.'",
        "https://, The address is not a valid web address: copy the whole address again.",
        "https://h:pw/x, The address does not name a server: copy the whole address again.",
        "https://lena:pw@h/x, 'The address contains a user name or password, which could end up in links and logs:"
                + " remove everything up to the @, and give the login in Neuroglancer Settings.'",
        "s3://key:pw@bucket/x, 'The data source contains a user name or password, which could end up in links and"
                + " logs: remove everything up to the @, and give the login in Neuroglancer Settings.'",
    })
    void tellsWhatIsWrong(final String typed, final String message) {
        assertEquals(
                message,
                assertThrows(InputException.class, () -> Address.parse(typed)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/x, s3://bucket/x",
        "davs://h/x?t=SECRET, davs://h/x",
        "https://h/x|zarr:, https://h/x",
    })
    void takesNoAddressForAFolder(final String typed, final String shown) {
        assertEquals(
                shown + " is an address, not a folder on this computer: give a folder.",
                assertThrows(InputException.class, () -> Address.path(typed)).getMessage());
    }

    @Test
    void refusesWhatNoFileCanBeNamed() {
        final InputException e = assertThrows(InputException.class, () -> Address.path("a\0b"));
        assertEquals("a?b is neither a folder nor an address: check it.", e.getMessage());
    }
}
