package sc.fiji.neuroglancer.http;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * How a {@link WebClient} asks. Immutable, but clients with the same options know of each other whether the server has
 * ever answered; made by {@link #builder}.
 */
public final class WebOptions {

    private final RequestSigner signer;
    private final Path caFile;
    private final int parallel;
    private final double requestsPerSecond;
    private final RetryPolicy retry;
    private final Monitor monitor;
    private final AtomicBoolean met;

    private WebOptions(final Builder b) {
        signer = b.signer;
        caFile = b.caFile;
        parallel = b.parallel;
        requestsPerSecond = b.requestsPerSecond;
        retry = b.retry;
        monitor = Monitor.NONE;
        met = new AtomicBoolean();
    }

    private WebOptions(final WebOptions o, final Monitor monitor) {
        signer = o.signer;
        caFile = o.caFile;
        parallel = o.parallel;
        requestsPerSecond = o.requestsPerSecond;
        retry = o.retry;
        this.monitor = monitor;
        met = o.met;
    }

    /** The same, and a monitor that is told when a server does not answer. */
    public WebOptions shownOn(final Monitor shown) {
        return new WebOptions(this, shown);
    }

    /** Starts with the defaults: no login, Java's authorities, 8 requests at a time, no limit of their rate. */
    public static Builder builder() {
        return new Builder();
    }

    RequestSigner signer() {
        return signer;
    }

    Optional<Path> caFile() {
        return Optional.ofNullable(caFile);
    }

    int parallel() {
        return parallel;
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }

    RetryPolicy retry() {
        return retry;
    }

    Monitor monitor() {
        return monitor;
    }

    /** Whether the server has ever answered a client with these options. */
    AtomicBoolean met() {
        return met;
    }

    /** Collects options. */
    public static final class Builder {
        private RequestSigner signer = RequestSigner.NONE;
        private Path caFile;
        private int parallel = 8;
        private double requestsPerSecond;
        private RetryPolicy retry = RetryPolicy.STANDARD;

        private Builder() {}

        /** Who asks. */
        public Builder signer(final RequestSigner value) {
            signer = value;
            return this;
        }

        /** A PEM file of authorities to trust besides Java's, or null. */
        public Builder caFile(final Path value) {
            caFile = value;
            return this;
        }

        /** Requests at a time to begin with; fewer than 4 stay so, others adapt between 4 and 32. */
        public Builder parallel(final int value) {
            parallel = value;
            return this;
        }

        /** The most requests per second, or 0 for no limit. */
        public Builder requestsPerSecond(final double value) {
            requestsPerSecond = value;
            return this;
        }

        /** How patient the client is. */
        public Builder retry(final RetryPolicy value) {
            retry = value;
            return this;
        }

        /** The options. */
        public WebOptions build() {
            return new WebOptions(this);
        }
    }
}
