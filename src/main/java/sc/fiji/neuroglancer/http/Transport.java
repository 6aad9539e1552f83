package sc.fiji.neuroglancer.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import sc.fiji.neuroglancer.store.Body;

/**
 * Sends single requests with the JDK's client, using HTTP/1.1 and Java's proxy settings, without following redirects or
 * adding a login. Requests end when the transfer stalls and when the transport is closed. All web requests of this
 * program go through here.
 */
public final class Transport {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    /** How many unread bytes of an answer are skipped so that its connection can be used again. */
    private static final int DRAIN = 65536;

    private final HttpClient client;
    private final RetryPolicy policy;
    private final AtomicBoolean met;
    private final StallNotice stallNotice;
    private final Set<InFlightRequest> flights = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Transport(final WebOptions options) {
        policy = options.retry();
        met = options.met();
        stallNotice = new StallNotice(options.monitor());
        final Duration longest = policy.answer(true);
        final HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(longest.compareTo(LONGEST_CONNECT) > 0 ? LONGEST_CONNECT : longest);
        options.caFile().ifPresent(pem -> builder.sslContext(Trust.withAuthorities(pem)));
        client = builder.build();
    }

    /** Reads an answer, which is valid only during this call; called again if the connection is lost. */
    @FunctionalInterface
    public interface AnswerReader<T> {
        T read(Answer answer) throws IOException;
    }

    <T> T send(final Request request, final AnswerReader<T> reader) throws IOException {
        final InFlightRequest flight = new InFlightRequest(
                policy.stall(), policy.answer(met.get()), request.body().isPresent(), stallNotice::broken);
        flights.add(flight);
        try {
            if (closed) throw new InterruptedIOException("closed");
            return read(client.send(built(request, flight), stream()), flight, reader);
        } catch (final InterruptedException e) {
            if (flight.ended() == null) Thread.currentThread().interrupt();
            throw interrupted(flight, e);
        } catch (final IOException e) {
            if (flight.ended() != null) throw interrupted(flight, e);
            final Optional<IOException> unreadable = request.body().map(Body::failure);
            throw unreadable.isPresent() ? new Unreadable(unreadable.get()) : e;
        } finally {
            flights.remove(flight);
            flight.over();
        }
    }

    private static HttpResponse.BodyHandler<InputStream> stream() {
        return HttpResponse.BodyHandlers.ofInputStream();
    }

    private IOException interrupted(final InFlightRequest flight, final Throwable cause) {
        final String why = flight.ended();
        final IOException e = why == null || closed
                ? new InterruptedIOException(why == null ? "interrupted" : why)
                : new HttpTimeoutException(why);
        return (IOException) e.initCause(cause);
    }

    /** The data to send could not be read: not the server's fault, and retrying does not help. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(final IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static <T> T read(
            final HttpResponse<InputStream> response, final InFlightRequest flight, final AnswerReader<T> reader)
            throws IOException {
        try (InputStream whole = response.body()) {
            flight.answered(whole);
            final InputStream body = new Moving(whole, flight);
            final T value = reader.read(new Answer(response.statusCode(), response.headers(), body));
            drain(body);
            return value;
        }
    }

    private static void drain(final InputStream body) throws IOException {
        final byte[] scratch = new byte[4096];
        int n = 0;
        for (int total = 0; n >= 0 && total < DRAIN; total += n) n = body.read(scratch);
    }

    private static HttpRequest built(final Request request, final InFlightRequest flight) {
        final HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        request.headers().forEach(builder::header);
        return builder.method(
                        request.method(),
                        request.body().map(body -> publisher(body, flight)).orElseGet(BodyPublishers::noBody))
                .build();
    }

    private static BodyPublisher publisher(final Body body, final InFlightRequest flight) {
        if (body.length() == 0) {
            flight.sent();
            return BodyPublishers.noBody();
        }
        final BodyPublisher bytes = BodyPublishers.ofInputStream(body::checked);
        return BodyPublishers.fromPublisher(
                subscriber -> bytes.subscribe(new Watched(subscriber, flight)), body.length());
    }

    /** Ends all current and later requests with an exception. */
    void close() {
        closed = true;
        for (final InFlightRequest flight : flights) flight.end("closed");
    }

    boolean closed() {
        return closed;
    }

    StallNotice stallNotice() {
        return stallNotice;
    }

    /** Notes when bytes are sent. */
    private static final class Watched implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final InFlightRequest flight;

        Watched(final Flow.Subscriber<? super ByteBuffer> subscriber, final InFlightRequest flight) {
            this.subscriber = subscriber;
            this.flight = flight;
        }

        @Override
        public void onSubscribe(final Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(final ByteBuffer bytes) {
            flight.move();
            subscriber.onNext(bytes);
        }

        @Override
        public void onError(final Throwable cause) {
            subscriber.onError(cause);
        }

        @Override
        public void onComplete() {
            flight.sent();
            subscriber.onComplete();
        }
    }

    /** Notes when bytes are received. */
    private static final class Moving extends FilterInputStream {
        private final InFlightRequest flight;

        Moving(final InputStream in, final InFlightRequest flight) {
            super(in);
            this.flight = flight;
        }

        @Override
        public void close() {
            // readers may close it, but the rest of the answer must be skipped
        }

        @Override
        public int read() throws IOException {
            final int b = in.read();
            moved();
            return b;
        }

        @Override
        public int read(final byte[] to, final int offset, final int count) throws IOException {
            final int n = in.read(to, offset, count);
            moved();
            return n;
        }

        private void moved() throws IOException {
            if (flight.ended() != null) throw new InterruptedIOException(flight.ended()); // not the end of the answer
            flight.move();
        }
    }
}
