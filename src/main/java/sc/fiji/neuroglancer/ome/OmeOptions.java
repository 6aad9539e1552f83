package sc.fiji.neuroglancer.ome;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@link OmeWriter} has to know beside the image and its levels. Immutable; made by {@link #builder}. */
public final class OmeOptions {

    private final Downsampling downsampling;
    private final boolean labels;
    private final String writerName;
    private final String writerVersion;
    private final Map<String, String> entries;

    private OmeOptions(final Builder b) {
        downsampling = b.downsampling;
        labels = b.labels;
        writerName = b.writerName;
        writerVersion = b.writerVersion;
        entries = new LinkedHashMap<>(b.entries);
    }

    /**
     * Starts with intensities reduced by their mean.
     *
     * @param writerName the program that made the levels
     * @param writerVersion its version
     */
    public static Builder builder(final String writerName, final String writerVersion) {
        return new Builder(writerName, writerVersion);
    }

    /** How the levels were made. */
    public Downsampling downsampling() {
        return downsampling;
    }

    /** Whether pixel values are numbers of objects, not intensities. */
    public boolean labels() {
        return labels;
    }

    /** The program that made the levels. */
    public String writerName() {
        return writerName;
    }

    /** Version of the program that made the levels. */
    public String writerVersion() {
        return writerVersion;
    }

    /** Own entries of the metadata block, by key, in order. */
    Map<String, String> entries() {
        return entries;
    }

    /** Collects the options. */
    public static final class Builder {
        private final String writerName;
        private final String writerVersion;
        private final Map<String, String> entries = new LinkedHashMap<>();
        private Downsampling downsampling = Downsampling.MEAN;
        private boolean labels;

        private Builder(final String writerName, final String writerVersion) {
            this.writerName = writerName;
            this.writerVersion = writerVersion;
        }

        /** How the levels were made. */
        public Builder downsampling(final Downsampling value) {
            downsampling = value;
            return this;
        }

        /** Whether pixel values are numbers of objects: {@code image-label} is written instead of channel colours. */
        public Builder labels(final boolean value) {
            labels = value;
            return this;
        }

        /**
         * Adds an entry of our own to {@code multiscales[0].metadata}, for instance {@code fingerprint}.
         *
         * @throws IllegalArgumentException when the key is {@code description}, {@code method} or {@code version}
         */
        public Builder entry(final String key, final String value) {
            if (key.equals("description") || key.equals("method") || key.equals("version"))
                throw new IllegalArgumentException("reserved: " + key);
            entries.put(key, value);
            return this;
        }

        /** Returns the options. */
        public OmeOptions build() {
            return new OmeOptions(this);
        }
    }
}
