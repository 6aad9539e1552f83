package sc.fiji.neuroglancer.zarr.codec;

import com.scalableminds.bloscjava.Blosc;

class BloscLz4CodecTest extends BloscCodecContract {

    @Override
    Codec codec() {
        return Codecs.byName("Blosc lz4");
    }

    @Override
    Blosc.Compressor compressor() {
        return Blosc.Compressor.LZ4;
    }

    @Override
    String v2() {
        return "{\"id\":\"blosc\",\"cname\":\"lz4\",\"clevel\":5,\"shuffle\":1,\"blocksize\":0}";
    }

    @Override
    String v3(final int elementSize) {
        final String shuffle = elementSize == 1 ? "noshuffle" : "shuffle";
        return "{\"name\":\"blosc\",\"configuration\":{\"cname\":\"lz4\",\"clevel\":5,\"shuffle\":\"" + shuffle
                + "\",\"typesize\":" + elementSize + ",\"blocksize\":0}}";
    }
}
