package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One place where a login may be. */
@FunctionalInterface
interface SecretSource {

    /**
     * Looks for a login.
     *
     * @param server any address of the server it is for
     * @param refused what the server did not accept, or null at first
     * @return empty when there is none for that server
     * @throws IOException when there should be one, but it cannot be had; the message says what to do
     */
    Optional<Authorization> find(URI server, Authorization refused) throws IOException;
}
