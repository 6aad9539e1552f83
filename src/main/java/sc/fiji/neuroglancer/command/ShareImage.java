package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.key;
import static sc.fiji.neuroglancer.message.Slot.menu;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.awt.Rectangle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.annotation.find.FoundPoints;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.dataset.Destination;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.export.points.PointExportResult;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.share.Share;
import sc.fiji.neuroglancer.share.ShareOptions;
import sc.fiji.neuroglancer.share.ShareResult;
import sc.fiji.neuroglancer.share.ShareStorage;
import sc.fiji.neuroglancer.task.Amounts;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Shares an image and its points through a storage, up to a checked link. In Fiji, when no storage is set up, only this
 * computer shows them.
 */
public final class ShareImage extends Command {

    public static final String LABEL = "Share in Neuroglancer...";

    /** Where datasets are created that only this computer shows. */
    private static final String LOCAL = "~/neuroglancer";

    /** What to tell a user who has no storage. */
    static final Message NO_PROFILE = Message.of(
            "No storage is set up, so only this computer shows it. To share it with others, make a profile with {}"
                    + " (paste the WebDAV address of your folder there), and run this command again.",
            menu(EditSettings.LABEL, "settings"));

    /** Makes the command. */
    public ShareImage() {
        super(
                LABEL,
                Shell.ofImage("share", "exports an image and points, uploads and checks them, and prints a link"),
                Key.text("account", "", "name of a storage profile; empty if there is only one"),
                Key.text("address", "", "WebDAV address of the folder for datasets; empty for the profile's")
                        .only(Key.Front.SHELL),
                Key.file("points", "file with points of the image: .csv, .tsv, .txt, .json, .xml, .roi, .zip")
                        .only(Key.Front.SHELL),
                ExportImage.NAME,
                Key.choice("with points", List.of("Auto", "Yes", "No"), "also share points; Auto: if the image has any")
                        .only(Key.Front.FIJI),
                Key.file("points file", "file of points to share instead of those in Fiji")
                        .only(Key.Front.FIJI),
                ExportImage.CONTENT,
                ExportImage.FORMAT,
                UploadDataset.EXISTING,
                Key.folder("folder", "folder for a local copy; empty to write straight to the storage"),
                Key.text("viewer", "", "address of the viewer; empty for the profile's"));
    }

    @Override
    public Form form(final Desk desk) throws IOException {
        final ImagePlus image = desk.image();
        final ImagePreview look = new ImagePreview(image);
        final Map<String, String> known = new HashMap<>(Map.of("name", ImageExportOptions.nameFrom(image.getTitle())));
        final String account = StoredProfiles.preferred();
        if (!account.isEmpty()) known.put("account", account);
        return new Form(this, known, values -> preview(image, look, values)).rememberingAccount();
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final ImagePlus image = desk.image();
        if (image == null) throw Content.noImage();
        ShareOptions.requireFolder(values.text("folder"));
        final Profile profile = profile(values);
        if (profile == null && desk.voice() == Voice.SHELL)
            throw new UsageException(
                    "No storage is given: give its WebDAV address as {}, or a profile of the settings command as {}.",
                    key("address"),
                    key("account"));
        final Monitor monitor = desk.progress();
        final SharedPoints finder = new SharedPoints(image, monitor);
        final FoundPoints points = desk.voice() == Voice.SHELL
                ? finder.file(values.text("points"))
                : finder.find(values.text("withpoints"), values.text("pointsfile"));
        final String name = ExportImage.name(image, values);
        if (profile == null) showHere(image, points, name, values, desk);
        else share(image, points, options(profile, name, image, values, desk.prompt()), desk, monitor);
    }

