package sc.fiji.neuroglancer.zarr.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** No compression. */
final class RawCodec implements Codec {

    @Override
    public String name() {
        return "None";
    }

    @Override
    public Optional<ObjectNode> v2() {
        return Optional.empty();
    }

    @Override
    public Optional<ObjectNode> v3(final int elementSize) {
        return Optional.empty();
    }

    @Override
    public Encoder encoder(final int maxLength, final int elementSize) {
        return (raw, length) -> ByteBuffer.wrap(raw, 0, length);
    }

    @Override
    public byte[] decode(final byte[] encoded, final int length) throws IOException {
        return Lengths.check(encoded, length);
    }
}
