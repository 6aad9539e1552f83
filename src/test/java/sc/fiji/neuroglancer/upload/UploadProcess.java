package sc.fiji.neuroglancer.upload;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Base64;
import sc.fiji.neuroglancer.http.Request;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.task.Monitor;

/** An upload in its own Java process, to be killed: dataset, address, folder of journals, password file. */
public final class UploadProcess {

    private static final RetryPolicy POLICY = new RetryPolicy(
            8,
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
    private static final double REQUESTS_PER_SECOND = 250;

    private UploadProcess() {}

    public static void main(final String[] args) throws IOException {
        final UploadOptions options = UploadOptions.builder(Paths.get(args[0]), URI.create(args[1]))
                .journals(Paths.get(args[2]))
                .signer(new Login("alice", Paths.get(args[3])))
                .requestsPerSecond(REQUESTS_PER_SECOND)
                .build();
        System.out.println(new Upload(options, Monitor.NONE, POLICY).run());
    }

    /** A password that is read from a file, and again after each refusal. */
    public static final class Login implements RequestSigner {
        private final String user;
        private final Path file;
        private volatile String password;

        public Login(final String user, final Path file) throws IOException {
            this.user = user;
            this.file = file;
            password = Files.readString(file);
        }

        @Override
        public void sign(final Request request) {
            final byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            request.header(Request.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public boolean refresh(final URI target) throws IOException {
            final String before = password;
            password = Files.readString(file);
            return !password.equals(before);
        }
    }
}