    private static void share(
            final ImagePlus image,
            final FoundPoints points,
            final ShareOptions options,
            final Desk desk,
            final Monitor monitor)
            throws IOException {
        final Content content = options.image().labels() ? Content.LABELS : Content.INTENSITY;
        final Share job = new Share(content.open(image, null), points.sources(), options, monitor);
        desk.announce(Message.text(job.estimate().summary()));
        final ShareResult result = job.run();
        remember(result, image);
        tell(result, points, desk);
        if (!result.ok()) throw new InputException(result.summary());
    }

    private static void tell(final ShareResult result, final FoundPoints points, final Desk desk) {
        final String link = result.link();
        final Message where = link.isEmpty()
                ? null
                : LinkPlace.put(link, result.options().folder().orElse(null));
        if (result.ok()) desk.log(result.summary().then("It took {}.", Amounts.duration(result.seconds())));
        else result.otherErrors().forEach(desk::log);
        if (where != null) desk.log(where);
        if (!points.sources().isEmpty()) desk.warn(Message.of("The points are {}.", points.place()));
        points.notes().forEach(desk::warn);
        result.notes().forEach(desk::warn);
        desk.result(link.isEmpty() ? null : Message.text(link), json(result, desk));
        final Message shared = Message.text("Shared and checked.");
        if (result.ok()) desk.status(where == null ? shared : shared.then(where));
    }

    private static ObjectNode json(final ShareResult result, final Desk desk) {
        final ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("ok", result.ok())
                .put("link", result.link().isEmpty() ? null : result.link())
                .put("content", result.image().estimate().labels() ? "labels" : "intensity")
                .put("summary", desk.say(result.summary()))
                .put("files", result.image().files())
                .put("bytes", result.image().bytes())
                .put("sent", result.sent())
                .put("seconds", result.seconds());
        final ArrayNode addresses = object.putArray("addresses");
        final ArrayNode findings = object.putArray("findings");
        for (final CheckResult check : result.checks()) {
            addresses.add(check.place());
            CheckDataset.addFindings(findings, check, desk);
        }
        desk.warned().forEach(object.putArray("notes")::add);
        return object;
    }

    private static void remember(final ShareResult result, final ImagePlus image) {
        LastExport.remember(result.image().location(), image, null);
        final List<String> places = ExportPoints.locations(result.points());
        if (!places.isEmpty()) LastExport.rememberPoints(places);
        rememberUpload(result.image().location(), result.checks().get(0));
        for (int i = 0; i < places.size(); i++)
            rememberUpload(places.get(i), result.checks().get(i + 1));
    }

    private static void rememberUpload(final String location, final CheckResult seen) {
        if (!LastExport.isElsewhere(location)) LastExport.rememberUpload(location, URI.create(seen.place()));
    }

    /** The profile that is named; else that of the address; else the only one; null when there is none. */
    private static Profile profile(final Values values) {
        final String account = values.trimmed("account");
        final String address = values.trimmed("address");
        if (!account.isEmpty()) return StoredProfiles.load().get(account);
        if (!address.isEmpty()) return StoredProfiles.load().choose("", address);
        final List<Profile> usable = StoredProfiles.usable();
        if (usable.size() > 1)
            throw new InputException(
                    "There are several profiles: give one of {} as {}.",
                    usable.stream().map(Profile::name).toList(),
                    key("account"));
        return usable.isEmpty() ? null : usable.get(0);
    }

    /**
     * How an image is shared.
     *
     * @throws InputException when a value cannot be used
     */
    private static ShareOptions options(
            final Profile profile, final String name, final ImagePlus image, final Values values, final Prompt prompt)
            throws IOException {
        final ShareStorage storage = ShareStorage.of(profile, values.trimmed("address"));
        options(storage, name, image, values); // what is wrong is told before a user is asked for a login
        return options(storage.with(profile.signer(storage.address(), prompt)), name, image, values);
    }

    private static ShareOptions options(
            final ShareStorage storage, final String name, final ImagePlus image, final Values values)
            throws IOException {
        final Destination destination = ShareOptions.destination(values.text("folder"), storage);
        final ImageExportOptions export = ImageExportOptions.of(destination, name)
                .labels(ExportImage.content(image, values) == Content.LABELS)
                .format(values.text("format"))
                .existing(values.existing())
                .checked();
        final Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        return new ShareOptions(storage, export, values.text("viewer"), LastExport.shown(image, all));
    }

