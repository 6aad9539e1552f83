package sc.fiji.neuroglancer.http;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Options of a {@link WebClient}; made by {@link #builder}. Immutable, except that clients with the same options share
 * whether the server has ever answered.
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

    /** The same, with a monitor that is notified when a server does not answer. */
    public WebOptions shownOn(final Monitor shown) {
        return new WebOptions(this, shown);
    }

    /** Starts with the defaults: no login, Java's certificate authorities, 8 concurrent requests, no rate limit. */
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

        /** Adds the login. */
        public Builder signer(final RequestSigner value) {
            signer = value;
            return this;
        }

        /** PEM file of certificate authorities to trust besides Java's, or null. */
        public Builder caFile(final Path value) {
            caFile = value;
            return this;
        }

        /** Initial number of concurrent requests; below 4 it stays fixed, otherwise it adapts between 4 and 32. */
        public Builder parallel(final int value) {
            parallel = value;
            return this;
        }

        /** Maximum number of requests per second, or 0 for no limit. */
        public Builder requestsPerSecond(final double value) {
            requestsPerSecond = value;
            return this;
        }

        /** When to retry and when to give up. */
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
