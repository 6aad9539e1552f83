package sc.fiji.neuroglancer.zarr.codec;

class RawCodecTest extends CodecContract {

    @Override
    Codec codec() {
        return Codecs.byName("None");
    }

    @Override
    byte[] judge(final byte[] encoded, final int length) {
        return encoded;
    }

    @Override
    String v2() {
        return "null";
    }

    @Override
    String v3(final int elementSize) {
        return null;
    }
}
