package sc.fiji.neuroglancer.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javassist.ClassPool;
import net.imagej.patcher.LegacyEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.ij1.MacroServer;
import sc.fiji.neuroglancer.ij1.Neuroglancer_Plugin;

/** The packaged jar, alone in a fresh folder beside the jars that Fiji ships, and beside all but one. */
@Timeout(120)
class JarInstallIT {

    private static final String EXPORT = "newImage('cells', '16-bit ramp', 20, 16, 3);"
            + "run('Export Image for Neuroglancer...', 'folder=[%s]'); print('went on');";

    @TempDir
    Path dir;

    private InstalledImageJ imagej;

    @BeforeEach
    void install() throws IOException {
        imagej = InstalledImageJ.in(dir.resolve("ImageJ"));
    }

    /** Runs a macro in a headless ImageJ; returns all that it says. */
    private String run(final List<Path> without) throws IOException, InterruptedException {
        final Path macro = dir.resolve("macro.ijm");
        Files.writeString(macro, String.format(EXPORT, dir.resolve("out")).replace('\'', '"'));
        final List<Path> classPath = new ArrayList<>(imagej.classPath(without));
        classPath.add(InstalledImageJ.jarOf(LegacyEnvironment.class));
        classPath.add(InstalledImageJ.jarOf(ClassPool.class));
        classPath.add(InstalledImageJ.jarOf(MacroServer.class));
        final List<String> options = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true");
        final Path input = Files.writeString(dir.resolve("input"), macro + "\n");
        final Path output = dir.resolve("output");
        final Process java = new ProcessBuilder(imagej.java(options, classPath, MacroServer.class.getName()))
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(java.waitFor(100, TimeUnit.SECONDS), "ImageJ did not end");
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private boolean isExported() {
        return Files.exists(dir.resolve("out/cells.ome.zarr/.zattrs"));
    }

    @Test
    void exportsWithTheJarsOfFiji() throws Exception {
        final String said = run(List.of());
        assertTrue(isExported(), said);
        assertTrue(said.lines().anyMatch("went on"::equals), said);
    }

    @Test
    void namesAllJarsAtOnceWhenNoneIsThere() throws Exception {
        final String said = run(imagej.shipped());
        assertTrue(
                said.contains("needs jackson-core.jar, jackson-databind.jar, jackson-annotations.jar, zstd-jni.jar and"
                        + " lz4-java.jar, which are missing"),
                said);
        assertTrue(said.lines().noneMatch("went on"::equals), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jackson-core", "jackson-databind", "zstd-jni", "lz4-java"})
    void namesTheJarThatIsMissing(final String name) throws Exception {
        final String said = run(List.of(jar(name)));
        assertFalse(isExported(), said);
        assertTrue(said.contains("Neuroglancer for Fiji needs " + name + ".jar, which is missing"), said);
        assertTrue(said.lines().noneMatch("went on"::equals), said);
    }

    @Test
    void needsNoJarForWhatOnlyFijiAndScriptsDo() throws Exception {
        final String said = run(List.of(jar("scijava-common"), jar("imglib2")));
        assertTrue(isExported(), said);
    }

    private Path jar(final String name) throws IOException {
        final List<Path> found = imagej.shipped().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
                .collect(Collectors.toList());
        assertEquals(1, found.size(), imagej.shipped().toString());
        return found.get(0);
    }

    @Test
    void carriesNothingThatFijiShips() throws IOException {
        try (JarFile jar =
                new JarFile(InstalledImageJ.jarOf(Neuroglancer_Plugin.class).toFile())) {
            final List<String> foreign = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("sc/fiji/neuroglancer/"))
                    .collect(Collectors.toList());
            assertEquals(List.of(), foreign);
            assertTrue(jar.getEntry("plugins.config") != null
                    && jar.getEntry("neuroglancer-help/Share in Neuroglancer.html") != null);
        }
    }

    @Test
    void itsBytesDoNotTellWhenItWasBuilt() throws IOException {
        try (JarFile jar =
                new JarFile(InstalledImageJ.jarOf(Neuroglancer_Plugin.class).toFile())) {
            final Attributes manifest = jar.getManifest().getMainAttributes();
            final LocalDateTime day = OffsetDateTime.parse(manifest.getValue("Implementation-Date"))
                    .toLocalDateTime();
            final Set<LocalDateTime> times =
                    jar.stream().map(ZipEntry::getTimeLocal).collect(Collectors.toSet());
            assertEquals(Set.of(day), times);
        }
    }
}
