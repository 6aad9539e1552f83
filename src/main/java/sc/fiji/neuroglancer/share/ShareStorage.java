package sc.fiji.neuroglancer.share;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.dataset.StorageFolder;
import sc.fiji.neuroglancer.http.RequestSigner;
import sc.fiji.neuroglancer.http.RetryPolicy;
import sc.fiji.neuroglancer.http.WebOptions;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.store.RemoteStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.task.WorkerPool;
import sc.fiji.neuroglancer.upload.UploadOptions;

/**
 * The folder of a storage that shared datasets come into.
 *
 * @param profile of the storage
 * @param address of the folder, with a final slash
 * @param signer logs in requests
 * @param retry for exports and uploads
 * @param look for the first request, which should not take minutes if the address is wrong
 * @param journals folder on this computer for what is remembered of uploads
 */
public record ShareStorage(
        Profile profile, URI address, RequestSigner signer, RetryPolicy retry, RetryPolicy look, Path journals) {

    static final RetryPolicy LOOK = new RetryPolicy(
            4,
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    /**
     * A folder that is used without a login.
     *
     * @param address empty for the profile's
     * @throws InputException when there is none
     */
    public static ShareStorage of(final Profile profile, final String address) {
        final String where = address.isBlank() ? profile.address() : address.trim();
        if (where.isEmpty())
            throw new InputException(
                    "The profile '{}' has no address: give it the WebDAV address of your folder in {}.",
                    profile.name(),
                    Slot.command("Neuroglancer Settings", "settings"));
        return new ShareStorage(
                profile,
                Profile.webDavAddress(where),
                RequestSigner.NONE,
                RetryPolicy.STANDARD.acquainted(), // the first look has shown that the server answers
                LOOK,
                StorageFolder.state());
    }

    /** The same folder with a login. */
    public ShareStorage with(final RequestSigner login) {
        return new ShareStorage(profile, address, login, retry, look, journals);
    }

    /** The folder as a place for exports. */
    public StorageFolder folder() {
        return folder(retry);
    }

    StorageFolder folder(final RetryPolicy patience) {
        return new StorageFolder(address, profile.kind(), web(patience), this::seen, journals);
    }

    private WebOptions web(final RetryPolicy patience) {
        return profile.web().signer(signer).retry(patience).build();
    }

    /** The address of a dataset's folder where others read it, with a final slash. */
    URI seen(final String dataset) {
        return seen(WebAddress.ofFolder(address, dataset));
    }

    private URI seen(final URI target) {
        return profile.publicAddress(target);
    }

    UploadOptions upload(final Path dataset, final IfExists existing) {
        return UploadOptions.builder(dataset, address)
                .signer(signer)
                .existing(existing)
                .storage(profile)
                .journals(journals)
                .build();
    }

    /** Work at the storage. */
    @FunctionalInterface
    interface Work {
        /** @param dataset the folder of a dataset */
        void run(RemoteStore dataset) throws IOException;
    }

    /** Works at a dataset's folder on a worker, so that it can be canceled while the server does not answer. */
    void at(final String dataset, final RetryPolicy patience, final Monitor monitor, final Work work)
            throws IOException {
        try (WorkerPool pool = new WorkerPool(1, 1, monitor);
                RemoteStore store = profile.kind()
                        .open(
                                WebAddress.ofFolder(address, dataset),
                                web(patience).shownOn(monitor))) {
            pool.submit(() -> work.run(store));
            pool.drain();
        }
    }
}
