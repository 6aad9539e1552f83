package sc.fiji.neuroglancer.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.http.login.CredentialSource;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

class ProfilesTest {

    private static final String DESY = "https://hifis-storage.desy.de:2880/Helmholtz/HIP/lena";

    private static Profile profile(final StorageKind preset, final String address, final String rule) {
        return Profile.builder("mine", preset).address(address).publicRule(rule).build();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hifis-storage.desy.de:2880/a/b.zarr/, https://hifis-storage.desy.de:2443/a/b.zarr/",
        "https://hifis-storage.desy.de:2443/a, https://hifis-storage.desy.de:2443/a",
        "https://hifis-storage.desy.de/a, https://hifis-storage.desy.de:2443/a",
        "https://hifis-storage.desy.de:2880/a%20b/%C3%BC%23/, https://hifis-storage.desy.de:2443/a%20b/%C3%BC%23/",
        "https://hifis-storage.desy.de:2880, https://hifis-storage.desy.de:2443",
    })
    void atHelmholtzThePortDiffers(final URI uploaded, final URI seen) {
        assertEquals(seen, profile(StorageKinds.HELMHOLTZ, "", "").publicAddress(uploaded));
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/dav, https://p/pub, https://h/dav/x.zarr/, https://p/pub/x.zarr/",
        "https://h/dav/, https://p/pub/, https://h/dav/x/y, https://p/pub/x/y",
        "https://h/dav, https://p:8443, https://h/dav/x, https://p:8443/x",
        "https://h/dav, https://p/pub, https://h:443/dav/x, https://p/pub/x",
        "https://h/my data, https://p/pub, https://h/my%20data/%C3%BC, https://p/pub/%C3%BC",
        "https://h/Größe, https://p/ä, https://h/Gr%C3%B6%C3%9Fe/x%20y, https://p/%C3%A4/x%20y",
        "davs://h/dav, https://p, https://h/dav, https://p/",
    })
    void anotherAddressStandsInPlaceOfTheFirst(
            final String address, final String rule, final URI uploaded, final URI seen) {
        assertEquals(seen, profile(StorageKinds.WEBDAV, address, rule).publicAddress(uploaded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://h/davx/y", "https://h/other", "https://h:444/dav/x", "http://h/dav/x", "https://g/dav/x"
            })
    void whatIsElsewhereHasNoPublicAddress(final URI uploaded) {
        final Profile profile = profile(StorageKinds.WEBDAV, "https://h/dav", "https://p/pub");
        final InputException e = assertThrows(InputException.class, () -> profile.publicAddress(uploaded));
        assertTrue(e.getMessage().contains("below https://h/dav/"), e.getMessage());
    }

    @Test
    void withoutARuleBothAreTheSame() {
        final URI uploaded = URI.create("https://h:8443/dav/a%20b/");
        assertEquals(uploaded, profile(StorageKinds.WEBDAV, "", "").publicAddress(uploaded));
    }

    @ParameterizedTest
    @CsvSource({
        "Nextcloud, https://cloud.org/s/AbC123, https://cloud.org/public.php/dav/files/AbC123",
        "Nextcloud, https://cloud.org/index.php/s/AbC123/, https://cloud.org/public.php/dav/files/AbC123",
        "Nextcloud, https://cloud.org/nc/index.php/s/AbC, https://cloud.org/nc/public.php/dav/files/AbC",
        "ownCloud, https://cloud.org/s/AbC123, https://cloud.org/remote.php/dav/public-files/AbC123",
        "ownCloud, https://cloud.org/index.php/s/AbC, https://cloud.org/remote.php/dav/public-files/AbC",
        "WebDAV, https://cloud.org/s/AbC123, https://cloud.org/s/AbC123",
        "Nextcloud, https://cloud.org/pub/files, https://cloud.org/pub/files",
    })
    void publicLinksOfCloudsAreUnderstood(final String preset, final String link, final String folder) {
        final Profile profile =
                profile(StorageKinds.ALL.byLabel(preset), "https://cloud.org/remote.php/dav/files/lena/share", link);
        assertEquals(
                URI.create(folder + "/b.zarr/"),
                profile.publicAddress(URI.create("https://cloud.org/remote.php/dav/files/lena/share/b.zarr/")));
    }

    @Test
    void presetsBringWhatIsKnown() {
        final Profile desy = profile(StorageKinds.HELMHOLTZ, DESY, "");
        assertEquals(DESY + "/", desy.address());
        assertEquals(":2443", desy.publicRule());
        assertEquals("https://neuroglancer.helmholtz-imaging.de", desy.viewer());
        assertEquals(StorageKinds.HELMHOLTZ, desy.kind());
        assertEquals(200, desy.kind().defaults().requestsPerSecond());
        assertEquals(0, StorageKinds.WEBDAV.defaults().requestsPerSecond());
        assertEquals(StorageKinds.NEXTCLOUD, StorageKinds.ALL.byLabel(" nextcloud "));
        assertThrows(InputException.class, () -> StorageKinds.ALL.byLabel("ftp"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://lena:SECRET@h/dav, ''",
        "https://SECRET@h/dav, ''",
        "https://h/dav?authz=SECRET, ''",
        "https://h/dav, https://h/p?token=SECRET",
        "https://h/dav, https://u:SECRET@p/",
        "http://h/dav, ''",
        "ftp://h/dav, ''",
        "https://h/dav, nowhere",
        "'', https://p/pub",
    })
    void whatCannotBeUsedIsRefusedAndSecretsAreNotRepeated(final String address, final String rule) {
        final InputException e = assertThrows(InputException.class, () -> profile(StorageKinds.WEBDAV, address, rule));
        assertFalse((e + " " + e.getCause()).contains("SECRET"), e.getMessage());
        assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }

    @Test
    void namesAndLoginsAreChecked() {
        assertThrows(
                InputException.class,
                () -> Profile.builder(" ", StorageKinds.WEBDAV).build());
        assertThrows(
                InputException.class,
                () -> Profile.builder("a]b", StorageKinds.WEBDAV).build());
        assertThrows(
                InputException.class,
                () -> Profile.builder("a", StorageKinds.WEBDAV)
                        .login(CredentialSource.COMMAND)
                        .build());
    }

    @Test
    void theFileOfAuthoritiesMayBeInTheHomeFolder() {
        final Profile.Builder mine = Profile.builder("mine", StorageKinds.WEBDAV);
        assertNull(mine.build().authorities());
        assertEquals(
                Paths.get(System.getProperty("user.home"), "ca.pem"),
                mine.caFile(" ~/ca.pem").build().authorities());
        assertEquals(
                Paths.get("/etc/ca~/a.pem"),
                mine.caFile("/etc/ca~/a.pem").build().authorities());
    }

    @Test
    void profilesComeBackAsTheyWere() {
        final Profile mine = Profile.builder("Größe \"1\"", StorageKinds.OWNCLOUD)
                .address("https://h/my data")
                .publicRule("https://h/s/AbC")
                .viewer("https://viewer.org/v/#!{}")
                .login(CredentialSource.COMMAND)
                .command("oidc-token 'my account'")
                .caFile("C:\\ca.pem")
                .build();
        final Profiles all = Profiles.parse("").plus(mine).plus(profile(StorageKinds.DCACHE, DESY, ":8443"));
        final Profiles back = Profiles.parse(all.toJson());
        assertEquals(all.all(), back.all());
        assertEquals(mine, back.get(" größe \"1\" "));
        assertEquals(3, back.all().size());
        assertEquals(1, all.toJson().lines().count());
    }

    @Test
    void helmholtzIsAlwaysThere() {
        final Profiles none = Profiles.parse("");
        assertEquals(StorageKinds.HELMHOLTZ, none.get("Helmholtz").kind());
        final Profile own = Profile.builder("helmholtz", StorageKinds.HELMHOLTZ)
                .address(DESY)
                .build();
        final Profiles more = none.plus(own);
        assertEquals(DESY + "/", more.get("helmholtz").address());
        assertEquals("", more.minus("HELMHOLTZ").get("helmholtz").address());
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        final Profiles all = Profiles.parse("").plus(profile(StorageKinds.WEBDAV, "", ""));
        final InputException e = assertThrows(InputException.class, () -> all.get("yours"));
        assertTrue(e.getMessage().contains("helmholtz, mine"), e.getMessage());
        assertThrows(InputException.class, () -> all.minus("yours"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[{}]", "[{\"name\":\"a\",\"preset\":\"ftp\"}]", "[1]"})
    void damagedProfilesAreSaid(final String json) {
        final InputException e = assertThrows(InputException.class, () -> Profiles.parse(json));
        assertTrue(e.getMessage().startsWith("The stored profiles cannot be read"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "https://hifis-storage.desy.de:2880/Helmholtz/HIP/lena/b.zarr, desy",
        "https://hifis-storage.desy.de:2443/Helmholtz/HIP/lena, desy",
        "https://hifis-storage.desy.de:2443/Helmholtz/HIP/lena/deep/x, deep",
        "https://p/pub/x, clouds",
        "https://h/dav/x, clouds",
        "https://hifis-storage.desy.de:2443/Helmholtz/HIP/lenart, none",
        "https://hifis-storage.desy.de/Helmholtz/HIP/lena, none",
    })
    void theProfileOfAPlaceIsFound(final String place, final String name) {
        final Profiles all = Profiles.parse("")
                .plus(Profile.builder("desy", StorageKinds.HELMHOLTZ)
                        .address(DESY)
                        .build())
                .plus(Profile.builder("deep", StorageKinds.HELMHOLTZ)
                        .address(DESY + "/deep")
                        .build())
                .plus(Profile.builder("clouds", StorageKinds.WEBDAV)
                        .address("https://h/dav")
                        .publicRule("https://p/pub")
                        .build());
        final Optional<Profile> found = all.of(place);
        assertEquals(name, found.map(Profile::name).orElse("none"));
        assertEquals(
                List.of("clouds", "deep", "desy", "helmholtz"),
                all.all().stream().map(Profile::name).collect(Collectors.toList()));
    }
}
