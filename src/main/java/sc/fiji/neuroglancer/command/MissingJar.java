package sc.fiji.neuroglancer.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;

/**
 * Names the jars with missing classes, or says why a library cannot be loaded. Refers only to Java and to this plugin, so
 * that it can be used when any other jar is missing.
 */
public final class MissingJar {

    /** A class of each jar that all commands need, so that all that are missing can be named at once. */
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();

    /** Packages of all jars that some command needs. */
    private static final Map<String, String> PACKAGES = Map.of(
            "com.fasterxml.jackson.core", "jackson-core",
            "com.fasterxml.jackson.databind", "jackson-databind",
            "com.fasterxml.jackson.annotation", "jackson-annotations",
            "com.github.luben.zstd", "zstd-jni",
            "net.jpountz", "lz4-java",
            "net.imglib2", "imglib2",
            "org.scijava", "scijava-common");

    static {
        NEEDED.put("jackson-core", "com.fasterxml.jackson.core.JsonParser");
        NEEDED.put("jackson-databind", "com.fasterxml.jackson.databind.ObjectMapper");
        NEEDED.put("jackson-annotations", "com.fasterxml.jackson.annotation.JsonProperty");
        NEEDED.put("zstd-jni", "com.github.luben.zstd.Zstd");
        NEEDED.put("lz4-java", "net.jpountz.lz4.LZ4Factory");
    }

    private MissingJar() {}

    /** Names the jars, and where to get them. */
    public static Message message(final LinkageError failure) {
        return message(failure, MissingJar::isThere);
    }

    static Message message(final LinkageError failure, final Predicate<String> isThere) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (isUnloadable(cause)) return unloadable(cause);
        final List<String> missing = new ArrayList<>();
        NEEDED.forEach((jar, type) -> {
            if (!isThere.test(type)) missing.add(jar + ".jar");
        });
        return missing.isEmpty()
                ? message(named(failure), "is missing or has another version", "it")
                : missing(missing);
    }

    /** Looks only for the file: a class cannot be loaded when it extends one that is missing. */
    private static boolean isThere(final String type) {
        return MissingJar.class.getClassLoader().getResource(type.replace('.', '/') + ".class") != null;
    }

    /** Some jars contain a library for each system, which they unpack into Java's temporary folder. */
    private static boolean isUnloadable(final Throwable cause) {
        final String message = String.valueOf(cause.getMessage());
        return cause instanceof UnsatisfiedLinkError || message.contains("Cannot unpack");
    }

    private static Message unloadable(final Throwable cause) {
        return Message.of(
                "A library for compression cannot be loaded through Java's temporary folder {} ({}): {}, or start Java"
                        + " with -Djava.io.tmpdir=FOLDER, a folder from which programs can be run.",
                System.getProperty("java.io.tmpdir"),
                String.valueOf(cause.getMessage()),
                Slot.set("compression", "Gzip"));
    }

    private static Message missing(final List<String> jars) {
        if (jars.size() == 1) return message(jars.get(0), "is missing", "it");
        final int last = jars.size() - 1;
        return message(String.join(", ", jars.subList(0, last)) + " and " + jars.get(last), "are missing", "them");
    }

    private static String named(final LinkageError failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            final String name = String.valueOf(cause.getMessage()).replace('/', '.');
            for (final Map.Entry<String, String> jar : PACKAGES.entrySet())
                if (name.contains(jar.getKey())) return jar.getValue() + ".jar";
        }
        return "a library (" + failure.getMessage() + ")";
    }

    private static Message message(final String jars, final String state, final String them) {
        return Message.of(
                "Neuroglancer for Fiji needs {}, which {}: use an up-to-date Fiji, or copy {} from its jars folder into"
                        + " the jars folder next to ImageJ's plugins folder, and restart.",
                jars,
                state,
                them);
    }
}
