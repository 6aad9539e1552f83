package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.Body;

/**
 * Sends requests to one web server. Follows redirects, but never from https to http, nor with the login to another
 * origin; retries temporary failures with growing, randomized waits; renews a refused login once for all threads;
 * adapts the number and rate of requests to the server. Thread-safe.
 */
public final class WebClient implements AutoCloseable {

    private static final int MAX_REDIRECTS = 3;
    /** Stands for too many redirects or a redirect loop. */
    private static final int REDIRECT_LOOP = 310;

    private static final int NOT_FOUND = 404;

    private final RetryPolicy policy;
    private final Transport transport;
    private final SharedLogin login;
    private final AtomicBoolean met;
    private final StallNotice stallNotice;
    private final RequestBudget budget;
    private final ConcurrencyLimit limit;

    /** @param base any address of the server that gets the login */
    public WebClient(final URI base, final WebOptions options) {
        policy = options.retry();
        met = options.met();
        transport = new Transport(options);
        stallNotice = transport.stallNotice();
        login = new SharedLogin(base, options.signer());
        budget = new RequestBudget(options.requestsPerSecond());
        limit = new ConcurrencyLimit(options.parallel(), budget, policy);
    }

    /** Finds out whether a request was carried out although its answer was lost. */
    @FunctionalInterface
    public interface Doubt<T> {
        /** The value of the lost answer, or empty to send the request again. */
        Optional<T> resolve() throws IOException;
    }

    /** As {@link #exchange(Request, Transport.AnswerReader, Doubt)}; repeats a request if its answer was lost. */
    public <T> T exchange(final Request request, final Transport.AnswerReader<T> reader) throws IOException {
        return exchange(request, reader, Optional::empty);
    }

    /**
     * Sends a request until the server gives an expected answer.
     *
     * @param doubt consulted before repeating a request whose answer was lost
     * @throws HttpFailure for any other answer, after the attempts that the retry policy allows
     */
    public <T> T exchange(final Request request, final Transport.AnswerReader<T> reader, final Doubt<T> doubt)
            throws IOException {
        stallNotice.begin(request.uri());
        try {
            return untilExpected(request, reader, doubt);
        } finally {
            stallNotice.end();
        }
    }

    private <T> T untilExpected(final Request request, final Transport.AnswerReader<T> reader, final Doubt<T> doubt)
            throws IOException {
        final Attempts attempts = new Attempts();
        while (true) {
            final HttpFailure failure;
            try {
                return once(request, reader);
            } catch (final Transport.Unreadable e) {
                throw new IOException(
                        Message.of("The data to send could not be read ({}): run the same command again.", e.getCause())
                                .toString(),
                        e.getCause());
            } catch (final HttpFailure e) {
                failure = e;
            }
            if (!failure.retryable() || attempts.exhausted()) throw failure;
            attempts.pause(failure);
            if (failure.status() == 0) {
                final Optional<T> known = doubt.resolve();
                if (known.isPresent()) return known.get();
            }
        }
    }

    /** Counts the attempts of one request and waits between them. */
    private final class Attempts {
        private int count;
        private long successes = -1;
        private long waitNanos = policy.first().toNanos();

        /** Attempts made while all requests fail do not count: the problem is the server, not this request. */
        boolean exhausted() {
            final long now = limit.successes();
            if (now != successes) count++;
            successes = now;
            return count >= policy.attempts() || limit.outage(policy.outage(met.get()));
        }

        void pause(final HttpFailure failure) throws InterruptedIOException {
            final Optional<Duration> asked = failure.retryAfter();
            asked.ifPresent(budget::pause);
            if (asked.isPresent()) return;
            limit.sleep(Duration.ofNanos(ConcurrencyLimit.jitter(waitNanos)));
            waitNanos = Math.min(policy.longest(met.get()).toNanos(), 2 * waitNanos);
        }
    }

    /** One attempt, with a new login if necessary. */
    private <T> T once(final Request request, final Transport.AnswerReader<T> reader) throws IOException {
        while (true) {
            login.await();
            limit.enter();
            final SharedLogin.Ticket ticket = ticketOrLeave(request);
            if (ticket == null) continue;
            boolean accepted = false;
            HttpFailure refused = null;
            try {
                final T value = counted(request, ticket, reader);
                accepted = true;
                return value;
            } catch (final HttpFailure e) {
                accepted = e.status() != 0 && e.status() != Failures.UNAUTHORIZED && e.status() != 429;
                if (e.status() != Failures.UNAUTHORIZED) throw e;
                refused = e;
            } finally {
                if (refused == null) login.passed(ticket, accepted);
            }
            stallNotice.hold();
            try {
                login.refused(ticket, request.uri(), refused);
            } finally {
                stallNotice.release();
            }
        }
    }

