package sc.fiji.neuroglancer.upload;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.LocalDataset;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.storage.StorageKind;
import sc.fiji.neuroglancer.storage.StorageKinds;
import sc.fiji.neuroglancer.task.InputException;

/** What {@link Upload} sends, where, and how. Immutable; created by {@link #builder}. */
public final class UploadOptions {

    /** The most connections. */
    public static final int MAX_PARALLEL = 32;

    private final Path dataset;
    private final URI address;
    private final RequestSigner signer;
    private final IfExists existing;
    private final int parallel;
    private final boolean verify;
    private final double requestsPerSecond;
    private final StorageKind kind;
    private final Path caFile;
    private final Path journals;

    private UploadOptions(final Builder b, final Path dataset, final URI address) {
        this.dataset = dataset;
        this.address = address;
        signer = b.signer;
        existing = b.existing;
        parallel = b.parallel;
        verify = b.verify;
        requestsPerSecond = b.requestsPerSecond == 0 ? b.kind.defaults().requestsPerSecond() : b.requestsPerSecond;
        kind = b.kind;
        caFile = b.caFile;
        journals = b.journals;
    }

    /**
     * Starts with the defaults: no login, RESUME, 8 connections, verification, the request limit of the storage's kind.
     *
     * @param dataset the folder or file to upload
     * @param address the folder on the storage that it is put into under its own name
     */
    public static Builder builder(final Path dataset, final URI address) {
        return new Builder(dataset, address);
    }

    /** The folder or file to upload. */
    public Path dataset() {
        return dataset;
    }

    /** The folder on the storage that the dataset is put into, with a final slash. */
    public URI address() {
        return address;
    }

    /** The dataset's own address: with a final slash if it is a folder. */
    public URI target() {
        final String name = dataset.getFileName().toString();
        return Files.isDirectory(dataset) ? WebAddress.ofFolder(address, name) : WebAddress.of(address, name);
    }

    public RequestSigner signer() {
        return signer;
    }

    /** What to do if the dataset already exists there. */
    public IfExists existing() {
        return existing;
    }

    /** Initial number of connections; below 4 it is fixed, otherwise it adapts between 4 and 32. */
    public int parallel() {
        return parallel;
    }

    /** Whether all files are listed and compared after the upload. */
    public boolean verify() {
        return verify;
    }

    /** The most requests per second; 0 for no limit. */
    public double requestsPerSecond() {
        return requestsPerSecond;
    }

    public StorageKind kind() {
        return kind;
    }

    /** A PEM file of certificate authorities to trust besides Java's. */
    public Optional<Path> caFile() {
        return Optional.ofNullable(caFile);
    }

    /** The folder of the journals of uploads. */
    public Path journals() {
        return journals;
    }

    /** Collects options. */
    public static final class Builder {
        private final Path dataset;
        private final URI address;
        private RequestSigner signer = RequestSigner.NONE;
        private IfExists existing = IfExists.RESUME;
        private int parallel = 8;
        private boolean verify = true;
        private double requestsPerSecond;
        private StorageKind kind = StorageKinds.WEBDAV;
        private Path caFile;
        private Path journals = StorageFolder.state();

        private Builder(final Path dataset, final URI address) {
            this.dataset = dataset;
            this.address = address;
        }

        /** Logs in the requests. */
        public Builder signer(final RequestSigner value) {
            signer = Objects.requireNonNull(value);
            return this;
        }

        /** What to do if the dataset already exists there. */
        public Builder existing(final IfExists value) {
            existing = Objects.requireNonNull(value);
            return this;
        }

        /** Initial number of connections, 1 to 32; below 4 it is fixed, otherwise it adapts between 4 and 32. */
        public Builder parallel(final int value) {
            parallel = value;
            return this;
        }

        /** Whether all files are listed and compared after the upload. */
        public Builder verify(final boolean value) {
            verify = value;
            return this;
        }

        /** The most requests per second; 0 for the limit of the storage's kind. */
        public Builder requestsPerSecond(final double value) {
            requestsPerSecond = value;
            return this;
        }

        /** The kind of the storage. */
        public Builder kind(final StorageKind value) {
            kind = value;
            return this;
        }

        /** A PEM file of certificate authorities to trust besides Java's, or null. */
        public Builder caFile(final Path value) {
            caFile = value;
            return this;
        }

        /** Takes certificate authorities and the kind of storage from a profile. */
        public Builder storage(final Profile profile) {
            return caFile(profile.authorities()).kind(profile.kind());
        }

        /** The folder of the journals of uploads; by default below the user's home. */
        public Builder journals(final Path value) {
            journals = Objects.requireNonNull(value);
            return this;
        }

        /** @throws InputException when an option cannot be used */
        public UploadOptions build() {
            final Path data = dataset.toAbsolutePath().normalize();
            if (data.getFileName() == null || !Files.exists(data))
                throw new InputException("The dataset {} does not exist. Give the folder of a dataset.", dataset);
            if (data.getFileName().toString().indexOf('\\') >= 0)
                throw new InputException("The name of {} contains a \\: rename it.", data);
            final LocalDataset made = new LocalDataset(data);
            if (Files.exists(made.journalFile()) && !made.isComplete())
                throw new InputException(
                        "The export to {} is not complete: run it again with {}, then upload it.",
                        data,
                        Slot.given("existing", IfExists.RESUME.label()));
            if (parallel < 1 || parallel > MAX_PARALLEL)
                throw new InputException("{} is not between 1 and {}.", Slot.given("parallel", parallel), MAX_PARALLEL);
            if (!(requestsPerSecond >= 0) || Double.isInfinite(requestsPerSecond))
                throw new InputException("The limit of requests per second must be 0 (no limit) or more.");
            if (caFile != null && !Files.isReadable(caFile))
                throw new InputException(
                        "The file of certificate authorities {} cannot be read: check its path.", caFile);
            return new UploadOptions(this, data, WebAddress.folder(address));
        }
    }
}
