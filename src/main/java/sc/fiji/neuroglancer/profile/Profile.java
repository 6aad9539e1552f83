package sc.fiji.neuroglancer.profile;

import static sc.fiji.neuroglancer.message.Slot.key;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.http.login.CredentialSource;
import sc.fiji.neuroglancer.http.login.Login;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.task.InputException;

/**
 * An account at a storage: where it is, how others read what is put there, in which viewer, and where the login comes
 * from. It never holds a secret. Immutable; made by {@link #builder}.
 */
public final class Profile {

    private final String name;
    private final StorageKind kind;
    private final String address;
    private final String publicRule;
    private final String viewer;
    private final CredentialSource login;
    private final String command;
    private final String caFile;

    private Profile(final Builder b) {
        name = b.name;
        kind = b.kind;
        address = b.address;
        publicRule = b.publicRule;
        viewer = b.viewer;
        login = b.login;
        command = b.command;
        caFile = b.caFile;
    }

    /** Starts with what is known of the kind, and the login from wherever there is one. */
    public static Builder builder(final String name, final StorageKind kind) {
        return new Builder(name, kind);
    }

    /**
     * A WebDAV address as users paste it; blanks and umlauts are percent-encoded, {@code davs://} is https.
     *
     * @throws InputException when it is none, or has a user, a query or a fragment
     */
    public static URI webDavAddress(final String text) {
        return WebAddress.folder(WebAddress.parse("WebDAV address", text));
    }

    /** The name by which commands and macros call it. */
    public String name() {
        return name;
    }

    /** The kind of storage. */
    public StorageKind kind() {
        return kind;
    }

    /** The WebDAV folder that datasets are put into; empty when each command names one. */
    public String address() {
        return address;
    }

    /**
     * How the public address comes about: empty when it is the one of the upload, {@code :2443} when only the port
     * differs, else what stands in place of {@link #address()}.
     */
    public String publicRule() {
        return publicRule;
    }

    /** Address of the viewer for links. */
    public String viewer() {
        return viewer;
    }

    /** Source of the login. */
    public CredentialSource login() {
        return login;
    }

    /** The command that prints a token, for instance {@code oidc-token helmholtz}; empty for none. */
    public String command() {
        return command;
    }

    /** A PEM file of authorities to trust besides Java's; empty for none. */
    public String caFile() {
        return caFile;
    }

    /** The file of {@link #caFile()}, where {@code ~/} is the home folder; or null. */
    public Path authorities() {
        return caFile.isEmpty() ? null : Address.path(caFile);
    }

    /** How its storage is asked: whom to trust, and how often; the login is to be added. */
    public WebOptions.Builder web() {
        return WebOptions.builder()
                .caFile(authorities())
                .requestsPerSecond(kind.defaults().requestsPerSecond());
    }

    /**
     * The address that a user gives, or the profile's.
     *
     * @throws InputException when there is neither
     */
    public URI addressOr(final String given) {
        final String chosen = given.isBlank() ? address : given;
        if (chosen.isEmpty())
            throw new InputException(
                    "{} is empty: give the WebDAV address of a folder, or a profile that has one as {}.",
                    key("address"),
                    key("account"));
        return webDavAddress(chosen);
    }

    /**
     * The login, looked up when it is needed; at a dCache, it is exchanged for one that lasts.
     *
     * @param prompt asks for a login when there is no other
     */
    public RequestSigner signer(final URI folder, final Prompt prompt) {
        final String account = address.isEmpty() ? "" : " (profile " + name + ")";
        final Login source = Login.builder(folder)
                .source(login)
                .command(command)
                .prompt((host, again) -> prompt.ask(host + account, again))
                .build();
        return kind.exchange().of(folder, source, authorities());
    }

    /** A folder of the storage, where datasets are made. */
    public StorageFolder folder(final URI folder, final Prompt prompt) {
        return new StorageFolder(
                folder, kind, web().signer(signer(folder, prompt)).build(), this::publicAddress);
    }

    /**
     * Where others read what was uploaded.
     *
     * @param uploaded address of a dataset, percent-encoded
     * @throws InputException when the rule replaces {@link #address()}, and the dataset is not below that
     */
    public URI publicAddress(final URI uploaded) {
        if (publicRule.isEmpty()) return uploaded;
        final String path = uploaded.getRawPath();
        if (publicRule.startsWith(":"))
            return URI.create(uploaded.getScheme() + "://" + uploaded.getHost() + publicRule + path);
        final URI base = WebAddress.parse("address", address);
        final String folder = folder(base.getPath());
        if (!WebAddress.sameOrigin(base, uploaded)
                || !folder(uploaded.getPath()).startsWith(folder))
            throw new InputException(
                    "The profile '{}' knows the public address only of data below {}: upload to there, or change the"
                            + " profile.",
                    name,
                    address);
        final String rest = uploaded.getPath()
                .substring(Math.min(folder.length(), uploaded.getPath().length()));
        return URI.create(folder(publicRule) + WebAddress.encode(rest));
    }

