package sc.fiji.neuroglancer.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.serve.RawHttp;
import sc.fiji.neuroglancer.serve.ServerProcess;

/**
 * Prints how fast this server, {@code python3 -m http.server}, nginx and node serve the same files to the same client,
 * on this machine, one after the other. What is not installed is left out.
 *
 * <p>Run it with the test class path: {@code java -cp target/classes:target/test-classes
 * sc.fiji.neuroglancer.benchmark.ServeBenchmark [seconds per row]}. The client shares the machine with the server.
 */
public final class ServeBenchmark {

    private static final int[] KIBIBYTES = {4, 64, 1024};
    private static final int[] CONNECTIONS = {1, 16};
    private static final int FILES = 16;
    private static final int HEAP_MEGABYTES = 64;
    private static final long START_MILLIS = 10_000;

    private static final String NODE = "const fs=require('fs'),http=require('http'),path=require('path');"
            + "const [root,port]=process.argv.slice(1);http.createServer((q,r)=>{const f=path.join(root,q.url);"
            + "fs.stat(f,(e,s)=>{if(e){r.writeHead(404);r.end();return;}"
            + "r.writeHead(200,{'Content-Length':s.size,'Access-Control-Allow-Origin':'*'});"
            + "fs.createReadStream(f).pipe(r);});}).listen(+port,'127.0.0.1');";

    private final Path folder;
    private final double seconds;

    private ServeBenchmark(final Path folder, final double seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    public static void main(final String[] args) throws IOException, InterruptedException, ExecutionException {
        final Path folder = Files.createTempDirectory("serve-benchmark");
        try {
            new ServeBenchmark(folder, args.length > 0 ? Double.parseDouble(args[0]) : 2).run();
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (final Path p : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) Files.delete(p);
            }
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        final Path data = Files.createDirectory(folder.resolve("data"));
        final Random random = new Random(1);
        for (final int size : KIBIBYTES) {
            for (int i = 0; i < FILES; i++) {
                final byte[] bytes = new byte[size * 1024];
                random.nextBytes(bytes);
                Files.write(data.resolve(size + "-" + i), bytes);
            }
        }
        try (ServerProcess ours = new ServerProcess(data, HEAP_MEGABYTES)) {
            measure("this, -Xmx" + HEAP_MEGABYTES + "m", ours.port(), ours.path());
        }
        final String python = "python3 -m http.server --bind 127.0.0.1 --directory " + data;
        foreign("python3 http.server", data, words(python + " PORT"));
        foreign("python3, HTTP/1.1", data, words(python + " --protocol HTTP/1.1 PORT"));
        foreign("nginx", data, words("nginx -p " + folder + " -c " + folder.resolve("nginx.conf")));
        foreign("node", data, List.of("node", "-e", NODE, data.toString(), "PORT"));
    }

    private static List<String> words(final String command) {
        return List.of(command.split(" "));
    }

    private void foreign(final String name, final Path data, final List<String> command)
            throws IOException, InterruptedException, ExecutionException {
        if (!isInstalled(command.get(0))) {
            System.out.println(name + " is not installed");
            return;
        }
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("nginx.conf"), nginx(data, port));
        final List<String> words = new ArrayList<>(command);
        words.replaceAll(word -> word.equals("PORT") ? String.valueOf(port) : word);
        final Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            waitFor(port, process);
            measure(name, port, "/");
        } finally {
            process.destroy();
            process.waitFor(5, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private static boolean isInstalled(final String program) {
        return Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Paths.get(place, program)));
    }

    private String nginx(final Path data, final int port) {
        final String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + folder + "/" + kind + ";")
                .reduce("", String::concat);
        return "daemon off; worker_processes auto; pid " + folder + "/nginx.pid; error_log " + folder + "/error.log;"
                + (System.getProperty("user.name").equals("root") ? "user root;" : "")
                + "events {} http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; "
                + temporary + " server { listen 127.0.0.1:" + port + "; root " + data + "; } }";
    }

    private static void waitFor(final int port, final Process process) throws IOException, InterruptedException {
        final long end = System.currentTimeMillis() + START_MILLIS;
        while (true) {
            try (RawHttp probe = new RawHttp(port)) {
                return;
            } catch (final IOException e) {
                if (System.currentTimeMillis() > end || !process.isAlive()) throw e;
                Thread.sleep(20);
            }
        }
    }

    private void measure(final String name, final int port, final String path)
            throws InterruptedException, ExecutionException {
        load(port, path + KIBIBYTES[0], 1, 2 * seconds); // a virtual machine compiles first
        for (final int size : KIBIBYTES) {
            for (final int connections : CONNECTIONS) {
                load(port, path + size, connections, seconds / 2);
                final long start = System.nanoTime();
                final long requests = load(port, path + size, connections, seconds);
                final double took = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%-24s %5d KiB %3d connections %9.0f requests/s %8.1f MB/s%n",
                        name,
                        size,
                        connections,
                        requests / took,
                        requests * size * 1024 / took / 1e6);
            }
        }
    }

    private static long load(final int port, final String path, final int connections, final double seconds)
            throws InterruptedException, ExecutionException {
        final long end = System.nanoTime() + (long) (seconds * 1e9);
        final ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            final List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) counts.add(clients.submit(() -> client(port, path, end)));
            long requests = 0;
            for (final Future<Long> count : counts) requests += count.get();
            return requests;
        } finally {
            clients.shutdownNow();
        }
    }

    private static long client(final int port, final String path, final long end) throws IOException {
        long requests = 0;
        while (System.nanoTime() < end) {
            try (RawHttp connection = new RawHttp(port)) {
                while (connection.open() && System.nanoTime() < end) {
                    connection.drain(path + "-" + requests % FILES);
                    requests++;
                }
            }
        }
        return requests;
    }
}
