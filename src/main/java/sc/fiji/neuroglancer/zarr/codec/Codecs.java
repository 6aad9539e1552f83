package sc.fiji.neuroglancer.zarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** The codec that is used when nobody chooses: Blosc with zstd, byte-shuffled. */
    public static Codec standard() {
        return ALL.get(0);
    }

    /**
     * The codec of that name, upper and lower case being the same.
     *
     * @throws InputException for an unknown name; the message lists the known ones
     */
    public static Codec byName(final String name) {
        for (final Codec codec : ALL) if (codec.name().equalsIgnoreCase(name.trim())) return codec;
        throw new InputException("compression '" + name + "' is not known: choose " + String.join(", ", names()) + ".");
    }

    /**
     * The codec that reads chunks of an array with this Zarr v2 {@code compressor}.
     *
     * @throws InputException when there is none
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
        throw new InputException("The compressor " + compressor + " cannot be read by this program.");
    }

    /**
     * The codec that reads chunks of an array with this Zarr v3 bytes-to-bytes codec, null for none.
     *
     * @throws InputException when there is none
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
        throw new InputException("The codec " + codec + " cannot be read by this program.");
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
