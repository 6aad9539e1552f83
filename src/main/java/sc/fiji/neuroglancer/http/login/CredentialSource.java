package sc.fiji.neuroglancer.http.login;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/** Where a login comes from. */
public enum CredentialSource {
    /** The first of the other sources, in this order, that has one. */
    AUTOMATIC("Automatic"),
    /** A command that prints a token. */
    COMMAND("Command"),
    /** Environment variables, or the file that one of them names. */
    ENVIRONMENT("Environment"),
    /** The file {@code .netrc} in the user's home folder. */
    NETRC("Netrc"),
    /** The user, who is asked once until Fiji is closed. */
    ASK("Ask"),
    /** No login. */
    NONE("None");

    private final String label;

    CredentialSource(final String label) {
        this.label = label;
    }

    /** The labels that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(CredentialSource::label).collect(Collectors.toList());
    }

    /**
     * The source with a label; case does not matter.
     *
     * @throws InputException for an unknown label
     */
    public static CredentialSource byName(final String name) {
        for (final CredentialSource source : values()) if (source.label.equalsIgnoreCase(name.trim())) return source;
        throw new InputException("{} '{}' is not known: choose {}.", Slot.key("login"), name, names());
    }

    /** Name of the source for users. */
    public String label() {
        return label;
    }

    /** Whether this choice includes a source. */
    boolean uses(final CredentialSource source) {
        return this == source || this == AUTOMATIC;
    }
}
