package sc.fiji.neuroglancer.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.task.InputException;

class ReleaseVersionTest {

    @Test
    void versionsAreOrderedByNumbersAndStages() {
        final List<String> rising = List.of(
                "0.1.0-alpha2", "0.1.0-beta1", "0.1.0-rc2", "0.1.0-rc10", "0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0");
        final List<String> sorted = rising.stream()
                .sorted((a, b) -> b.compareTo(a))
                .map(ReleaseVersion::new)
                .sorted()
                .map(ReleaseVersion::toString)
                .collect(Collectors.toList());
        assertEquals(rising, sorted);
        assertEquals(new ReleaseVersion("1.0.0"), new ReleaseVersion("01.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "v2", "1.0.0.Final", "0.1.0+b1", "0.1.0-SNAPSHOT", "1.0.0-rc", "1.0.0-cli", ""})
    void otherVersionsAreRefused(final String version) {
        final InputException e = assertThrows(InputException.class, () -> new ReleaseVersion(version));
        assertTrue(e.getMessage().contains("is no release's: set one like 1.2.0"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "0.10.23", "1.0.0-rc1", "1.0.0-alpha12", "2.0.0-beta3"})
    void theUpdaterTellsEveryAcceptedVersionFromTheName(final String version) {
        final String name = "plugins/neuroglancer_fiji-" + version + ".jar";
        assertEquals("plugins/neuroglancer_fiji.jar", SiteFile.baseName(name));
        assertEquals(version, ReleaseVersion.ofJar(name).toString());
    }

    @Test
    void mavenRefusesTheSameVersionsBeforeItBuilds() throws IOException {
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<regex>" + ReleaseVersion.PATTERN + "</regex>"));
    }
}
