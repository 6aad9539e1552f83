package sc.fiji.neuroglancer.task;

import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.UserFacing;

/**
 * The user's input cannot be used. The message is for the user: what is wrong, where, and what to do about it.
 */
public class InputException extends RuntimeException implements UserFacing {

    private static final long serialVersionUID = 1L;

    private final Message message;

    /** @param message one sentence for the user, with the remedy */
    public InputException(final Message message) {
        this(message, null);
    }

    /**
     * @param message one sentence for the user, with the remedy
     * @param cause the underlying failure, or null
     */
    public InputException(final Message message, final Throwable cause) {
        super(message.toString(), cause);
        this.message = message;
    }

    /** @param message one sentence for the user, the same in every voice, with the remedy */
    public InputException(final String message) {
        this(Message.text(message));
    }

    /**
     * @param message one sentence for the user, the same in every voice, with the remedy
     * @param cause the underlying failure
     */
    public InputException(final String message, final Throwable cause) {
        this(Message.text(message), cause);
    }

    /**
     * @param template one sentence for the user, with the remedy
     * @param slots see {@link Message#of(String, Object...)}; a single failure is taken for the cause
     */
    public InputException(final String template, final Object... slots) {
        this(Message.of(template, slots));
    }

    /**
     * @param cause the underlying failure
     * @param template one sentence for the user, with the remedy
     * @param slots see {@link Message#of(String, Object...)}
     */
    public InputException(final Throwable cause, final String template, final Object... slots) {
        this(Message.of(template, slots), cause);
    }

    @Override
    public final Message message() {
        return message;
    }
}
