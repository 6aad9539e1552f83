package sc.fiji.neuroglancer.entry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void namesItWhenJavaTellsItInTheCauseOnly() {
        final LinkageError error = new NoClassDefFoundError("Could not initialize class sc.fiji.X");
        error.initCause(new ExceptionInInitializerError("Exception java.lang.NoClassDefFoundError: net/imglib2/Img"));
        assertTrue(MissingJar.sentence(error).contains(" imglib2.jar,"), MissingJar.sentence(error));
    }
}
