package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import java.awt.Rectangle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.share.Share;
import sc.fiji.neuroglancer.share.ShareOptions;
import sc.fiji.neuroglancer.share.ShareResult;
import sc.fiji.neuroglancer.share.ShareStorage;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From an open image and the values of {@link ShareKeys} to a link on the clipboard. */
public final class ShareEntry {

    /** Where datasets are made that only this computer shows. */
    private static final String LOCAL = "~/neuroglancer";

    /** What to tell a user who has no storage. */
    static final String NO_PROFILE = "No storage is set up, so only this computer shows it. To share it with"
            + " others, make a profile with Plugins > Neuroglancer > " + SettingsKeys.LABEL
            + " (paste the WebDAV address of your folder there), and run this command again.";

    private ShareEntry() {}

    /**
     * Shares an image, or shows it on this computer when no storage is set up.
     *
     * @param image may be null, when none is open
     * @param prompt asks for a login when there is no other
     * @param plan is told in one line what will be made, before it starts
     * @throws InputException when there is no image, or a value cannot be used
     * @throws IOException when a file or the storage fails; the message says what to do
     */
    public static Shared run(
            final ImagePlus image,
            final Values values,
            final Prompt prompt,
            final Monitor monitor,
            final Consumer<String> plan)
            throws IOException {
        if (image == null) throw Content.noImage();
        ShareOptions.requireFolder(values.text("folder"));
        final Optional<Profile> profile = profile(values.text("account"), "");
        final FoundPoints points =
                new SharedPoints(image, monitor).find(values.text("withpoints"), values.text("pointsfile"));
        if (profile.isEmpty()) return showHere(image, points, values, monitor, plan);
        return share(image, points, options(profile.get(), "", image, values, prompt), monitor, plan);
    }

    /**
     * Shares an image with the points of a file.
     *
     * @param values of {@link ShareKeys#shell()}
     * @throws InputException when a value cannot be used
     * @throws IOException when a file or the storage fails; the message says what to do
     */
    public static Shared runShell(
            final ImagePlus image, final Values values, final Monitor monitor, final Consumer<String> plan)
            throws IOException {
        final String address = values.text("address").trim();
        final Profile profile = profile(values.text("account"), address)
                .orElseThrow(() -> new InputException("There is no storage: give its WebDAV address as --address, or a"
                        + " profile of Neuroglancer Settings as --account."));
        final FoundPoints points = new SharedPoints(image, monitor).file(values.text("points"));
        return share(image, points, options(profile, address, image, values, Prompt.NOBODY), monitor, plan);
    }

    /** What a dialog shows at first: the profile that was used last, or the only one, and the image's title. */
    static Map<String, String> suggestions(final ImagePlus image) {
        final Map<String, String> suggestions = new HashMap<>();
        StoredProfiles.preferred().ifPresent(name -> suggestions.put("account", name));
        suggestions.put("name", ImageExportOptions.nameFrom(image.getTitle()));
        return suggestions;
    }

    /** The profile that is named; else that of the address; else the only one; empty when there is none. */
    static Optional<Profile> profile(final String account, final String address) {
        if (!account.isBlank()) return Optional.of(StoredProfiles.load().get(account.trim()));
        if (!address.isEmpty()) return Optional.of(Storages.profile("", address));
        final List<Profile> usable = StoredProfiles.usable();
        if (usable.size() > 1)
            throw new InputException("There are several profiles: give one of "
                    + usable.stream().map(Profile::name).collect(Collectors.joining(", ")) + " as account.");
        return usable.stream().findFirst();
    }

    private static String name(final ImagePlus image, final Values values) {
        final String name = values.text("name").trim();
        return name.isEmpty() ? ImageExportOptions.nameFrom(image.getTitle()) : name;
    }

    /**
     * How an image is shared; asks nobody.
     *
     * @param address of WebDAV; empty for the profile's
     * @throws InputException when a value cannot be used
     */
    static ShareOptions options(
            final Profile profile,
            final String address,
            final ImagePlus image,
            final Values values,
            final Prompt prompt)
            throws IOException {
        final ShareStorage storage = ShareStorage.of(profile, address);
        options(storage, image, values); // what is wrong is told before anybody is asked for a login
        return options(storage.with(Storages.credentials(profile, storage.address(), prompt)), image, values);
    }

