package sc.fiji.neuroglancer.updatesite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sc.fiji.neuroglancer.task.InputException;

/** The git clone that a release is built from. */
final class WorkingTree {

    private WorkingTree() {}

    /**
     * Refuses a tree that is not the commit that the jar names; only the history may differ, which is committed last.
     *
     * @throws InputException naming the first changed file
     */
    static void requireClean(final Path project) throws IOException {
        final Process git = new ProcessBuilder(List.of(
                        "git",
                        "status",
                        "--porcelain",
                        "--untracked-files=all",
                        "--",
                        ".",
                        ":(exclude)update-site/" + History.NAME))
                .directory(project.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        git.getOutputStream().close();
        final String changes = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(git))
            throw new InputException(project + " is no git clone, or git fails there: a release is built from a commit"
                    + " that others can get.");
        if (!changes.isEmpty())
            throw new InputException("The working tree differs from its commit ("
                    + changes.lines().findFirst().get()
                    + "): commit or undo that first, so that the release can be built again.");
    }

    private static boolean ended(final Process git) throws IOException {
        try {
            return git.waitFor(60, TimeUnit.SECONDS) && git.exitValue() == 0;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
