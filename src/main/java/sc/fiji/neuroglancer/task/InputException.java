package sc.fiji.neuroglancer.task;

/**
 * Something the user gave cannot be used. The message is one sentence for the user: what is wrong, where, and what to
 * do about it.
 */
public class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for the user, with the remedy */
    public InputException(final String message) {
        super(message);
    }

    /**
     * @param message one sentence for the user, with the remedy
     * @param cause what went wrong underneath
     */
    public InputException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