    private static ShareOptions options(final ShareStorage storage, final ImagePlus image, final Values values)
            throws IOException {
        final Destination destination = ShareOptions.destination(values.text("folder"), storage);
        final ImageExportOptions export = ImageExportOptions.of(destination, name(image, values))
                .labels(ImageEntry.content(image, values) == Content.LABELS)
                .format(values.text("format"))
                .existing(IfExists.byName(values.text("existing")))
                .checked();
        final Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        return new ShareOptions(storage, export, values.text("viewer"), ShownImage.display(image, all));
    }

    private static Shared share(
            final ImagePlus image,
            final FoundPoints points,
            final ShareOptions options,
            final Monitor monitor,
            final Consumer<String> plan)
            throws IOException {
        final Content content = options.image().labels() ? Content.LABELS : Content.INTENSITY;
        final Share job = new Share(content.open(image, null), points.sources(), options, monitor);
        plan.accept(job.estimate().summary());
        final ShareResult result = job.run();
        remember(result, image);
        final String place = result.link().isPresent() ? place(result.link().get(), options) : "";
        final List<String> notes = new ArrayList<>(points.notes());
        if (!points.sources().isEmpty()) notes.add(0, "The points are " + points.place() + ".");
        return Shared.of(result, place, notes);
    }

    private static void remember(final ShareResult result, final ImagePlus image) {
        LastExport.remember(result.image().location(), image, null);
        if (!result.points().isEmpty()) LastExport.rememberPoints(PointsEntry.locations(result.points()));
        rememberUpload(result.image().location(), result.checks().get(0));
        for (int i = 0; i < result.points().size(); i++)
            rememberUpload(result.points().get(i).location(), result.checks().get(i + 1));
    }

    private static void rememberUpload(final String location, final CheckResult seen) {
        if (!LastExport.isElsewhere(location)) LastExport.rememberUpload(location, URI.create(seen.place()));
    }

    /** Puts the link on the clipboard, or else into a file beside the copy on this computer. */
    private static String place(final String link, final ShareOptions options) throws IOException {
        if (Clipboard.copy(link)) return "The link is on the clipboard.";
        if (options.folder().isEmpty()) return ""; // nothing but the log can tell it
        return LinkEntry.write(link, options.folder().get().resolve(LinkEntry.URL_FILE));
    }

    /** Of {@link ImageKeys}, for an export to this computer. */
    static Values hereValues(final ImagePlus image, final Values values) {
        final Map<String, String> given = new HashMap<>();
        for (final String key : List.of("content", "format", "existing")) given.put(key, values.text(key));
        given.put("folder", values.text("folder").isBlank() ? LOCAL : values.text("folder"));
        given.put("name", name(image, values));
        return Values.of(ImageKeys.all(), given);
    }

    /** Without a storage: exports to this computer, and serves it to a browser here. */
    private static Shared showHere(
            final ImagePlus image,
            final FoundPoints points,
            final Values values,
            final Monitor monitor,
            final Consumer<String> plan)
            throws IOException {
        final ImageExportResult exported = ImageEntry.run(image, hereValues(image, values), monitor, plan);
        final Path dataset = exported.dataset();
        final LinkOptions.Builder link = LinkOptions.builder()
                .dataset(dataset.toString())
                .display(LastExport.display(dataset.toString()).orElse(null));
        final boolean fails = values.text("existing").equals(IfExists.FAIL.label());
        final PointExportOptions pointOptions = PointExportOptions.DEFAULT
                .withName(name(image, values) + Share.POINTS_SUFFIX)
                .withExisting(fails ? IfExists.FAIL : IfExists.REPLACE);
        final Destination folder = Destination.folder(dataset.getParent());
        final List<PointExportResult> made = PointExport.runAll(points.sources(), folder, pointOptions, monitor);
        final List<String> places = PointsEntry.locations(made);
        if (!made.isEmpty()) LastExport.rememberPoints(places);
        places.forEach(link::points);
        final List<String> notes = new ArrayList<>(points.notes());
        notes.add(0, exported.summary() + ".");
        if (!made.isEmpty()) notes.add(1, new PointsEntry.Done(points, made).summary());
        return Shared.here(LinkEntry.view(link), NO_PROFILE, notes);
    }
}
