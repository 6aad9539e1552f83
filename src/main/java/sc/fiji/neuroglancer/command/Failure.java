package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.given;
import static sc.fiji.neuroglancer.message.Slot.memory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.UserFacing;

/** Puts any failure into a sentence for the user. */
public final class Failure {

    private Failure() {}

    /** Completes the messages of Java, which are often a bare path or empty. */
    public static Message message(final Throwable failure) {
        if (failure instanceof UserFacing) return Message.of(failure);
        if (failure instanceof OutOfMemoryError) return Message.of("There is not enough memory: {}.", memory());
        if (failure instanceof LinkageError missing) return MissingJar.message(missing);
        if (failure instanceof FileSystemException file)
            return Message.of(
                    "{} cannot be read or written ({}): check the folder, then run the command again.",
                    file.getFile(),
                    reason(file));
        if (failure instanceof IOException && failure.getMessage() == null)
            return Message.of("Reading or writing failed ({}): run the command again.", failure.toString());
        return Message.of(failure);
    }

    private static String reason(final FileSystemException failure) {
        if (failure instanceof NoSuchFileException) return "no such file or folder";
        if (failure instanceof AccessDeniedException) return "permission denied";
        if (failure instanceof FileAlreadyExistsException) return "something of that name exists already";
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }

    /**
     * What to say after a cancel.
     *
     * @param keys of the command that was canceled
     */
    public static Message canceled(final List<Key> keys) {
        final String resume = IfExists.RESUME.label();
        for (final Key key : keys) {
            if (key.standard().equals(resume))
                return Message.text("Canceled. Run the command again to continue where it stopped.");
            if (key.choices().contains(resume))
                return Message.of("Canceled. To continue, run the command again with {}.", given(key.words(), resume));
        }
        return Message.text("Canceled.");
    }
}
