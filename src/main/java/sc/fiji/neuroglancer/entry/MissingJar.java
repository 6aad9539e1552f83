package sc.fiji.neuroglancer.entry;

import java.util.Map;

/**
 * Names the jar that a class is missing from, or says why its library cannot be loaded. Refers to nothing but Java itself, so that it can be used when any other
 * jar is missing.
 */
public final class MissingJar {

    private static final Map<String, String> JARS = Map.of(
            "com.fasterxml.jackson.core", "jackson-core",
            "com.fasterxml.jackson.databind", "jackson-databind",
            "com.fasterxml.jackson.annotation", "jackson-annotations",
            "com.github.luben.zstd", "zstd-jni",
            "net.jpountz", "lz4-java",
            "net.imglib2", "imglib2",
            "org.scijava", "scijava-common");

    private MissingJar() {}

    /** A sentence for the user that names the jar, and where to get it. */
    public static String sentence(final LinkageError failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (isUnloadable(cause)) return unloadable(cause);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            final String name = String.valueOf(cause.getMessage()).replace('/', '.');
            for (final Map.Entry<String, String> jar : JARS.entrySet())
                if (name.contains(jar.getKey())) return sentence(jar.getValue() + ".jar");
        }
        return sentence("a library (" + failure.getMessage() + ")");
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

    private static String sentence(final String what) {
        return "Neuroglancer for Fiji needs " + what
                + ", which is missing here or of another version: use an up-to-date"
                + " Fiji, or put it into the jars folder beside ImageJ's plugins folder, and restart.";
    }
}
