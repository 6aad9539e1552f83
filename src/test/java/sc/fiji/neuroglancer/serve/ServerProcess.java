package sc.fiji.neuroglancer.serve;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;

/** A server in a JVM of its own with a small heap, which ends with the test that started it. */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final OutputStream in;
    private final URI address;

    /** Serves a folder from {@code java -Xmx<megabytes>m}. */
    public ServerProcess(final Path folder, final int megabytes) throws IOException {
        process = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        String.join(File.pathSeparator, place(LocalServer.class), place(ServerProcess.class)),
                        ServerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = process.getOutputStream();
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

    /** Most bytes of heap that were in use at any one time: the sum of the peaks of its pools, so an upper bound. */
    public long peakHeap() throws IOException {
        in.write('\n');
        in.flush();
        return Long.parseLong(out.readLine());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(final String[] args) throws IOException {
        final LocalServer server = LocalServer.builder().start();
        System.out.println(server.share(Paths.get(args[0])));
        while (System.in.read() >= 0) {
            long peak = 0;
            for (final MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
                if (pool.getType() == MemoryType.HEAP)
                    peak += pool.getPeakUsage().getUsed();
            }
            System.out.println(peak);
        }
        server.close();
    }
}
