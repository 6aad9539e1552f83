package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingJarTest {

    private static String sentence(final LinkageError failure) {
        return MissingJar.message(failure).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "com/fasterxml/jackson/databind/JsonNode, jackson-databind.jar",
        "com/fasterxml/jackson/core/TreeNode, jackson-core.jar",
        "com/github/luben/zstd/ZstdCompressCtx, zstd-jni.jar",
        "'int net.jpountz.lz4.LZ4Factory.foo()', lz4-java.jar",
        "x/Y, a library (x/Y)"
    })
    void namesIt(final String message, final String what) {
        final String sentence = sentence(new NoClassDefFoundError(message));
        assertTrue(
                sentence.startsWith(
                        "Neuroglancer for Fiji needs " + what + ", which is missing or has another version: "),
                sentence);
    }

    @Test
    void namesAllThatAreMissingAtOnce() {
        final String sentence = MissingJar.message(
                        new NoClassDefFoundError("net/jpountz/lz4/LZ4Factory"), type -> type.contains("jackson.core"))
                .toString();
        final String jars =
                "jackson-databind.jar, jackson-annotations.jar, zstd-jni.jar and lz4-java.jar, which are missing";
        assertTrue(sentence.startsWith("Neuroglancer for Fiji needs " + jars), sentence);
        assertTrue(sentence.contains("copy them"), sentence);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatALibraryCannotBeLoaded(final boolean first) {
        final LinkageError failure = new ExceptionInInitializerError("Cannot unpack libzstd-jni-1.5.7-4: Read-only");
        final LinkageError again = new NoClassDefFoundError("Could not initialize class com.github.luben.zstd.Zstd");
        again.initCause(new UnsatisfiedLinkError("/tmp/libzstd.so: failed to map segment"));
        final String sentence = sentence(first ? failure : again);
        assertTrue(sentence.startsWith("A library for compression cannot be loaded through Java's temporary folder "));
        assertTrue(sentence.contains("set compression to Gzip"), sentence);
    }

    @Test
    void namesItWhenJavaTellsItInTheCauseOnly() {
        final LinkageError error = new NoClassDefFoundError("Could not initialize class sc.fiji.X");
        error.initCause(new ExceptionInInitializerError("Exception java.lang.NoClassDefFoundError: net/imglib2/Img"));
        assertTrue(sentence(error).contains(" imglib2.jar,"), sentence(error));
    }
}
