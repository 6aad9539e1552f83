package sc.fiji.neuroglancer.command;

import static sc.fiji.neuroglancer.message.Slot.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Voice;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.serve.Serving;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** Makes a link that shows a dataset, and puts it on the clipboard. In a shell it is printed. */
public final class CopyLink extends Command {

    public static final String LABEL = "Copy Neuroglancer Link";

    private static final String POINTS = "points";
    private static final String DATASET = "dataset";
    private static final String NO_POINTS = "None";

    /** A shell's command that has ended serves nothing. */
    private static final Link.Host NO_HOST = new Link.Host() {
        @Override
        public String share(final Path folder) {
            throw new InputException(
                    "{} is a folder on this computer: give {}, the public address of {}, or use the serve command.",
                    folder,
                    key("base-url"),
                    folder.getParent());
        }

        @Override
        public String viewer() {
            return "";
        }
    };

    /** Makes the command. */
    public CopyLink() {
        super(
                LABEL,
                new Shell(
                        "link",
                        "FOLDER|ADDRESS|SOURCE|LINK...",
                        DATASET,
                        "prints a Neuroglancer link that shows datasets"),
                Key.folder(DATASET, "folder, web address, data source or link; empty for the last export"),
                Key.folder(POINTS, "folder or address of annotations; empty for those of the last export, or None")
                        .only(Key.Front.FIJI),
                Key.text(POINTS, "", "folder or address of annotations").only(Key.Front.SHELL),
                Key.text("viewer", "", "address of the viewer; empty for the profile's, or one that fits"),
                Key.text("base-url", "", "public address of the folder that holds the datasets' folders")
                        .only(Key.Front.SHELL),
                Key.flag("shorten", false, "save the state in a file beside the data to shorten the link"));
    }

    /** A link and what to tell the user about it: where it is, who can use it, what to mind. */
    public record Made(LinkResult link, List<Message> news) {}

    @Override
    public Form form(final Desk desk) {
        return new Form(this, Map.of(DATASET, LastExport.there()), CopyLink::preview);
    }

    /** Tells what the link would show. */
    private static String preview(final Values values) {
        final LinkOptions.Builder builder = LinkOptions.builder();
        add(builder, dataset(values), values.trimmed(POINTS), new ArrayList<>());
        final LinkOptions options = builder.viewer(values.text("viewer")).build();
        return "The link will show " + String.join(", ", options.datasets()) + with(options.points()) + ".";
    }

    static String with(final List<String> points) {
        return points.isEmpty() ? "" : " with " + String.join(", ", points);
    }

    @Override
    protected void run(final Values values, final Desk desk) throws IOException {
        final Made made = desk.voice() == Voice.SHELL ? ofWeb(values) : copy(values, desk);
        desk.result(Message.text(made.link().url()), json(made.link(), desk));
        made.news().forEach(desk::log);
        made.link().warnings().forEach(desk::warn);
        desk.status(made.news().get(0));
    }

    /** The result for programs. */
    public static ObjectNode json(final LinkResult link, final Desk desk) {
        final ObjectNode object = JsonNodeFactory.instance.objectNode().put("link", link.url());
        object.set("state", link.state().toJson());
        if (link.upload() != null) object.put("statefile", link.upload().toString());
        final ArrayNode warnings = object.putArray("warnings");
        link.warnings().forEach(warning -> warnings.add(desk.say(warning)));
        return object;
    }

    /** A link of datasets on the web, by the values that a shell gives. */
    private static Made ofWeb(final Values values) throws IOException {
        final String[] datasets = values.text(DATASET).split("\n");
        final String base = StoredProfiles.load().publicAddress(values.trimmed("base-url"));
        final LinkOptions.Builder options = LinkOptions.builder()
                .points(StoredProfiles.load().publicAddress(values.trimmed(POINTS)))
                .viewer(viewer(values, base.isEmpty() ? datasets[0] : base))
                .baseUrl(base)
                .shorten(values.flag("shorten"));
        for (final String dataset : datasets)
            options.dataset(StoredProfiles.load().publicAddress(dataset));
        final LinkResult link = new Link(options.build(), NO_HOST).run();
        return new Made(link, List.of(link.reach()));
    }

