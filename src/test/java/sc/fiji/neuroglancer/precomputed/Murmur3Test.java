package sc.fiji.neuroglancer.precomputed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {

    /** On these, Neuroglancer's util/hash.ts and CloudVolume's mmh3.py agree. */
    @ParameterizedTest
    @CsvSource({
        "0, 4772b084e028ae41",
        "1, e8bd67d616d4ce9a",
        "2, d62f9cd21b013f5a",
        "7, dd7c2bae73982156",
        "255, 4e2fc5b5b87bf79a",
        "256, 4964fc5b464976da",
        "1000, fc1b462deff0cd6f",
        "123456789, 126576fc191a1827",
        "4294967295, 007260ffc08751be",
        "4294967296, bbb12d133b78fd64",
        "9007199254740993, dfde6c7958396398",
        "18446744073709551615, 574f66bd212b5d1a"
    })
    void agreesWithNeuroglancer(final String key, final String hash) {
        assertEquals(Long.parseUnsignedLong(hash, 16), Murmur3.hash(Long.parseUnsignedLong(key)));
    }
}
