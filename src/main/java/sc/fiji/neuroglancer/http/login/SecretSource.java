package sc.fiji.neuroglancer.http.login;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A place to look for a login. */
@FunctionalInterface
interface SecretSource {

    /**
     * Looks for a login.
     *
     * @param server any address of the server it is for
     * @param refused the login that the server refused, or null at first
     * @return empty if there is no login for that server
     * @throws IOException if a login should exist but cannot be obtained; the message says what to do
     */
    Optional<Authorization> find(URI server, Authorization refused) throws IOException;
}
