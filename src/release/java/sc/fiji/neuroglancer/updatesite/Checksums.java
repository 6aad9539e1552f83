package sc.fiji.neuroglancer.updatesite;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Checksums as ImageJ's updater computes them (imagej-updater, {@code UpdaterUtil.getDigest}): SHA-1 in hex, over the path
 * and the bytes of a plain file; over names and contents of a jar's entries, sorted by name, where the manifest's content
 * does not count and comments in properties files are left out.
 */
final class Checksums {

    private Checksums() {}

    /**
     * Computes the checksum of a file.
     *
     * @param name path below Fiji's folder, for instance {@code plugins/x_y-1.0.jar}
     */
    static String of(final String name, final Path file) throws IOException {
        final MessageDigest digest = sha1();
        if (name.endsWith(".jar")) addJar(digest, file);
        else {
            digest.update(name.getBytes(StandardCharsets.US_ASCII));
            digest.update(Files.readAllBytes(file));
        }
        final StringBuilder hex = new StringBuilder();
        for (final byte b : digest.digest()) hex.append(String.format("%02x", b));
        return hex.toString();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static void addJar(final MessageDigest digest, final Path jar) throws IOException {
        final TreeMap<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
                entries.put(entry.getName(), in.readAllBytes());
        }
        for (final Map.Entry<String, byte[]> entry : entries.entrySet()) {
            digest.update(entry.getKey().getBytes(StandardCharsets.US_ASCII));
            digest.update(counted(entry.getKey(), entry.getValue()));
        }
    }

    private static byte[] counted(final String name, final byte[] content) throws IOException {
        if (name.equals("META-INF/MANIFEST.MF")) return new byte[0];
        return name.endsWith(".properties") ? withoutComments(content) : content;
    }

    /**
     * Drops lines that begin with a hash, up to their end. The updater's filter forgets that a line begins after an empty
     * one, and so does this.
     */
    private static byte[] withoutComments(final byte[] content) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = new ByteArrayInputStream(content)) {
            boolean start = true;
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (start && c == '#') {
                    while (c >= 0 && c != '\n') c = in.read();
                    if (c < 0) break;
                } else if (start) {
                    start = false;
                } else if (c == '\n') {
                    start = true;
                }
                out.write(c);
            }
        }
        return out.toByteArray();
    }
}
