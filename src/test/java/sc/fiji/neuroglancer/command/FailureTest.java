package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

    private static String text(final IOException failure) {
        return Failure.message(failure).toString();
    }

    @Test
    void leavesASentenceAlone() {
        assertEquals("The disk is full.", text(new IOException("The disk is full.")));
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertEquals(
                "/data/x cannot be read or written (permission denied): check the folder, then run the command again.",
                text(new AccessDeniedException("/data/x")));
        assertEquals(
                "/data/x cannot be read or written (No space left): check the folder, then run the command again.",
                text(new FileSystemException("/data/x", null, "No space left")));
        assertEquals(
                "/data/x cannot be read or written (no such file or folder): check the folder, then run the"
                        + " command again.",
                text(new NoSuchFileException("/data/x")));
    }

    @Test
    void makesASentenceOfNothing() {
        assertEquals(
                "Reading or writing failed (java.io.EOFException): run the command again.", text(new EOFException()));
    }

    @Test
    void afterACancelResumeIsNamedWhereThereIsOne() {
        assertEquals(
                "Canceled. To continue, run the command again with existing=Resume.",
                Failure.canceled(new ExportImage().keys()).toString());
        final String kept = "Canceled. Run the command again to continue where it stopped.";
        assertEquals(kept, Failure.canceled(new ShareImage().keys()).toString());
        assertEquals(kept, Failure.canceled(new UploadDataset().keys()).toString());
        assertEquals("Canceled.", Failure.canceled(new ExportPoints().keys()).toString());
    }
}
