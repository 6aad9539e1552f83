package sc.fiji.neuroglancer.share;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.link.FijiView;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * What {@link Share} makes and where it goes.
 *
 * @param storage where others read it
 * @param image how the image is exported: to {@link ShareStorage#folder()}, or to a folder on this computer, which then
 *     keeps a copy
 * @param viewer address of the viewer for the link
 * @param display what Fiji shows of the image, or null
 */
public record ShareOptions(ShareStorage storage, ImageExportOptions image, String viewer, FijiView display) {

    /**
     * @param viewer empty for the profile's
     * @throws InputException when the viewer is not an address, or it is not known where others read the data
     */
    public ShareOptions {
        final String page = viewer.isBlank() ? storage.profile().viewer() : viewer.trim();
        viewer = WebAddress.parse("viewer", page.replaceFirst("#.*", "")).toString();
        storage.seen(image.folderName());
    }

    /**
     * Where the image is exported to.
     *
     * @param folder as a user gives it; empty for straight to the storage
     * @throws InputException when it is an address
     */
    public static Destination destination(final String folder, final ShareStorage storage) {
        requireFolder(folder);
        return folder.isBlank() ? storage.folder() : Destination.folder(folder);
    }

    /**
     * Stops an address in the place of the folder that keeps a copy.
     *
     * @param folder as a user gives it; may be empty
     * @throws InputException when it is an address
     */
    public static void requireFolder(final String folder) {
        if (Address.isWeb(folder))
            throw new InputException(
                    "The folder is for a copy on this computer, but a web address is given: {}, and give the address to a"
                            + " profile in {}.",
                    Slot.leave("folder"),
                    Slot.command("Neuroglancer Settings", "settings"));
    }

    /** The folder on this computer that keeps a copy; empty when the image goes straight to the storage. */
    public Optional<Path> folder() {
        return image.destination().folder();
    }

    boolean isStraight() {
        return folder().isEmpty();
    }

    /** Where points are made: beside the copy of the image, or else in a hidden folder until the job is done. */
    Path pointsFolder() {
        final String target = storage.folder().address(image.folderName()).toString();
        final UUID key = UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8));
        return folder().orElse(storage.journals().resolveSibling("points").resolve(key.toString()));
    }
}