    /**
     * Where a dataset can be written to that others read at an address: the inverse of {@link #publicAddress}.
     *
     * @param place public address, or the one of the upload itself
     * @return with a final slash; empty when it is not below {@link #address()}
     */
    public Optional<URI> uploadAddress(final String place) {
        if (!Address.isWeb(place) || place.matches(".*[?#|].*")) return Optional.empty();
        if (holds(place)) return Optional.of(webDavAddress(place));
        if (publicRule.isEmpty() || address.isEmpty()) return Optional.empty();
        final URI seen = webDavAddress(place);
        final URI base = webDavAddress(address);
        final String path = publicRule.startsWith(":")
                ? seen.getPath()
                : base.getPath()
                        + seen.getPath().substring(Math.min(seen.getPath().length(), ruleLength()));
        final URI there = base.resolve(WebAddress.encode(path));
        return Optional.of(there).filter(dataset -> publicAddress(dataset).equals(seen));
    }

    private int ruleLength() {
        return webDavAddress(publicRule).getPath().length();
    }

    /** Whether a dataset's address is in {@link #address()}, where it is uploaded to. */
    public boolean holds(final String place) {
        return isBelow(place, address);
    }

    /** However both are spelled: {@code davs://} is https, blanks and umlauts may be percent-encoded or not. */
    static boolean isBelow(final String place, final String folder) {
        if (folder.isEmpty() || !Address.isWeb(place)) return false;
        try {
            final URI there = WebAddress.parse("address", place.replaceFirst("[?#].*", ""));
            final URI base = WebAddress.parse("address", folder);
            return WebAddress.sameOrigin(there, base) && folder(there.getPath()).startsWith(folder(base.getPath()));
        } catch (final InputException e) {
            return false; // whoever uses it will say what is wrong with it
        }
    }

    private static String folder(final String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    @Override
    public boolean equals(final Object other) {
        if (!(other instanceof Profile)) return false;
        final Profile that = (Profile) other;
        return name.equals(that.name)
                && kind == that.kind
                && address.equals(that.address)
                && publicRule.equals(that.publicRule)
                && viewer.equals(that.viewer)
                && login == that.login
                && command.equals(that.command)
                && caFile.equals(that.caFile);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, kind, address);
    }

    @Override
    public String toString() {
        return name + " (" + kind.label() + ")";
    }

    /** Collects what is known. An empty text stands for the kind's. */
    public static final class Builder {
        private final String name;
        private final StorageKind kind;
        private String address = "";
        private String publicRule;
        private String viewer;
        private CredentialSource login = CredentialSource.AUTOMATIC;
        private String command = "";
        private String caFile = "";

        private Builder(final String name, final StorageKind kind) {
            this.name = name.trim();
            this.kind = kind;
            publicRule = kind.defaults().publicRule();
            viewer = kind.defaults().viewer();
        }

        /** The WebDAV folder, as the storage's own page gives it. */
        public Builder address(final String value) {
            address = value.trim();
            return this;
        }

        /** The rule of {@link Profile#publicRule()}, or a public link of a Nextcloud or ownCloud. */
        public Builder publicRule(final String value) {
            publicRule = value.trim().isEmpty() ? kind.defaults().publicRule() : value.trim();
            return this;
        }

        /** Address of the viewer. */
        public Builder viewer(final String value) {
            viewer = value.trim().isEmpty() ? kind.defaults().viewer() : value.trim();
            return this;
        }

        /** Source of the login. */
        public Builder login(final CredentialSource value) {
            login = value;
            return this;
        }

        /** The command that prints a token. */
        public Builder command(final String value) {
            command = value.trim();
            return this;
        }

        /** A PEM file of authorities to trust besides Java's. */
        public Builder caFile(final String value) {
            caFile = value.trim();
            return this;
        }

        /** @throws InputException when something cannot be used; secrets in addresses are refused, not repeated */
        public Profile build() {
            if (!name.matches("[^\\[\\]\\p{Cntrl}]{1,60}"))
                throw new InputException(
                        "{} '{}' cannot be the name of a profile: give a short name without brackets.",
                        Slot.key("account"),
                        name);
            if (!address.isEmpty()) address = webDavAddress(address).toString();
            viewer = WebAddress.parse("viewer", viewer.replaceFirst("#.*", "")).toString();
            publicRule = checkedRule();
            if (login == CredentialSource.COMMAND && command.isEmpty())
                throw new InputException(
                        "{} needs the command that prints a token: give it as {}, for instance oidc-token helmholtz.",
                        Slot.given("login", CredentialSource.COMMAND.label()),
                        Slot.key("command"));
            return new Profile(this);
        }

        private String checkedRule() {
            if (publicRule.isEmpty() || publicRule.matches(":\\d{1,5}")) return publicRule;
            if (!Address.isWeb(publicRule))
                throw new InputException(
                        "The public address is neither a port, such as :2443, nor a web address: give one"
                                + " of them, or leave it empty.");
            if (address.isEmpty())
                throw new InputException("The public address replaces the WebDAV address, which is empty: give both.");
            return kind.publicLinks()
                    .apply(WebAddress.parse("public address", publicRule).toString());
        }
    }
}
