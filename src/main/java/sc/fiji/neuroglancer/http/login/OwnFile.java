package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files with secrets: read only when nobody but their owner can. Where there are no such permissions, as on Windows,
 * any.
 */
final class OwnFile {

    private static final long MOST_BYTES = 1 << 20;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private OwnFile() {}

    /** @throws IOException when others can read it, or nobody */
    static String read(final Path file) throws IOException {
        if (!Files.isRegularFile(file))
            throw new IOException("The file " + file + " with the login does not exist: check its path.");
        final PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            final Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
            others.retainAll(view.readAttributes().permissions());
            if (!others.isEmpty())
                throw new IOException("Other users of this computer can read or change " + file
                        + ", so its login is not used: run chmod 600 " + file + " and try again.");
        }
        if (!Files.isReadable(file) || Files.size(file) > MOST_BYTES)
            throw new IOException(file + " cannot be read: check its owner and its size.");
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
