package sc.fiji.neuroglancer.command;

import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.task.InputException;

/** The command was called with values that cannot be used; a shell gives its own exit code to that. */
public final class UsageException extends InputException {

    private static final long serialVersionUID = 1L;

    /** @see Message#of(String, Object...) */
    public UsageException(final String template, final Object... slots) {
        super(Message.of(template, slots));
    }

    UsageException(final InputException cause) {
        super(cause.message(), cause);
    }
}
