package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import sc.fiji.neuroglancer.dataset.IfExists;

/** What an I/O failure is to the user. */
public final class Failure {

    private Failure() {}

    /**
     * What to say after a cancel.
     *
     * @param keys of the command that was canceled
     */
    public static String canceled(final List<Key> keys) {
        final String resume = IfExists.RESUME.label();
        if (keys.stream().anyMatch(key -> key.standard().equals(resume)))
            return "Canceled. Run the command again to continue: what is done is kept.";
        final boolean resumes = keys.stream().anyMatch(key -> key.choices().contains(resume));
        return resumes ? "Canceled. To continue, run it again with existing set to Resume." : "Canceled.";
    }

    /**
     * One sentence. Java's own messages often are a bare path or nothing; they are completed.
     *
     * @param failure of a job
     */
    public static String sentence(final IOException failure) {
        if (failure instanceof FileSystemException) {
            final FileSystemException file = (FileSystemException) failure;
            return file.getFile() + " cannot be read or written (" + reason(file)
                    + "): check the folder, then run the command again.";
        }
        return failure.getMessage() == null
                ? "Reading or writing failed (" + failure + "): run the command again."
                : failure.getMessage();
    }

    private static String reason(final FileSystemException failure) {
        if (failure instanceof NoSuchFileException) return "there is no such file or folder";
        if (failure instanceof AccessDeniedException) return "permission denied";
        if (failure instanceof FileAlreadyExistsException) return "something of that name is there already";
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }
}
