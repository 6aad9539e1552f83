package sc.fiji.neuroglancer.zarr.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every codec must do. A test of a codec names the codec, an independent decoder and the expected metadata. */
abstract class CodecContract {

    private static final int[] LENGTHS = {1, 2, 3, 7, 8, 15, 16, 17, 31, 127, 128, 129, 1000, 4096, 65_537, 300_001};

    /** The codec under test. */
    abstract Codec codec();

    /** Decodes with another implementation than the codec's own. */
    abstract byte[] judge(byte[] encoded, int length) throws IOException;

    /** The compressor of Zarr v2, as JSON. */
    abstract String v2();

    /** The codec of Zarr v3 for elements of this size as JSON, or null for none. */
    abstract String v3(int elementSize);

    /** Whether the format has a checksum, so that no change of the pixels goes unnoticed. */
    boolean hasChecksum() {
        return false;
    }

    /** What a chunk may hold. */
    enum Kind {
        CONSTANT {
            @Override
            void fill(final byte[] raw, final Random random) {
                Arrays.fill(raw, (byte) 77);
            }
        },
        ZERO {
            @Override
            void fill(final byte[] raw, final Random random) {
                // it is zero
            }
        },
        IMAGE {
            @Override
            void fill(final byte[] raw, final Random random) {
                for (int i = 0; i < raw.length; i++) raw[i] = (byte) (i % 2 == 0 ? random.nextInt(64) : i / 5000);
            }
        },
        NOISE {
            @Override
            void fill(final byte[] raw, final Random random) {
                random.nextBytes(raw);
            }
        };

        abstract void fill(byte[] raw, Random random);

        byte[] make(final int length) {
            final byte[] raw = new byte[length];
            fill(raw, new Random(length));
            return raw;
        }
    }

