package sc.fiji.neuroglancer.http.login;

import java.util.Optional;

/** Asks the user for a login. */
@FunctionalInterface
public interface Prompt {

    /** Where there is nobody to ask. */
    Prompt NOBODY = (host, again) -> Optional.empty();

    /**
     * Asks; called from any thread, waits for the answer.
     *
     * @param host the login is for, and the profile if there is one, for people
     * @param again whether the server refused the last answer
     * @return empty when the user gives none
     */
    Optional<Authorization> ask(String host, boolean again);
}
