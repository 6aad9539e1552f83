package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.Prefs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

class StoredProfilesTest {

    @TempDir
    private Path dir;

    @AfterEach
    void forget() {
        Prefs.set("neuroglancer.profiles", "");
    }

    private static Profiles some() {
        final Profile mine = Profile.builder("Größe", StorageKinds.WEBDAV)
                .address("https://h/a=b:c")
                .command("oidc-token 'x y'")
                .build();
        return Profiles.parse("").plus(mine);
    }

    @Test
    void comeBackFromThePreferences() {
        StoredProfiles.save(some());
        assertEquals(some().all(), StoredProfiles.load().all());
    }

    @Test
    void comeBackFromTheFileThatImageJWrites() throws IOException {
        final Path file = dir.resolve("IJ_Prefs.txt");
        final Properties properties = new Properties();
        properties.put(".neuroglancer.profiles", some().toJson());
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "as ij.Prefs.savePrefs");
        }
        assertEquals(some().all(), Profiles.parse(StoredProfiles.inFile(file)).all());
        assertEquals("", StoredProfiles.inFile(dir.resolve("none")));
        Files.writeString(file, "a=\\uXYZ");
        assertThrows(InputException.class, () -> StoredProfiles.inFile(file));
    }

    @Test
    void goIntoTheFileWithoutLosingOtherPreferences() throws IOException {
        final Path file = dir.resolve("folder/IJ_Prefs.txt");
        StoredProfiles.intoFile(file, Profiles.parse("").toJson());
        final Properties properties = new Properties();
        properties.put(".neuroglancer.profiles", "[]");
        properties.put(".menu.size", "11");
        properties.put("recent0", "/data/M\u00e4use=1.tif");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "as ij.Prefs.savePrefs");
        }
        StoredProfiles.intoFile(file, some().toJson());
        assertEquals(some().all(), Profiles.parse(StoredProfiles.inFile(file)).all());
        properties.put(".neuroglancer.profiles", some().toJson());
        final Properties after = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            after.load(in);
        }
        assertEquals(properties, after);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }
}
