package sc.fiji.neuroglancer.http.login;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/** Where a login comes from. */
public enum CredentialSource {
    /** From the first of the others, in their order, that has one. */
    AUTOMATIC("Automatic"),
    /** From a command that prints a token. */
    COMMAND("Command"),
    /** From the environment, or the file that it names. */
    ENVIRONMENT("Environment"),
    /** From the file {@code .netrc} in the user's home. */
    NETRC("Netrc"),
    /** From the user, who is asked once until Fiji is closed. */
    ASK("Ask"),
    /** There is none. */
    NONE("None");

    private final String label;

    CredentialSource(final String label) {
        this.label = label;
    }

    /** The words that users choose from, the default first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(CredentialSource::label).collect(Collectors.toList());
    }

    /**
     * The source of that name, upper and lower case being the same.
     *
     * @throws InputException for any other word
     */
    public static CredentialSource byName(final String name) {
        for (final CredentialSource source : values()) if (source.label.equalsIgnoreCase(name.trim())) return source;
        throw new InputException("{} '{}' is not known: choose {}.", Slot.key("login"), name, names());
    }

    /** The word for users. */
    public String label() {
        return label;
    }

    /** Whether this choice uses a source. */
    boolean uses(final CredentialSource source) {
        return this == source || this == AUTOMATIC;
    }
}
