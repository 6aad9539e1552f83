package sc.fiji.neuroglancer.webdav;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real WebDAV server on loopback with its own configuration: Apache mod_dav, nginx dav-ext, or rclone. */
public final class DavServer implements Closeable {

    public static final String USER = "alice";
    public static final String PASSWORD = "s3cret-of-alice";

    private static final long START_MILLIS = 10_000;

    /** The kinds of servers. */
    public enum Kind {
        APACHE("apache2"),
        APACHE_TLS("apache2"),
        /** Anyone may read, including pages of any viewer. */
        APACHE_PUBLIC("apache2"),
        NGINX("nginx"),
        RCLONE("rclone");

        private final String program;

        Kind(final String program) {
            this.program = program;
        }

        /** Whether it can be started here. */
        public boolean isInstalled() {
            if (this == NGINX && !Files.exists(Paths.get("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")))
                return false;
            return find(program) != null;
        }

        private static String find(final String program) {
            return Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                    .map(place -> Paths.get(place, program))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst()
                    .orElse(null);
        }
    }

    private final Kind kind;
    private final Path folder;
    private final int port;
    private Process process;

    /** @param folder for configuration, logs and the files below {@code www}; all users must be able to enter it */
    public DavServer(final Kind kind, final Path folder) throws IOException {
        this.kind = kind;
        this.folder = folder.toAbsolutePath();
        Files.createDirectories(this.folder.resolve("www"));
        Files.createDirectories(this.folder.resolve("lock"));
        for (final String open : List.of("", "www", "lock")) allow(this.folder.resolve(open));
        setPassword(PASSWORD);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        if (kind == Kind.APACHE_TLS) makeCertificate();
        start();
    }

    private static void allow(final Path path) {
        path.toFile().setReadable(true, false);
        path.toFile().setWritable(true, false);
        path.toFile().setExecutable(true, false);
    }

    /** From now on only this password is accepted. */
    public void setPassword(final String password) throws IOException {
        final Path part = folder.resolve("htpasswd.part");
        Files.writeString(part, USER + ":{SHA}" + sha1(password) + "\n");
        allow(part);
        Files.move(part, folder.resolve("htpasswd"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha1(final String text) {
        try {
            return java.util.Base64.getEncoder()
                    .encodeToString(
                            java.security.MessageDigest.getInstance("SHA-1").digest(text.getBytes()));
        } catch (final java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeCertificate() throws IOException {
        run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem"));
    }

    private void run(final List<String> command) throws IOException {
        try {
            final Process p = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("tool.log").toFile())
                    .start();
            if (!p.waitFor(30, TimeUnit.SECONDS) || p.exitValue() != 0)
                throw new IOException(Files.readString(folder.resolve("tool.log")));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The authority of its certificate. */
    public Path certificate() {
        return folder.resolve("cert.pem");
    }

    /** Where its files are. */
    public Path files() {
        return folder.resolve("www");
    }

    public URI address() {
        return URI.create((kind == Kind.APACHE_TLS ? "https" : "http") + "://127.0.0.1:" + port + "/");
    }

    /** Starts it, or starts it again after it was killed. */
    public void start() throws IOException {
        process = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        final long end = System.currentTimeMillis() + START_MILLIS;
        while (true) {
            try (Socket probe = new Socket("127.0.0.1", port)) {
                return;
            } catch (final IOException e) {
                if (System.currentTimeMillis() > end || !process.isAlive())
                    throw new IOException(kind + ": " + Files.readString(folder.resolve("server.log")), e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command() throws IOException {
        final String program = Kind.find(kind.program);
        switch (kind) {
            case RCLONE:
                return List.of(
                        program,
                        "serve",
                        "webdav",
                        files().toString(),
                        "--addr",
                        "127.0.0.1:" + port,
                        "--user",
                        USER,
                        "--pass",
                        PASSWORD);
            case NGINX:
                Files.writeString(folder.resolve("nginx.conf"), nginx());
                return List.of(
                        program,
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString());
            default:
                Files.writeString(folder.resolve("apache.conf"), apache());
                return List.of(
                        program,
                        "-D",
                        "FOREGROUND",
                        "-f",
                        folder.resolve("apache.conf").toString());
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String nginx() {
        final String temporary = Stream.of("proxy", "fastcgi", "uwsgi", "scgi")
                .map(name -> name + "_temp_path " + folder + "/" + name + ";")
                .collect(Collectors.joining());
        return (isRoot() ? "user root; " : "")
                + "load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so; daemon off; worker_processes 2; pid "
                + folder + "/nginx.pid; error_log " + folder + "/error.log; events {} http { access_log off; "
                + temporary + " server { listen 127.0.0.1:" + port + "; root " + files()
                + "; client_max_body_size 0; client_body_temp_path " + folder + "/lock; keepalive_requests 1000000; "
                + "location / { dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS; "
                + "create_full_put_path on; auth_basic x; auth_basic_user_file " + folder + "/htpasswd; } } }\n";
    }

    private String apache() {
        final List<String> lines = new ArrayList<>();
        for (final String module : List.of(
                "mpm_event",
                "authz_core",
                "authn_core",
                "authn_file",
                "auth_basic",
                "authz_user",
                "setenvif",
                "socache_shmcb",
                "ssl",
                "headers",
                "dav",
                "dav_fs")) lines.add("LoadModule " + module + "_module /usr/lib/apache2/modules/mod_" + module + ".so");
        lines.add("ServerRoot " + folder);
        lines.add("PidFile " + folder + "/pid");
        lines.add("ErrorLog " + folder + "/error.log");
        lines.add("Mutex file:" + folder + "/lock");
        lines.add("Listen 127.0.0.1:" + port);
        lines.add("ServerName localhost");
        if (isRoot()) lines.addAll(List.of("User www-data", "Group www-data"));
        lines.addAll(List.of("ThreadsPerChild 64", "MaxRequestWorkers 256", "ServerLimit 4", "MaxKeepAliveRequests 0"));
        lines.add("DavLockDB " + folder + "/lock/db");
        lines.add("DocumentRoot " + files());
        lines.add("<Directory " + files() + ">");
        lines.add("Dav On\nAuthType Basic\nAuthName webdav\nAuthUserFile " + folder + "/htpasswd");
        if (kind == Kind.APACHE_PUBLIC)
            lines.add("<LimitExcept GET HEAD OPTIONS>\nRequire valid-user\n</LimitExcept>\n"
                    + "Header always set Access-Control-Allow-Origin *\n"
                    + "Header always set Access-Control-Allow-Headers Range");
        else lines.add("Require valid-user");
        lines.add("</Directory>");
        if (kind == Kind.APACHE_TLS)
            lines.add("SSLEngine on\nSSLCertificateFile cert.pem\nSSLCertificateKeyFile key.pem");
        return String.join("\n", lines) + "\n";
    }

    /** Kills all its processes at once, like a crash. */
    public void kill() throws IOException {
        final List<ProcessHandle> all = process.descendants().collect(Collectors.toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(folder.resolve("pid"));
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
