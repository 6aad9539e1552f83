package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import sc.fiji.neuroglancer.message.Message;

/**
 * Reads files with secrets, if only their owner can read them. On systems without POSIX permissions, such as Windows,
 * this is not checked.
 */
final class OwnFile {

    private static final long MOST_BYTES = 1 << 20;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private OwnFile() {}

    /** @throws IOException if the file cannot be read, or if other users can read it */
    static String read(final Path file) throws IOException {
        if (!Files.isRegularFile(file))
            throw new LoginFailure(Message.of("The file {} with the login does not exist: check its path.", file));
        final PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            final Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
            others.retainAll(view.readAttributes().permissions());
            if (!others.isEmpty())
                throw new LoginFailure(Message.of(
                        "Other users of this computer can read or change {}, so its login is not used: run"
                                + " chmod 600 {} and try again.",
                        file,
                        file));
        }
        if (!Files.isReadable(file) || Files.size(file) > MOST_BYTES)
            throw new LoginFailure(
                    Message.of("The file {} with the login cannot be read: check its owner and its size.", file));
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
