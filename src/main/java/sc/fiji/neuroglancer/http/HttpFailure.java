package sc.fiji.neuroglancer.http;

import java.net.URI;
import java.time.Duration;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.store.StoreException;

/** A server refused a request, or did not answer. The message is for the user and contains no secrets. */
public final class HttpFailure extends StoreException {

    private static final long serialVersionUID = 1L;

    /** What happens when the user runs the failed command again. */
    public enum Rerun {
        /** It continues by itself. */
        CONTINUES,
        /** It continues if the user sets {@code existing} to Resume. */
        RESUMES,
        /** It starts over, so the message need not mention it. */
        STARTS_OVER;

        private Message message() {
            return switch (this) {
                case CONTINUES -> Message.text("Run the same command again: it continues where it stopped.");
                case RESUMES ->
                    Message.of(
                            "Run the same command again with {}: it continues where it stopped.",
                            Slot.given("existing", "Resume"));
                case STARTS_OVER -> Message.text("");
            };
        }
    }

    /**
     * A refused or unanswered request.
     *
     * @param address of the request
     * @param status 0 if there was no answer
     * @param retryAfter how long the server asks to wait, or null
     */
    record Refusal(URI address, int status, boolean retryable, Duration retryAfter) {}

    private final transient Refusal refusal;
    private final Message what;
    private final Rerun rerun;

    /**
     * @param what what happened and what to do about it
     * @param rerun what running the command again does; null if it does not help
     */
    HttpFailure(final Refusal refusal, final Message what, final Rerun rerun, final Throwable cause) {
        super(
                rerun == null || rerun == Rerun.STARTS_OVER ? what : what.then(rerun.message()),
                WebAddress.shown(refusal.address()),
                "",
                cause,
                refusal.retryable(),
                refusal.retryAfter());
        this.refusal = refusal;
        this.what = what;
        this.rerun = rerun;
    }

    /** The same failure, for a job that behaves differently when it is run again. */
    public HttpFailure when(final Rerun other) {
        return rerun == null ? this : new HttpFailure(refusal, what, other, this);
    }

    /** The same failure for another thread, which does not retry. */
    HttpFailure shared() {
        return new HttpFailure(new Refusal(refusal.address(), refusal.status(), false, null), what, rerun, null);
    }

    /** The status of the answer, or 0 when there was none. */
    public int status() {
        return refusal.status();
    }

    /** The address of the request, without user and query. */
    public String address() {
        return store();
    }
}
