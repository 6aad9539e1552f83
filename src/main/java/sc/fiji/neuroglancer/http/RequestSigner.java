package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.URI;

/**
 * Authenticates requests. Thread-safe.
 *
 * <p>The headers it adds are secret: they are sent only to the intended server and never appear in a message, a file,
 * or {@code toString()}.
 */
public interface RequestSigner {

    /** Sends requests anonymously. */
    RequestSigner NONE = new RequestSigner() {
        @Override
        public void sign(final Request request) {
            // anonymous
        }

        @Override
        public boolean refresh(final URI target) {
            return false;
        }

        @Override
        public String toString() {
            return "no login";
        }
    };

    /**
     * Adds headers such as {@code Authorization}, or nothing if there is no login. Called for every request and
     * every redirect within the server, so it uses a cached login unless that is about to expire.
     *
     * @throws IOException when the source of the login does not answer; its message says what to do
     */
    void sign(Request request) throws IOException;

    /**
     * Gets a new login after the server has refused the previous one (401). Called once for all threads of a client.
     *
     * @return whether there is another login to try
     * @throws IOException when the source of the login does not answer; its message says what to do
     */
    boolean refresh(URI target) throws IOException;
}
