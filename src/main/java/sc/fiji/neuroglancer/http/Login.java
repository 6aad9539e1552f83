package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Optional;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The login of a client: when the server refuses it, one thread gets a new one and tries it while all others wait. A
 * server that sees three refusals from one address may block it, so the second in a row ends all.
 */
final class Login {

    private final Credentials credentials;
    private Thread asking; // guarded by this: gets and tries a new login
    private int generation; // guarded by this
    private boolean untried; // guarded by this: refreshed, not accepted yet
    private boolean closed; // guarded by this
    private IOException refused; // guarded by this

    public Login(final Credentials credentials) {
        this.credentials = credentials;
    }

    /** The header of one request, and which login it was. */
    static final class Ticket {
        final Optional<String> authorization;
        final int generation;

        Ticket(final Optional<String> authorization, final int generation) {
            this.authorization = authorization;
            this.generation = generation;
        }
    }

    /** Waits while another thread gets a new login. */
    synchronized void await() throws IOException {
        while (isBusy()) {
            try {
                wait();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        if (refused != null) throw again(refused);
        if (closed) throw new InterruptedIOException("closed");
    }

    private boolean isBusy() {
        return asking != null && asking != Thread.currentThread() && !closed && refused == null;
    }

    /** The same failure for another thread. */
    private static IOException again(final IOException failure) {
        if (!(failure instanceof HttpFailure)) return failure;
        final HttpFailure http = (HttpFailure) failure;
        return new HttpFailure(http.getMessage(), URI.create(http.address()), http.status(), false, null, null);
    }

    /** The present login, or empty if another thread is getting or trying a new one. */
    Optional<Ticket> ticket(final URI target) throws IOException {
        Optional<Ticket> ticket = Optional.empty();
        try {
            ticket = readTicket(target);
            return ticket;
        } finally {
            if (ticket.isEmpty()) release();
        }
    }

    private Optional<Ticket> readTicket(final URI target) throws IOException {
        final int now;
        synchronized (this) {
            if (isBusy()) return Optional.empty(); // the caller holds a place that the asking thread may need
            await();
            now = generation;
            if (untried) asking = Thread.currentThread(); // until it is accepted, one request at a time tries it
        }
        final Optional<String> value = authorization(target);
        if (value.isPresent() && !value.get().matches("[\\x20-\\x7e]+")) // the JDK would repeat it in its message
        throw new InputException("The token or password holds characters that cannot be sent. Get it again.");
        synchronized (this) {
            return isBusy() ? Optional.empty() : Optional.of(new Ticket(value, now));
        }
    }

    private Optional<String> authorization(final URI target) throws IOException {
        try {
            return credentials.authorization(target);
        } catch (final IOException e) {
            throw unavailable(target, e);
        }
    }

    /** What the source of the login says is for the user, and does not change by asking the server again. */
    private static IOException unavailable(final URI target, final IOException e) {
        if (e instanceof InterruptedIOException) return e;
        return new HttpFailure(e.getMessage(), target, Failures.UNAUTHORIZED, false, null, e);
    }

    /** The server refuses this login: from now on nobody else sends it. {@link #refused} follows. */
    synchronized void suspect(final Ticket ticket) {
        if (ticket.generation == generation && asking == null) asking = Thread.currentThread();
    }

    /**
     * The server refused this login. Returns when there is another to try, which one thread does first.
     *
     * @throws IOException the failure, when there is none
     */
    void refused(final Ticket ticket, final URI target, final HttpFailure failure) throws IOException {
        synchronized (this) {
            if (ticket.generation != generation) { // asked with the login before
                await();
                return;
            }
            if (asking != null && asking != Thread.currentThread()) {
                await();
                return;
            }
            if (untried) throw stop(failure);
            asking = Thread.currentThread();
        }
        boolean another = false;
        try {
            another = credentials.refresh(target);
        } catch (final IOException e) {
            throw stop(unavailable(target, e));
        } finally {
            refreshed(another);
        }
        if (!another) throw stop(failure);
    }

    private synchronized void refreshed(final boolean another) {
        if (!another) return;
        generation++;
        untried = true;
    }

    private synchronized IOException stop(final IOException failure) {
        if (refused == null) refused = failure;
        asking = null;
        notifyAll();
        return refused;
    }

    /** The server took this login, or failed for another reason. */
    synchronized void passed(final Ticket ticket, final boolean accepted) {
        if (accepted && ticket.generation == generation) untried = false;
        release();
    }

    private synchronized void release() {
        if (asking != Thread.currentThread()) return;
        asking = null;
        notifyAll();
    }

    /** Ends all waits. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
