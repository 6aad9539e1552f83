package sc.fiji.neuroglancer.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.UserFacing;

/** A store could not read, write, list or delete. The message says what failed, where, and what to do next. */
public class StoreException extends IOException implements UserFacing {

    private static final long serialVersionUID = 1L;

    private final Message message;
    private final String store;
    private final String key;
    private final boolean retryable;
    private final transient Duration retryAfter;

    /**
     * @param message for the user, without secrets
     * @param store name of the store, without secrets
     * @param key the key in question, empty for the store as a whole
     * @param cause the underlying failure, or null
     */
    public StoreException(final Message message, final String store, final String key, final Throwable cause) {
        this(message, store, key, cause, false, null);
    }

    /**
     * @param retryable whether the same call may succeed later
     * @param retryAfter how long to wait before that, or null when unknown
     */
    public StoreException(
            final Message message,
            final String store,
            final String key,
            final Throwable cause,
            final boolean retryable,
            final Duration retryAfter) {
        super(message.toString(), cause);
        this.message = message;
        this.store = store;
        this.key = key;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    @Override
    public final Message message() {
        return message;
    }

    /** Name of the store, for messages. */
    public String store() {
        return store;
    }

    /** The key in question, empty for the store as a whole. */
    public String key() {
        return key;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** How long to wait before trying again, if the store said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