    /** The values of an export to this computer. */
    private static Values hereValues(final String name, final Values values) {
        final Map<String, String> given = new HashMap<>(Map.of("name", name));
        given.put("content", values.text("content"));
        given.put("format", values.text("format"));
        given.put("existing", values.text("existing"));
        given.put("folder", values.text("folder").isBlank() ? LOCAL : values.text("folder"));
        return new ExportImage().values(Voice.MACRO, given);
    }

    /** Without a storage: exports to this computer, and serves it to a browser here. */
    private static void showHere(
            final ImagePlus image, final FoundPoints points, final String name, final Values values, final Desk desk)
            throws IOException {
        final ImageExportResult exported = ExportImage.export(image, hereValues(name, values), desk);
        final Path dataset = exported.dataset();
        final IfExists existing = values.existing() == IfExists.FAIL ? IfExists.FAIL : IfExists.REPLACE;
        final PointExportOptions pointOptions =
                PointExportOptions.DEFAULT.withName(name + Share.POINTS_SUFFIX).withExisting(existing);
        final Destination folder = Destination.folder(dataset.getParent());
        final List<PointExportResult> made =
                PointExport.runAll(points.sources(), folder, pointOptions, desk.progress());
        final List<String> places = ExportPoints.locations(made);
        if (!made.isEmpty()) LastExport.rememberPoints(places);
        final LinkOptions.Builder link =
                LinkOptions.builder().dataset(dataset.toString()).display(LastExport.display(dataset.toString()));
        places.forEach(link::points);
        final ViewDataset.View view = ViewDataset.view(link);
        desk.result(Message.text(view.page()), CopyLink.json(view.link(), desk));
        desk.log(NO_PROFILE);
        desk.log(Message.text(exported.summary() + "."));
        if (!made.isEmpty())
            desk.log(Message.text(ExportPoints.Done.of(points, made).summary()));
        points.notes().forEach(desk::log);
        ViewDataset.tell(view, desk);
        desk.status(Message.text("Only this computer shows it: see the Log."));
    }

    /** Tells what is made of an image, where others find it, and which points go with it. */
    private static String preview(final ImagePlus image, final ImagePreview look, final Values values)
            throws IOException {
        ShareOptions.requireFolder(values.text("folder"));
        final Profile profile = profile(values);
        final String points = " Points: "
                + new SharedPoints(image, Monitor.NONE).describe(values.text("withpoints"), values.text("pointsfile"));
        final String name = ExportImage.name(image, values);
        if (profile == null) return NO_PROFILE.in(Voice.DIALOG) + " " + here(look, hereValues(name, values)) + points;
        final Content content = ExportImage.content(image, values);
        return whatAndWhere(look.open(content, null), options(profile, name, image, values, Prompt.NOBODY), profile)
                + points
                + " The link is put on the clipboard once it has been tried.";
    }

    private static String here(final ImagePreview look, final Values given) throws IOException {
        final Path folder = Destination.folder(given.text("folder")).folder().orElseThrow();
        return look.of(given) + " The folder is " + folder + ".";
    }

    private static String whatAndWhere(final PixelSource source, final ShareOptions options, final Profile profile) {
        final Share job = new Share(source, List.of(), options, Monitor.NONE);
        final URI dataset =
                WebAddress.ofFolder(options.storage().address(), options.image().folderName());
        final String copy =
                options.folder().map(folder -> ", with a copy in " + folder).orElse("");
        final Content content = options.image().labels() ? Content.LABELS : Content.INTENSITY;
        return ImagePreview.describe(source.metadata(), content) + " It becomes "
                + job.estimate().summary() + ", at " + profile.publicAddress(dataset) + copy + ".";
    }
}
