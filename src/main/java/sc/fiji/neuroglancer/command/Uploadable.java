package sc.fiji.neuroglancer.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.store.MetadataFiles;
import sc.fiji.neuroglancer.viewer.ViewerLink;

/** Tells of files and folders that can be uploaded, but that no viewer shows. */
final class Uploadable {

    /** Other metadata of what viewers show: N5, and the state of a link. */
    private static final List<String> MORE_METADATA = List.of("attributes.json", ViewerLink.STATE_FILE);

    private static final String TABLE = ".*\\.(csv|tsv|txt|xlsx?|roi|zip|xml)";
    private static final String IMAGE =
            ".*\\.(tiff?|png|jpe?g|bmp|gif|avi|czi|nd2|lif|oib|oif|lsm|ims|h5|hdf5|dcm|fits)";

    /** Entries of a folder that are looked at. */
    private static final int ENOUGH = 1000;

    private Uploadable() {}

    /**
     * What to know before others are sent there.
     *
     * @return a sentence that begins with a dot and a space; empty when a viewer may show it
     */
    static Message note(final Path place) {
        final String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.isDirectory(place)) return note("file", name);
        try {
            return isShown(place) ? Message.text("") : note("folder", firstName(place));
        } catch (final IOException e) {
            return Message.text(""); // the upload says why it cannot be read
        }
    }

    private static Message note(final String what, final String name) {
        final Slot how;
        if (name.matches(TABLE)) how = Slot.command(ExportPoints.LABEL, "export-points");
        else if (name.matches(IMAGE)) how = Slot.command(ExportImage.LABEL, "export-image");
        else return Message.text("");
        return Message.of(
                ". No viewer can show this {} as it is: make a dataset of it with {}, and upload that.", what, how);
    }

    private static boolean isShown(final Path folder) throws IOException {
        if (isDataset(folder)) return true;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (final Path child : children) if (isDataset(child)) return true;
        }
        return false;
    }

    private static boolean isDataset(final Path folder) {
        return Stream.concat(MetadataFiles.NAMES.stream(), MORE_METADATA.stream())
                .anyMatch(file -> Files.exists(folder.resolve(file)));
    }

    /** The first name that tells what the files of a folder are; empty when none does. */
    private static String firstName(final Path folder) throws IOException {
        int seen = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (final Path file : files) {
                final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                if (name.matches(IMAGE) || name.matches(TABLE)) return name;
                if (++seen == ENOUGH) break;
            }
        }
        return "";
    }
}
