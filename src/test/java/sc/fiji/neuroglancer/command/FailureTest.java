package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void leavesASentenceAlone() {
        assertEquals("The disk is full.", Failure.sentence(new IOException("The disk is full.")));
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertEquals(
                "/data/x cannot be read or written (permission denied): check the folder, then run the command again.",
                Failure.sentence(new AccessDeniedException("/data/x")));
        assertEquals(
                "/data/x cannot be read or written (No space left): check the folder, then run the command again.",
                Failure.sentence(new FileSystemException("/data/x", null, "No space left")));
        assertEquals(
                "/data/x cannot be read or written (there is no such file or folder): check the folder, then run the"
                        + " command again.",
                Failure.sentence(new NoSuchFileException("/data/x")));
    }

    @Test
    void makesASentenceOfNothing() {
        assertEquals(
                "Reading or writing failed (java.io.EOFException): run the command again.",
                Failure.sentence(new EOFException()));
    }

    @Test
    void afterACancelResumeIsNamedWhereThereIsOne() {
        assertEquals(
                "Canceled. To continue, run it again with existing set to Resume.", Failure.canceled(ImageKeys.all()));
        final String kept = "Canceled. Run the command again to continue: what is done is kept.";
        assertEquals(kept, Failure.canceled(ShareKeys.all()));
        assertEquals(kept, Failure.canceled(UploadKeys.all()));
        assertEquals("Canceled.", Failure.canceled(PointsKeys.all()));
    }
}
