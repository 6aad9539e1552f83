package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What a signer would send. */
public final class Signed {

    private Signed() {}

    public static Optional<String> authorization(final RequestSigner signer, final URI target) throws IOException {
        final Request request = Request.of("GET", target);
        signer.sign(request);
        return Optional.ofNullable(request.headers().get(Request.AUTHORIZATION));
    }
}
