package sc.fiji.neuroglancer.share;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.http.Credentials;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.link.FijiView;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.upload.UploadOptions;

/** What {@link Share} makes and where it goes. Immutable; made by {@link #builder}. */
public final class ShareOptions {

    private final Profile profile;
    private final URI address;
    private final String name;
    private final Path folder;
    private final boolean labels;
    private final String format;
    private final IfExists existing;
    private final String viewer;
    private final Credentials credentials;
    private final FijiView display;
    private final Path journals;

    private ShareOptions(final Builder b, final URI address, final Path folder) {
        profile = b.profile;
        this.address = address;
        name = b.name;
        this.folder = folder;
        labels = b.labels;
        format = b.format;
        existing = b.existing;
        viewer = b.viewer;
        credentials = b.credentials;
        display = b.display;
        journals = b.journals;
    }

    /**
     * Starts with the defaults: the profile's address and viewer, no login, OME-Zarr 0.4, RESUME.
     *
     * @param profile of the storage
     * @param name of the dataset
     */
    public static Builder builder(final Profile profile, final String name) {
        return new Builder(profile, name);
    }

    /**
     * Stops an address in the place of the folder that keeps a copy.
     *
     * @param folder as a user gives it; may be empty
     * @throws InputException when it is an address
     */
    public static void requireFolder(final String folder) {
        if (Address.isWeb(folder))
            throw new InputException("The folder is for a copy on this computer, but it is an address: leave it empty,"
                    + " and give the address to a profile in Neuroglancer Settings.");
    }

    /** The WebDAV folder that the datasets come into, with a final slash. */
    public URI address() {
        return address;
    }

    /** The dataset's name, without {@value ImageExportOptions#SUFFIX}. */
    public String name() {
        return name;
    }

    /** The folder on this computer that keeps a copy; empty when the image goes straight to the storage. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Whether pixel values are numbers of objects. */
    public boolean labels() {
        return labels;
    }

    /** What happens to a dataset that is there already. */
    public IfExists existing() {
        return existing;
    }

    /** Address of the viewer for the link. */
    public String viewer() {
        return viewer;
    }

    /** What Fiji shows of the image. */
    public Optional<FijiView> display() {
        return Optional.ofNullable(display);
    }

    /** The name of the image's folder. */
    String imageName() {
        return named(Destination.folder(journals)).checked().folderName();
    }

    /** The folder of the storage. */
    StorageFolder storage(final RetryPolicy retry) {
        return new StorageFolder(address, profile.kind(), web(retry), profile::publicAddress, journals);
    }

    /** Opens a dataset's folder at the storage. */
    RemoteStore open(final String dataset, final RetryPolicy retry, final Monitor monitor) {
        return profile.kind().open(target(dataset), web(retry).shownOn(monitor));
    }

    private WebOptions web(final RetryPolicy retry) {
        return profile.web().credentials(credentials).retry(retry).build();
    }

    /** The profile whose rule makes public addresses, if it is one that a user can correct. */
    Optional<String> ruler() {
        final boolean stored =
                !profile.publicRule().isEmpty() && !profile.address().isEmpty();
        return stored ? Optional.of(profile.name()) : Optional.empty();
    }

    /** How the image is exported. */
    ImageExportOptions image(final RetryPolicy retry) {
        return named(folder == null ? storage(retry) : Destination.folder(folder))
                .labels(labels)
                .format(format)
                .existing(existing)
                .checked();
    }

    private ImageExportOptions named(final Destination destination) {
        return ImageExportOptions.of(destination, name);
    }

    /** How a dataset is uploaded. */
    UploadOptions upload(final Path dataset, final IfExists what) {
        return UploadOptions.builder(dataset, address)
                .credentials(credentials)
                .existing(what)
                .storage(profile)
                .journals(journals)
                .build();
    }

    /** Where points are made: with the copy of the image, or else out of sight until all is done. */
    Path pointsFolder() {
        final String key = UUID.nameUUIDFromBytes(target(imageName()).toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return folder().orElse(journals.resolveSibling("points").resolve(key));
    }

    /** The address of a dataset's folder where it is uploaded to, with a final slash. */
    URI target(final String dataset) {
        return WebAddress.ofFolder(address, dataset);
    }

    /** The address of a dataset's folder where others read it, with a final slash. */
    URI seen(final String dataset) {
        return profile.publicAddress(target(dataset));
    }

    /** Collects options. An empty text stands for the default. */
    public static final class Builder {
        private final Profile profile;
        private final String name;
        private String address = "";
        private String folder = "";
        private boolean labels;
        private String format = "OME-Zarr 0.4";
        private IfExists existing = IfExists.RESUME;
        private String viewer = "";
        private Credentials credentials = Credentials.NONE;
        private FijiView display;
        private Path journals = StorageFolder.state();

        private Builder(final Profile profile, final String name) {
            this.profile = profile;
            this.name = name.trim().replaceFirst(Pattern.quote(ImageExportOptions.SUFFIX) + "$", "");
        }

        /** The WebDAV folder that the datasets come into; empty for the profile's. */
        public Builder address(final String value) {
            address = value.trim();
            return this;
        }

        /** The folder on this computer that keeps a copy; empty for straight to the storage. */
        public Builder folder(final String value) {
            folder = value.trim();
            return this;
        }

        /** Whether pixel values are numbers of objects. */
        public Builder labels(final boolean value) {
            labels = value;
            return this;
        }

        /** Version of the format as users choose it: {@code OME-Zarr 0.4} or {@code OME-Zarr 0.5}. */
        public Builder format(final String value) {
            format = value;
            return this;
        }

        /** What happens to a dataset that is there already. */
        public Builder existing(final IfExists value) {
            existing = Objects.requireNonNull(value);
            return this;
        }

        /** Address of the viewer for the link; empty for the profile's. */
        public Builder viewer(final String value) {
            viewer = value.trim();
            return this;
        }

        /** Who asks the storage. */
        public Builder credentials(final Credentials value) {
            credentials = Objects.requireNonNull(value);
            return this;
        }

        /** What Fiji shows of the image, or null. */
        public Builder display(final FijiView value) {
            display = value;
            return this;
        }

        /** The folder of the files that remember what is uploaded; by default below the user's home. */
        public Builder journals(final Path value) {
            journals = Objects.requireNonNull(value);
            return this;
        }

        /** @throws InputException when an option cannot be used, or nobody knows where others read the data */
        public ShareOptions build() {
            final String where = address.isEmpty() ? profile.address() : address;
            if (where.isEmpty())
                throw new InputException("The profile '" + profile.name() + "' has no address: give it the WebDAV"
                        + " address of your folder in Neuroglancer Settings.");
            viewer = WebAddress.parse("viewer", (viewer.isEmpty() ? profile.viewer() : viewer).replaceFirst("#.*", ""))
                    .toString();
            requireFolder(folder);
            final Path copy = folder.isEmpty()
                    ? null
                    : Destination.folder(folder).folder().orElseThrow();
            final ShareOptions options = new ShareOptions(this, Profile.webDavAddress(where), copy);
            // what cannot be used shall be told now, not after the upload
            options.image(RetryPolicy.STANDARD);
            options.seen(options.imageName());
            return options;
        }
    }
}
