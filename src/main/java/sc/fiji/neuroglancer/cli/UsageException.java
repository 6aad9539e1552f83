package sc.fiji.neuroglancer.cli;

import sc.fiji.neuroglancer.task.InputException;

/** The command was called wrongly: exit code 2. */
final class UsageException extends InputException {

    private static final long serialVersionUID = 1L;

    UsageException(final String message) {
        super(message);
    }

    UsageException(final InputException cause) {
        super(cause.getMessage(), cause);
    }
}
