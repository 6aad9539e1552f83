package sc.fiji.neuroglancer.entry;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** What an I/O failure is to the user. */
public final class Failure {

    private Failure() {}

    /**
     * One sentence. Java's own messages often are a bare path or nothing; they are completed.
     *
     * @param failure of a job
     */
    public static String sentence(final IOException failure) {
        if (failure instanceof FileSystemException) {
            final FileSystemException file = (FileSystemException) failure;
            final String reason = file.getReason() == null ? failure.getClass().getSimpleName() : file.getReason();
            return file.getFile() + " cannot be read or written (" + reason
                    + "): check the folder, then run the command again.";
        }
        return failure.getMessage() == null
                ? "Reading or writing failed (" + failure + "): run the command again with existing set to Resume."
                : failure.getMessage();
    }
}
