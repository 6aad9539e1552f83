package sc.fiji.neuroglancer.gui;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import ij.IJ;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.jpountz.lz4.LZ4Factory;
import org.scijava.Context;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.ij1.Neuroglancer_Plugin;

/** A fresh folder of ImageJ as the README describes it: the plugin's jar in plugins, the jars that Fiji ships in jars. */
final class InstalledImageJ {

    /** A class of each jar that Fiji ships. */
    private static final List<Class<?>> SHIPPED = List.of(
            Context.class,
            RandomAccessibleInterval.class,
            JsonParser.class,
            ObjectMapper.class,
            JsonProperty.class,
            Zstd.class,
            LZ4Factory.class);

    private final Path folder;

    private InstalledImageJ(final Path folder) {
        this.folder = folder;
    }

    static InstalledImageJ in(final Path folder) throws IOException {
        final Path plugin = jarOf(Neuroglancer_Plugin.class);
        ExternalTool.demand(plugin.toString().endsWith(".jar"), "packaged jar: run mvn verify");
        Files.createDirectories(folder.resolve("macros"));
        copy(plugin, folder.resolve("plugins"));
        for (final Class<?> type : SHIPPED) copy(jarOf(type), folder.resolve("jars"));
        return new InstalledImageJ(folder);
    }

    private static void copy(final Path jar, final Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(jar, to.resolve(jar.getFileName()));
    }

    /** The jar or folder that a class comes from. */
    static Path jarOf(final Class<?> type) {
        try {
            return Paths.get(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path folder() {
        return folder;
    }

    List<Path> shipped() throws IOException {
        return list("jars");
    }

    /** ImageJ, the plugin, and the jars that Fiji ships, except some. */
    List<Path> classPath(final List<Path> without) throws IOException {
        final List<Path> all = new ArrayList<>(List.of(jarOf(IJ.class)));
        all.addAll(list("plugins"));
        all.addAll(shipped());
        all.removeAll(without);
        return all;
    }

    private List<Path> list(final String name) throws IOException {
        try (Stream<Path> jars = Files.list(folder.resolve(name))) {
            return jars.sorted().collect(Collectors.toList());
        }
    }

    /** The command that starts a class in a Java of its own, which keeps its preferences here. */
    List<String> java(final List<String> options, final List<Path> classPath, final String... words)
            throws IOException {
        final Path home = Files.createDirectories(folder.resolve("home"));
        final List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Duser.home=" + home);
        command.add("-Djava.util.prefs.userRoot=" + home);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(words));
        return command;
    }
}
