package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.task.InputException;

/**
 * The login of a client. When the server refuses it, one thread gets a new one and tries it while all others wait. Some
 * servers block an address after three refusals, so the second refusal in a row ends all requests.
 */
final class SharedLogin {

    private final URI server;
    private final RequestSigner signer;
    private Thread asking; // guarded by this: the thread that gets and tries a new login
    private int generation; // guarded by this
    private boolean untried; // guarded by this: renewed, but not accepted yet
    private boolean closed; // guarded by this
    private IOException refused; // guarded by this

    SharedLogin(final URI server, final RequestSigner signer) {
        this.server = server;
        this.signer = signer;
    }

    /**
     * A request with its login.
     *
     * @param generation number of the login
     */
    record Ticket(Request signed, int generation) {}

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
        return failure instanceof HttpFailure http ? http.shared() : failure;
    }

    /** A request with the current login; null if another thread is getting or trying a new one. */
    Ticket ticket(final Request request) throws IOException {
        Ticket ticket = null;
        try {
            ticket = readTicket(request);
            return ticket;
        } finally {
            if (ticket == null) release();
        }
    }

    private Ticket readTicket(final Request request) throws IOException {
        final int now;
        synchronized (this) {
            if (isBusy()) return null; // the caller holds a slot that the asking thread may need
            await();
            now = generation;
            if (untried) asking = Thread.currentThread(); // until it is accepted, only one thread tries it
        }
        final Request signed = signed(request);
        synchronized (this) {
            return isBusy() ? null : new Ticket(signed, now);
        }
    }

    /** The request, with the login if it goes to the server that the login is for. */
    Request signed(final Request request) throws IOException {
        if (!WebAddress.sameOrigin(server, request.uri())) return request;
        final Request signed = request.redirected(request.uri());
        try {
            signer.sign(signed);
        } catch (final IOException e) {
            throw unavailable(request.uri(), e);
        }
        final String value = signed.headers().getOrDefault(Request.AUTHORIZATION, "");
        if (!value.matches("[\\x20-\\x7e]*")) // the JDK would include it in its message
        throw new InputException("The token or password contains characters that cannot be sent: copy it again.");
        return signed;
    }

    /** A failure to get the login: its message is for the user, and retrying the request does not help. */
    private static IOException unavailable(final URI target, final IOException e) {
        if (e instanceof InterruptedIOException) return e;
        return new HttpFailure(
                new HttpFailure.Refusal(target, Failures.UNAUTHORIZED, false, null), Message.of(e), null, e);
    }

    /** The server refused this login: stops other threads from sending it. Call {@link #refused} afterwards. */
    synchronized void suspect(final Ticket ticket) {
        if (ticket.generation() == generation && asking == null) asking = Thread.currentThread();
    }

    /**
     * The server refused this login. Returns once there is another one to try, which one thread does first.
     *
     * @throws IOException the failure, if there is no other login
     */
    void refused(final Ticket ticket, final URI target, final HttpFailure failure) throws IOException {
        synchronized (this) {
            if (ticket.generation() != generation) { // sent with the previous login
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
            another = signer.refresh(target);
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

    /** The server accepted this login, or failed for another reason. */
    synchronized void passed(final Ticket ticket, final boolean accepted) {
        if (accepted && ticket.generation() == generation) untried = false;
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
