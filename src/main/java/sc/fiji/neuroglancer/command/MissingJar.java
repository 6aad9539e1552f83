package sc.fiji.neuroglancer.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Names the jars that classes are missing from, or says why a library cannot be loaded. Refers to nothing but Java
 * itself, so that it can be used when any other jar is missing.
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

    /** A sentence for the user that names the jars, and where to get them. */
    public static String sentence(final LinkageError failure) {
        return sentence(failure, MissingJar::isThere);
    }

    static String sentence(final LinkageError failure, final Predicate<String> isThere) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (isUnloadable(cause)) return unloadable(cause);
        final List<String> missing = new ArrayList<>();
        NEEDED.forEach((jar, type) -> {
            if (!isThere.test(type)) missing.add(jar + ".jar");
        });
        return missing.isEmpty() ? sentence(named(failure), "missing or of another version", "it") : missing(missing);
    }

    /** Looks for the file only: a class of a jar that is there cannot be loaded when it extends one that is missing. */
    private static boolean isThere(final String type) {
        return MissingJar.class.getClassLoader().getResource(type.replace('.', '/') + ".class") != null;
    }

    /** Some jars bring a library for each system, which they unpack to Java's temporary folder. */
    private static boolean isUnloadable(final Throwable cause) {
        final String message = String.valueOf(cause.getMessage());
        return cause instanceof UnsatisfiedLinkError || message.contains("Cannot unpack");
    }

    private static String unloadable(final Throwable cause) {
        return "A library for compression cannot be loaded through Java's temporary folder "
                + System.getProperty("java.io.tmpdir") + " (" + cause.getMessage()
                + "): choose compression Gzip, or start Java with -Djava.io.tmpdir=FOLDER, a folder that programs may"
                + " be run from.";
    }

    private static String missing(final List<String> jars) {
        if (jars.size() == 1) return sentence(jars.get(0), "missing", "it");
        final int last = jars.size() - 1;
        return sentence(String.join(", ", jars.subList(0, last)) + " and " + jars.get(last), "missing", "them");
    }

    private static String named(final LinkageError failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            final String name = String.valueOf(cause.getMessage()).replace('/', '.');
            for (final Map.Entry<String, String> jar : PACKAGES.entrySet())
                if (name.contains(jar.getKey())) return jar.getValue() + ".jar";
        }
        return "a library (" + failure.getMessage() + ")";
    }

    private static String sentence(final String jars, final String state, final String them) {
        return "Neuroglancer for Fiji needs " + jars + ", " + state + " here: use an up-to-date Fiji, or put " + them
                + " (from its jars folder) into the jars folder beside ImageJ's plugins folder, and restart.";
    }
}