    private SharedLogin.Ticket ticketOrLeave(final Request request) throws IOException {
        SharedLogin.Ticket ticket = null;
        stallNotice.hold(); // this may wait for a user or a program, not for the server
        try {
            ticket = login.ticket(request);
        } finally {
            stallNotice.release();
            if (ticket == null) limit.left();
        }
        return ticket;
    }

    private <T> T counted(
            final Request request, final SharedLogin.Ticket ticket, final Transport.AnswerReader<T> reader)
            throws IOException {
        final long start = System.nanoTime();
        boolean answered = false;
        boolean counts = true;
        try {
            final T value = follow(request, ticket.signed(), reader);
            answered = true;
            met.set(true);
            return value;
        } catch (final HttpFailure e) {
            answered = !e.retryable();
            if (e.status() != 0) met.set(true);
            if (e.status() == Failures.UNAUTHORIZED) login.suspect(ticket); // before the next request may start
            throw e;
        } catch (final Transport.Unreadable e) {
            counts = false;
            throw e;
        } finally {
            if (!counts) limit.left();
            else if (answered) limit.succeeded(request.body().map(Body::length).orElse(0L));
            else limit.failed(met.get() ? System.nanoTime() : start);
        }
    }

    private <T> T follow(final Request first, final Request firstSigned, final Transport.AnswerReader<T> reader)
            throws IOException {
        Request request = first;
        Request signed = firstSigned;
        final Set<URI> seen = new HashSet<>();
        while (true) {
            final Step<T> step = sent(signed, reader);
            if (step.failure != null) throw step.failure;
            if (step.next == null) return step.value;
            if (!seen.add(step.next) || seen.size() > MAX_REDIRECTS)
                throw Failures.ofStatus(request, REDIRECT_LOOP, Optional.empty());
            request = request.redirected(step.next);
            signed = login.signed(request);
        }
    }

    /** One answer; a failure names the address after redirects. */
    private <T> Step<T> sent(final Request asked, final Transport.AnswerReader<T> reader) throws IOException {
        try {
            return transport.send(asked, answer -> step(asked, answer, reader));
        } catch (final Transport.Unreadable e) {
            throw e;
        } catch (final IOException e) {
            if (transport.closed() || Thread.currentThread().isInterrupted()) throw e;
            throw Failures.ofLostAnswer(asked, e);
        }
    }

    /**
     * A value, the next address, or a failure, which is thrown only after the answer was read to keep the connection.
     */
    private record Step<T>(T value, URI next, HttpFailure failure) {}

    private static <T> Step<T> step(final Request request, final Answer answer, final Transport.AnswerReader<T> reader)
            throws IOException {
        if (isFolder(request, answer)) return step(request, answer.as(NOT_FOUND), reader);
        final int status = answer.status();
        if (request.expects(status)) return new Step<>(reader.read(answer), null, null);
        final Optional<URI> next = redirect(request, answer);
        if (next.isPresent()) return new Step<>(null, next.get(), null);
        return new Step<>(null, null, Failures.ofStatus(request, status, answer.header("Retry-After")));
    }

    /** Whether the server redirects to the same name with a slash: it is a folder, which has no value. */
    private static boolean isFolder(final Request request, final Answer answer) {
        if (!request.method().equals("GET") || answer.status() / 100 != 3) return false;
        final Optional<String> location = answer.header("Location");
        return location.isPresent() && location.get().endsWith(request.uri().getRawPath() + "/");
    }

    /** The address to try next; empty if it is unsafe or would change the request. */
    private static Optional<URI> redirect(final Request request, final Answer answer) {
        final int status = answer.status();
        final boolean reads = Set.of("GET", "HEAD", "PROPFIND", "OPTIONS").contains(request.method());
        final boolean follows = status == 307 || status == 308 || reads && (status == 301 || status == 302);
        return follows
                ? answer.header("Location").flatMap(location -> WebAddress.redirected(request.uri(), location))
                : Optional.empty();
    }

    /** Number of concurrent requests that the server currently handles well. */
    public int parallel() {
        return limit.limit();
    }

    /** Ends running requests at once; later requests fail. */
    @Override
    public void close() {
        limit.close();
        login.close();
        transport.close();
    }
}
