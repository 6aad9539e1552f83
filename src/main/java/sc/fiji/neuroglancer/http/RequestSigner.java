package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.URI;

/**
 * Proves to a server who sends a request. Safe for several threads.
 *
 * <p>What it adds is secret: it is sent to the server it is for, and never part of a message, a file or
 * {@code toString()}.
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
     * Adds headers, for instance {@code Authorization}, or nothing to ask without a login. Called for every request and
     * after every redirect within the server, so it answers from memory unless the former login is about to expire.
     *
     * @throws IOException when the source of the login does not answer; its message says what to do
     */
    void sign(Request request) throws IOException;

    /**
     * Gets a new login after the server has refused the former one (401). Called once for all threads of a client.
     *
     * @return whether there is another login to try
     * @throws IOException when the source of the login does not answer; its message says what to do
     */
    boolean refresh(URI target) throws IOException;
}
