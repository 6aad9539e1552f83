package sc.fiji.neuroglancer.zarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.ByteBuffer;

/** No compression. */
final class RawCodec implements Codec {

    @Override
    public String name() {
        return "None";
    }

    @Override
    public JsonNode v2() {
        return NullNode.getInstance();
    }

    @Override
    public JsonNode v3(final int elementSize) {
        return MissingNode.getInstance();
    }

    @Override
    public Encoder encoder(final int maxLength, final int elementSize) {
        return (raw, length) -> ByteBuffer.wrap(raw, 0, length);
    }

    @Override
    public byte[] decode(final byte[] encoded, final int length) throws IOException {
        return Codecs.requireLength(encoded, length);
    }
}
