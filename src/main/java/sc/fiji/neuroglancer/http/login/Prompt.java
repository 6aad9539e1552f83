package sc.fiji.neuroglancer.http.login;

import java.util.Optional;

/** Asks the user for a login. */
@FunctionalInterface
public interface Prompt {

    /** Never has an answer, for use without a user. */
    Prompt NOBODY = (host, again) -> Optional.empty();

    /**
     * Asks and waits for the answer; may be called from any thread.
     *
     * @param host the server, and the profile if there is one, to show to the user
     * @param again whether the server refused the last answer
     * @return empty if the user cancels
     */
    Optional<Authorization> ask(String host, boolean again);
}
