package sc.fiji.neuroglancer.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * What proves to a server who is asking. Safe for several threads.
 *
 * <p>The value is a secret: it is sent to the server it is for, and never part of a message, a file or
 * {@code toString()}.
 */
public interface Credentials {

    /** Asks as nobody in particular. */
    Credentials NONE = new Credentials() {
        @Override
        public Optional<String> authorization(final URI target) {
            return Optional.empty();
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
     * The value of the {@code Authorization} header, or empty to ask without. Called before every request, so it
     * answers from memory unless the former value is about to expire.
     *
     * @param target the address that is asked for
     * @throws IOException when the source of the credentials does not answer; its message says what to do
     */
    Optional<String> authorization(URI target) throws IOException;

    /**
     * Gets a new value after the server has refused the former one (401). The caller asks once, whatever the number of
     * its threads.
     *
     * @return whether there is another value to try
     * @throws IOException when the source of the credentials does not answer; its message says what to do
     */
    boolean refresh(URI target) throws IOException;
}
