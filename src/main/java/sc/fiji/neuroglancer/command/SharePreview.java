package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.share.Share;
import sc.fiji.neuroglancer.share.ShareOptions;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** Tells what {@link ShareEntry#run} would make of an image, where others find it, and which points go with it. */
final class SharePreview implements Form.Preview {

    private final ImagePlus image;
    private final ImagePreview look;

    /**
     * @param image may be null
     * @throws InputException when it is
     */
    SharePreview(final ImagePlus image) {
        look = new ImagePreview(image);
        this.image = image;
    }

    @Override
    public String of(final Values values) throws IOException {
        ShareOptions.requireFolder(values.text("folder"));
        final Optional<Profile> profile = ShareEntry.profile(values.text("account"), "");
        final String points = " Points: "
                + new SharedPoints(image, Monitor.NONE).describe(values.text("withpoints"), values.text("pointsfile"));
        if (profile.isEmpty()) return ShareEntry.NO_PROFILE + " " + here(values) + points;
        final ShareOptions options = ShareEntry.options(profile.get(), "", image, values, Prompt.NOBODY);
        return whatAndWhere(options, profile.get(), ImageEntry.content(image, values))
                + points
                + " The link is put on the clipboard once it has been tried.";
    }

    /** What is made on this computer. */
    private String here(final Values values) throws IOException {
        final Values given = ShareEntry.hereValues(image, values);
        return look.of(given) + " The folder is "
                + Destination.folder(given.text("folder")).folder().orElseThrow() + ".";
    }

    private String whatAndWhere(final ShareOptions options, final Profile profile, final Content content) {
        final PixelSource source = look.open(content, null);
        final Share job = new Share(source, List.of(), options, Monitor.NONE);
        final URI dataset =
                WebAddress.ofFolder(options.storage().address(), options.image().folderName());
        final String copy =
                options.folder().map(folder -> ", with a copy in " + folder).orElse("");
        return ImagePreview.describe(source.metadata(), content) + " It becomes "
                + job.estimate().summary() + ", at " + profile.publicAddress(dataset) + copy + ".";
    }
}
