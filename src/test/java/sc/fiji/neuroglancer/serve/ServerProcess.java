package sc.fiji.neuroglancer.serve;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;

/** A server in a JVM of its own with a small heap, which ends with the test that started it. */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final URI address;

    /** Serves a folder from {@code java -Xmx<megabytes>m}. */
    public ServerProcess(final Path folder, final int megabytes) throws IOException {
        process = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        String.join(File.pathSeparator, place(LocalServer.class), place(ServerProcess.class)),
                        ServerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        address = URI.create(out.readLine());
    }

    private static String place(final Class<?> type) {
        return Paths.get(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    public int port() {
        return address.getPort();
    }

    /** Path of the folder, with a slash at its end. */
    public String path() {
        return address.getRawPath();
    }

    /** Whether it still runs: it ends at the first lack of memory. */
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(final String[] args) throws IOException {
        final LocalServer server = LocalServer.builder().start();
        System.out.println(server.share(Paths.get(args[0])));
        while (System.in.read() >= 0)
            ; // until the test ends, however it ends
        server.close();
    }
}
