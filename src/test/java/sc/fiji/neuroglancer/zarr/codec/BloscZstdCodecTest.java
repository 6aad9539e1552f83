package sc.fiji.neuroglancer.zarr.codec;

import com.scalableminds.bloscjava.Blosc;

class BloscZstdCodecTest extends BloscCodecContract {

    @Override
    Codec codec() {
        return Codecs.byName("Blosc zstd");
    }

    @Override
    Blosc.Compressor compressor() {
        return Blosc.Compressor.ZSTD;
    }

    @Override
    String v2() {
        return "{\"id\":\"blosc\",\"cname\":\"zstd\",\"clevel\":1,\"shuffle\":1,\"blocksize\":0}";
    }

    @Override
    String v3(final int elementSize) {
        final String shuffle = elementSize == 1 ? "noshuffle" : "shuffle";
        return "{\"name\":\"blosc\",\"configuration\":{\"cname\":\"zstd\",\"clevel\":1,\"shuffle\":\"" + shuffle
                + "\",\"typesize\":" + elementSize + ",\"blocksize\":0}}";
    }
}
