package sc.fiji.neuroglancer.zarr.codec;

import static sc.fiji.neuroglancer.message.Slot.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import sc.fiji.neuroglancer.task.InputException;

/** All codecs. To add one, write its class and add it to this list. */
public final class Codecs {

    /** In the order in which users see them; the first is the default. */
    private static final List<Codec> ALL = List.of(
            new BloscCodec(BloscCodec.Inner.ZSTD),
            new BloscCodec(BloscCodec.Inner.LZ4),
            new ZstdCodec(1),
            new GzipCodec(1),
            new RawCodec());

    private Codecs() {}

    /** The names by which users choose, the default first. */
    public static List<String> names() {
        return ALL.stream().map(Codec::name).toList();
    }

    /** The default codec: Blosc with zstd, byte-shuffled. */
    public static Codec standard() {
        return ALL.get(0);
    }

    /**
     * The codec of that name, ignoring case.
     *
     * @throws InputException for an unknown name; the message lists the known ones
     */
    public static Codec byName(final String name) {
        for (final Codec codec : ALL) if (codec.name().equalsIgnoreCase(name.trim())) return codec;
        throw new InputException("{} '{}' is not known: choose {}.", key("compression"), name, names());
    }

    /**
     * The codec that reads chunks of an array with this Zarr v2 {@code compressor}.
     *
     * @throws InputException if this program does not know it
     */
    public static Codec ofV2(final JsonNode compressor) {
        if (compressor == null || compressor.isNull()) return new RawCodec();
        final String id = compressor.path("id").asText();
        final String inner = compressor.path("cname").asText();
        for (final Codec codec : ALL) {
            final JsonNode ours = codec.v2();
            final boolean same = ours.path("id").asText().equals(id)
                    && ours.path("cname").asText().equals(inner);
            if (same && ours.isObject()) return codec;
        }
        throw new InputException("This program cannot read the compressor {}.", compressor);
    }

    /**
     * The codec that reads chunks of an array with this Zarr v3 bytes-to-bytes codec, null for none.
     *
     * @throws InputException if this program does not know it
     */
    public static Codec ofV3(final JsonNode codec) {
        if (codec == null || codec.isMissingNode()) return new RawCodec();
        final String name = codec.path("name").asText();
        final String inner = codec.path("configuration").path("cname").asText();
        for (final Codec known : ALL) {
            final JsonNode ours = known.v3(1);
            final boolean same = ours.path("name").asText().equals(name)
                    && ours.path("configuration").path("cname").asText().equals(inner);
            if (same && ours.isObject()) return known;
        }
        throw new InputException("This program cannot read the codec {}.", codec);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] requireLength(final byte[] decoded, final int length) throws IOException {
        requireLength(decoded.length, length);
        return decoded;
    }

    static void requireLength(final long decoded, final int length) throws IOException {
        if (decoded != length)
            throw new IOException("A chunk has " + decoded + " bytes where " + length + " were expected.");
    }
}
