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
import sc.fiji.neuroglancer.store.Body;

/**
 * Asks one web server, patiently: redirects are followed without handing the login to another origin and never from
 * https to http; what failed for a passing reason is asked again with growing, jittered waits; a refused login is
 * renewed once for all threads; the number and rate of requests adapt to the server. Safe for several threads.
 */
public final class WebClient implements AutoCloseable {

    private static final int MAX_REDIRECTS = 3;
    /** Stands for too many redirects, or a circle of them. */
    private static final int REDIRECT_LOOP = 310;

    private static final int NOT_FOUND = 404;

    private final RetryPolicy policy;
    private final Transport transport;
    private final SharedLogin login;
    private final AtomicBoolean met;
    private final StallNotice silence;
    private final RequestBudget budget;
    private final ConcurrencyLimit gate;

    /** @param base an address of the server that gets the login */
    public WebClient(final URI base, final WebOptions options) {
        policy = options.retry();
        met = options.met();
        transport = new Transport(options);
        silence = transport.silence();
        login = new SharedLogin(base, options.signer());
        budget = new RequestBudget(options.requestsPerSecond());
        gate = new ConcurrencyLimit(options.parallel(), budget, policy);
    }

    /** Finds out whether a request whose answer was lost was done all the same. */
    @FunctionalInterface
    public interface Doubt<T> {
        /** What the answer would have told, or empty to ask again. */
        Optional<T> resolve() throws IOException;
    }

    /** Asks until there is an expected answer. As {@link #exchange(Request, Reader, Doubt)} without a doubt. */
    public <T> T exchange(final Request request, final Transport.AnswerReader<T> reader) throws IOException {
        return exchange(request, reader, Optional::empty);
    }

    /**
     * Asks until there is an expected answer.
     *
     * @param doubt asked before a request is repeated whose answer was lost
     * @throws HttpFailure for any other answer, after as many tries as the policy has for such
     */
    public <T> T exchange(final Request request, final Transport.AnswerReader<T> reader, final Doubt<T> doubt)
            throws IOException {
        silence.begin(request.uri());
        try {
            return untilExpected(request, reader, doubt);
        } finally {
            silence.end();
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
                throw new IOException("The data to send could not be read: " + e.getMessage() + ".", e.getCause());
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

    /** Counts the tries of one request and waits between them. */
    private final class Attempts {
        private int count;
        private long successes = -1;
        private long waitNanos = policy.first().toNanos();

        /** While nothing at all succeeds, it is the server's trouble and not this request's. */
        boolean exhausted() {
            final long now = gate.successes();
            if (now != successes) count++;
            successes = now;
            return count >= policy.attempts() || gate.outage(policy.outage(met.get()));
        }

        void pause(final HttpFailure failure) throws InterruptedIOException {
            final Optional<Duration> asked = failure.retryAfter();
            asked.ifPresent(budget::pause);
            if (asked.isPresent()) return;
            gate.sleep(Duration.ofNanos(ConcurrencyLimit.jitter(waitNanos)));
            waitNanos = Math.min(policy.longest(met.get()).toNanos(), 2 * waitNanos);
        }
    }

    /** One try, with a new login if need be. */
    private <T> T once(final Request request, final Transport.AnswerReader<T> reader) throws IOException {
        while (true) {
            login.await();
            gate.enter();
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
            silence.hold();
            try {
                login.refused(ticket, request.uri(), refused);
            } finally {
                silence.release();
            }
        }
    }

    private SharedLogin.Ticket ticketOrLeave(final Request request) throws IOException {
        SharedLogin.Ticket ticket = null;
        silence.hold(); // a user or a program is waited for, not the server
        try {
            ticket = login.ticket(request);
        } finally {
            silence.release();
            if (ticket == null) gate.left();
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
            if (e.status() == Failures.UNAUTHORIZED) login.suspect(ticket); // before the next one may enter
            throw e;
        } catch (final Transport.Unreadable e) {
            counts = false;
            throw e;
        } finally {
            if (!counts) gate.left();
            else if (answered) gate.succeeded(request.body().map(Body::length).orElse(0L));
            else gate.failed(met.get() ? System.nanoTime() : start);
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

    /** One answer; a failure names the address that was asked, which after a redirect is not the first. */
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
     * A value, or where to ask next, or a failure: thrown only when the answer was read, which keeps its connection.
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

    /** Servers redirect from a folder's name to the name with a slash; a folder is no value. */
    private static boolean isFolder(final Request request, final Answer answer) {
        if (!request.method().equals("GET") || answer.status() / 100 != 3) return false;
        final Optional<String> location = answer.header("Location");
        return location.isPresent() && location.get().endsWith(request.uri().getRawPath() + "/");
    }

    /** Where to ask instead; empty when that is unsafe, or would change the request. */
    private static Optional<URI> redirect(final Request request, final Answer answer) {
        final int status = answer.status();
        final boolean reads = Set.of("GET", "HEAD", "PROPFIND", "OPTIONS").contains(request.method());
        final boolean follows = status == 307 || status == 308 || reads && (status == 301 || status == 302);
        return follows
                ? answer.header("Location").flatMap(location -> WebAddress.redirected(request.uri(), location))
                : Optional.empty();
    }

    /** Number of requests at a time that the server takes well. */
    public int parallel() {
        return gate.limit();
    }

    /** Ends what is under way at once; later requests fail. */
    @Override
    public void close() {
        gate.close();
        login.close();
        transport.close();
    }
}
