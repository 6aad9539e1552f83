package sc.fiji.neuroglancer.transfer;

import java.text.Normalizer;

/** 64-bit hashes of names and of the state of files (FNV-1a, mixed as MurmurHash3 does). Never 0. */
final class Hashes {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Hashes() {}

    /** The hash of a name, the same for composed and decomposed accents. */
    static long of(final String name) {
        return notZero(mix(text(Normalizer.normalize(name, Normalizer.Form.NFC))));
    }

    /** The hash of the state of a file. */
    static long of(final String key, final long size, final long version) {
        return notZero(mix(mix(text(key) ^ mix(size + FNV_PRIME)) ^ mix(version - FNV_PRIME)));
    }

    private static long text(final String text) {
        long h = FNV_START;
        for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * FNV_PRIME;
        return h;
    }

    private static long mix(final long value) {
        long h = value;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    private static long notZero(final long h) {
        return h == 0 ? 1 : h;
    }
}