    private static String viewer(final Values values, final String place) {
        final String given = values.trimmed("viewer");
        return given.isEmpty() ? StoredProfiles.load().viewer(place) : given;
    }

    /**
     * Makes a link of a dataset, an address, a data source or another link, and puts it on the clipboard, or into a
     * file where there is none. The state of a short link goes to the storage of the dataset.
     *
     * @throws InputException when there is nothing to show
     * @throws IOException when metadata cannot be read, or the state cannot be written
     */
    public static Made copy(final Values values, final Desk desk) throws IOException {
        final String dataset = dataset(values);
        final List<Message> left = new ArrayList<>();
        final LinkOptions.Builder options =
                LinkOptions.builder().shorten(values.flag("shorten")).display(LastExport.display(dataset));
        final String place = add(options, dataset, values.trimmed(POINTS), left);
        final LinkOptions all = options.viewer(viewer(values, place)).build();
        final Link.Publisher publisher = publisher(place, desk.prompt()).orElse(null);
        final LinkResult link = new Link(all, ViewDataset.host(Serving::start), publisher).run();
        final Path folder = link.dataset() == null ? null : link.dataset().getParent();
        final Message where = LinkPlace.put(link.url(), folder);
        final List<Message> news = new ArrayList<>(left);
        if (where != null) news.add(0, where);
        news.add(link.reach());
        return new Made(link, news);
    }

    private static String dataset(final Values values) {
        final String given = values.trimmed(DATASET);
        return given.isEmpty() ? lastDataset() : given;
    }

    /**
     * Adds a dataset and its points: by their public addresses, if they are at a storage or were uploaded. Of the
     * points that were exported with a dataset that was uploaded, those that were not are left out.
     *
     * @param given points; empty for those that were exported with the dataset
     * @return where the dataset is
     */
    private static String add(
            final LinkOptions.Builder options, final String dataset, final String given, final List<Message> left) {
        final List<String> points = points(dataset, given);
        final boolean allPublic = points.stream().allMatch(CopyLink::isPublic);
        final String uploaded = LastExport.uploaded(dataset);
        if (uploaded.isEmpty() || !allPublic && !given.isEmpty()) {
            final String place = StoredProfiles.load().publicAddress(dataset);
            options.dataset(place);
            for (final String other : points)
                options.points(StoredProfiles.load().publicAddress(other));
            return place;
        }
        options.dataset(dataset).baseUrl(uploaded.replaceFirst("/[^/]*$", ""));
        for (final String place : points) {
            final String seen = LastExport.uploaded(place);
            if (isPublic(place)) options.points(seen.isEmpty() ? place : seen);
            else left.add(Message.of("The points in {} are not in the link because they were not uploaded.", place));
        }
        return uploaded;
    }

    private static boolean isPublic(final String place) {
        return LastExport.isElsewhere(place) || !LastExport.uploaded(place).isEmpty();
    }

    /** @throws InputException when there is no last export, or it is not there any more */
    static String lastDataset() {
        final String dataset = LastExport.dataset();
        if (dataset.isEmpty())
            throw new InputException("Nothing was exported yet: export an image first, or give its folder.");
        if (!LastExport.isThere(dataset))
            throw new InputException(
                    "The last export, {}, does not exist any more: export again, or give another folder.", dataset);
        return dataset;
    }

    /** Those given, or those exported with the dataset, one for each kind of shape. */
    static List<String> points(final String dataset, final String given) {
        if (given.equalsIgnoreCase(NO_POINTS)) return List.of();
        if (!given.isEmpty()) return List.of(given);
        if (!LastExport.dataset().equals(dataset)) return List.of();
        return LastExport.points().stream().filter(LastExport::isThere).toList();
    }

    /**
     * What puts the state of a link beside a dataset.
     *
     * @param place where others read the dataset
     * @return empty when no stored profile knows where to write to
     */
    private static Optional<Link.Publisher> publisher(final String place, final Prompt prompt) {
        final Optional<Profile> profile = StoredProfiles.load().of(place);
        return profile.flatMap(known -> known.uploadAddress(place))
                .map(address -> state -> profile.get().folder(address, prompt).publishState(state, Monitor.NONE));
    }
}
