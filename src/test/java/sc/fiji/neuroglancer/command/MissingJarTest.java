package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingJarTest {

    @ParameterizedTest
    @CsvSource({
        "com/fasterxml/jackson/databind/JsonNode, jackson-databind.jar",
        "com/fasterxml/jackson/core/TreeNode, jackson-core.jar",
        "com/github/luben/zstd/ZstdCompressCtx, zstd-jni.jar",
        "'int net.jpountz.lz4.LZ4Factory.foo()', lz4-java.jar",
        "x/Y, a library (x/Y)"
    })
    void namesIt(final String message, final String what) {
        final String sentence = MissingJar.sentence(new NoClassDefFoundError(message));
        assertTrue(
                sentence.startsWith("Neuroglancer for Fiji needs " + what + ", missing or of another version here: "),
                sentence);
    }

    @Test
    void namesAllThatAreMissingAtOnce() {
        final String sentence = MissingJar.sentence(
                new NoClassDefFoundError("net/jpountz/lz4/LZ4Factory"), type -> type.contains("jackson.core"));
        final String jars =
                "jackson-databind.jar, jackson-annotations.jar, zstd-jni.jar and lz4-java.jar, missing here";
        assertTrue(sentence.startsWith("Neuroglancer for Fiji needs " + jars), sentence);
        assertTrue(sentence.contains("put them"), sentence);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatALibraryCannotBeLoaded(final boolean first) {
        final LinkageError failure = new ExceptionInInitializerError("Cannot unpack libzstd-jni-1.5.7-4: Read-only");
        final LinkageError again = new NoClassDefFoundError("Could not initialize class com.github.luben.zstd.Zstd");
        again.initCause(new UnsatisfiedLinkError("/tmp/libzstd.so: failed to map segment"));
        final String sentence = MissingJar.sentence(first ? failure : again);
        assertTrue(sentence.startsWith("A library for compression cannot be loaded through Java's temporary folder "));
        assertTrue(sentence.contains("choose compression Gzip"), sentence);
    }

    @Test
    void namesItWhenJavaTellsItInTheCauseOnly() {
        final LinkageError error = new NoClassDefFoundError("Could not initialize class sc.fiji.X");
        error.initCause(new ExceptionInInitializerError("Exception java.lang.NoClassDefFoundError: net/imglib2/Img"));
        assertTrue(MissingJar.sentence(error).contains(" imglib2.jar,"), MissingJar.sentence(error));
    }
}