    static Stream<Arguments> kindsAndSizes() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(1, 2, 4, 8).map(elementSize -> Arguments.of(kind, elementSize)));
    }

    byte[] encode(final byte[] raw, final int elementSize) {
        try (Codec.Encoder encoder = codec().encoder(raw.length, elementSize)) {
            return copy(encoder.encode(raw, raw.length));
        }
    }

    /** As a store takes it: the array from its beginning up to the limit. */
    private static byte[] copy(final ByteBuffer encoded) {
        assertEquals(0, encoded.arrayOffset());
        assertEquals(0, encoded.position());
        return Arrays.copyOf(encoded.array(), encoded.limit());
    }

    @ParameterizedTest
    @MethodSource("kindsAndSizes")
    void decodesWhatItEncoded(final Kind kind, final int elementSize) throws IOException {
        for (final int length : LENGTHS) {
            final byte[] raw = kind.make(length);
            final byte[] encoded = encode(raw, elementSize);
            assertArrayEquals(kind.make(length), raw, "the encoder changed its input");
            assertArrayEquals(raw, codec().decode(encoded, length));
            assertTrue(encoded.length <= length + length / 1000 + 64, "grew to " + encoded.length);
        }
    }

    @ParameterizedTest
    @MethodSource("kindsAndSizes")
    void anotherImplementationDecodesIt(final Kind kind, final int elementSize) throws IOException {
        for (final int length : LENGTHS) {
            final byte[] raw = kind.make(length);
            assertArrayEquals(raw, judge(encode(raw, elementSize), length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void anEncoderIsUsedAgainAndAgain(final int elementSize) throws IOException {
        final int longest = 20_000;
        final Random random = new Random(elementSize);
        try (Codec.Encoder encoder = codec().encoder(longest, elementSize)) {
            for (int i = 0; i < 60; i++) {
                final byte[] raw = Kind.values()[random.nextInt(4)].make(1 + random.nextInt(longest));
                final byte[] larger = Arrays.copyOf(raw, longest);
                random.nextBytes(larger);
                System.arraycopy(raw, 0, larger, 0, raw.length);
                final byte[] encoded = copy(encoder.encode(larger, raw.length));
                assertArrayEquals(encode(raw, elementSize), encoded, "an encoder remembers");
                assertArrayEquals(raw, codec().decode(encoded, raw.length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kindsAndSizes")
    void truncatedBytesAreAnError(final Kind kind, final int elementSize) {
        final byte[] raw = kind.make(500);
        final byte[] encoded = encode(raw, elementSize);
        for (int length = 0; length < encoded.length; length++) {
            final byte[] cut = Arrays.copyOf(encoded, length);
            assertThrows(IOException.class, () -> codec().decode(cut, raw.length), "cut to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("kindsAndSizes")
    void whatEnclosesItTellsWhetherItIsWhole(final Kind kind, final int elementSize) throws IOException {
        final String name = codec().v2().path("id").asText();
        for (final int length : LENGTHS) {
            final byte[] encoded = encode(kind.make(length), elementSize);
            Envelope.requireWhole(name, length, encoded.length, part(encoded));
        }
        final byte[] encoded = encode(kind.make(500), elementSize);
        for (int length = 0; length < encoded.length; length++) {
            final byte[] cut = Arrays.copyOf(encoded, length);
            assertThrows(
                    IOException.class,
                    () -> Envelope.requireWhole(name, 500, cut.length, part(cut)),
                    "cut to " + length);
        }
        final byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
        assertThrows(IOException.class, () -> Envelope.requireWhole(name, 500, longer.length, part(longer)));
    }

    static Envelope.Part part(final byte[] bytes) {
        return (offset, length) -> Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }

    @ParameterizedTest
    @MethodSource("kindsAndSizes")
    void anotherLengthThanExpectedIsAnError(final Kind kind, final int elementSize) {
        final byte[] raw = kind.make(500);
        final byte[] encoded = encode(raw, elementSize);
        for (final int length : new int[] {0, 1, 499, 501, 1000, 100_000}) {
            final IOException e = assertThrows(IOException.class, () -> codec().decode(encoded, length));
            assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("kindsAndSizes")
    void trailingBytesNeverChangeTheResult(final Kind kind, final int elementSize) {
        final byte[] raw = kind.make(500);
        final byte[] encoded = encode(raw, elementSize);
        for (int more = 1; more < 40; more++) {
            final byte[] longer = Arrays.copyOf(encoded, encoded.length + more);
            decoded(longer, raw.length).ifPresent(found -> assertArrayEquals(raw, found));
        }
    }

    @ParameterizedTest
    @MethodSource("kindsAndSizes")
    void noChangedBitDoesMoreThanChangePixels(final Kind kind, final int elementSize) {
        final byte[] raw = kind.make(300);
        final byte[] encoded = encode(raw, elementSize);
        for (int bit = 0; bit < 8 * encoded.length; bit++) {
            final byte[] damaged = encoded.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            final Optional<byte[]> found = decoded(damaged, raw.length);
            if (hasChecksum()) found.ifPresent(pixels -> assertArrayEquals(raw, pixels));
        }
    }

    @Test
    void arbitraryBytesDoNoHarm() {
        final Random random = new Random(5);
        final byte[] raw = Kind.IMAGE.make(5000);
        final byte[] valid = encode(raw, 2);
        for (int i = 0; i < 4000; i++) {
            final byte[] damaged = Arrays.copyOf(valid, i % 2 == 0 ? valid.length : random.nextInt(valid.length + 50));
            final int from = random.nextInt(damaged.length + 1);
            final int until = Math.min(damaged.length, from + 1 + random.nextInt(8));
            for (int k = from; k < until; k++) damaged[k] = (byte) random.nextInt();
            decoded(damaged, raw.length);
        }
    }

    /** Decodes, or returns empty after an IOException; anything else thrown fails the test. */
    private Optional<byte[]> decoded(final byte[] encoded, final int length) {
        try {
            final byte[] found = codec().decode(encoded, length);
            assertEquals(length, found.length);
            return Optional.of(found);
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void metadataOfV2() throws IOException {
        assertEquals(json(v2()), codec().v2());
        assertEquals(codec().name(), Codecs.ofV2(json(v2())).name());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void metadataOfV3(final int elementSize) throws IOException {
        final String expected = v3(elementSize);
        assertEquals(expected == null, codec().v3(elementSize).isMissingNode());
        if (expected != null) assertEquals(json(expected), codec().v3(elementSize));
        assertEquals(
                codec().name(),
                Codecs.ofV3(expected == null ? null : json(expected)).name());
    }

    static JsonNode json(final String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
