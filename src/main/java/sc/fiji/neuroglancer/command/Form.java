package sc.fiji.neuroglancer.command;

import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import sc.fiji.neuroglancer.export.ImageExportOptions;
import sc.fiji.neuroglancer.profile.Profiles;
import sc.fiji.neuroglancer.task.InputException;

/**
 * What a command's dialog shows: what stands in the fields at first, and what is said of them while they are edited.
 * Macros and scripts get none of it. Immutable.
 */
public final class Form {

    /** Tells what a command would do with values. It looks at neither pixels nor the network, so that it is quick. */
    @FunctionalInterface
    interface Preview {
        /**
         * A sentence or two; empty for nothing to tell.
         *
         * @throws InputException when the values cannot be used; the message is shown in its place
         */
        String of(Values values) throws IOException;
    }

    /** What is said of the values of a dialog. Immutable. */
    public static final class Outlook {
        private final String text;
        private final boolean good;

        private Outlook(final String text, final boolean good) {
            this.text = text;
            this.good = good;
        }

        /** What will be done, or what is wrong. */
        public String text() {
            return text;
        }

        /** Whether the command can run with these values, as far as can be seen. */
        public boolean isGood() {
            return good;
        }
    }

    private final List<Key> keys;
    private final Map<String, String> suggestions;
    private final Preview preview;
    private final Consumer<Values> memory;
    private final Function<String, Optional<Form>> profiles;

    private Form(final List<Key> keys, final Map<String, String> suggestions, final Preview preview) {
        this(keys, suggestions, preview, values -> {});
    }

    private Form(
            final List<Key> keys,
            final Map<String, String> suggestions,
            final Preview preview,
            final Consumer<Values> memory) {
        this(keys, suggestions, preview, memory, name -> Optional.empty());
    }

    private Form(
            final List<Key> keys,
            final Map<String, String> suggestions,
            final Preview preview,
            final Consumer<Values> memory,
            final Function<String, Optional<Form>> profiles) {
        this.keys = keys;
        this.suggestions = suggestions;
        this.preview = preview;
        this.memory = memory;
        this.profiles = profiles;
    }

    /** The defaults, and only that the values are checked. */
    public static Form of(final List<Key> keys) {
        return new Form(keys, Map.of(), values -> "");
    }

    /**
     * The export of an image.
     *
     * @param image may be null, when none is open
     * @throws InputException when there is none
     */
    public static Form image(final ImagePlus image) {
        final ImagePreview preview = new ImagePreview(image);
        final String name = ImageExportOptions.nameFrom(image.getTitle());
        return new Form(
                ImageKeys.all(),
                Map.of("folder", RememberedFolder.get(), "name", name),
                preview,
                RememberedFolder::keep);
    }

    /**
     * The export of points.
     *
     * @param image that they belong to; null when none is open
     */
    public static Form points(final ImagePlus image) {
        return new Form(
                PointsKeys.all(),
                Map.of("folder", RememberedFolder.get()),
                values -> PointsEntry.preview(image, values),
                RememberedFolder::keep);
    }

    /**
     * Sharing.
     *
     * @param image may be null, when none is open
     * @throws InputException when there is none
     */
    public static Form share(final ImagePlus image) {
        final SharePreview preview = new SharePreview(image);
        return new Form(ShareKeys.all(), ShareEntry.suggestions(image), preview, Form::prefer);
    }

    private static void prefer(final Values values) {
        StoredProfiles.prefer(values.text("account"));
    }

    /** The link of a dataset. */
    public static Form copyLink() {
        return new Form(LinkKeys.copy(), Map.of("dataset", LastExport.there().orElse("")), LinkEntry::preview);
    }

    /** The view of a dataset. */
    public static Form view() {
        return new Form(
                LinkKeys.view(),
                Map.of("folder", localExport()),
                values -> LinkEntry.previewView(values.text("folder")));
    }

    /** The check of a dataset. */
    public static Form check() {
        return new Form(CheckKeys.all(), Map.of("address", LastExport.there().orElse("")), CheckEntry::preview);
    }

    /** The upload of a dataset. */
    public static Form upload() {
        final Map<String, String> known = Map.of(
                "dataset", LastExport.folder().orElse(""),
                "account", StoredProfiles.preferred().orElse(""));
        return new Form(UploadKeys.all(), known, UploadEntry::preview, Form::prefer);
    }

    private static String localExport() {
        return LastExport.there()
                .filter(place -> !LastExport.isElsewhere(place))
                .orElse("");
    }

    /**
     * A profile.
     *
     * @param account the name of the one that is shown, if it is known
     */
    public static Form settings(final String account) {
        final Map<String, String> known =
                StoredProfiles.load().find(account).map(SettingsEntry::values).orElse(Map.of());
        return new Form(SettingsKeys.all(), known, SettingsEntry::preview, Form::prefer, name -> other(account, name));
    }

    private static Optional<Form> other(final String shown, final String named) {
        if (named.equalsIgnoreCase(shown)) return Optional.empty();
        return StoredProfiles.load().find(named).map(profile -> settings(profile.name()));
    }

    /** The profile that the dialog shows first. */
    public static Form settings() {
        return settings(StoredProfiles.preferred().orElse(Profiles.HELMHOLTZ));
    }

    /** The keys of the command. */
    public List<Key> keys() {
        return keys;
    }

    /** What stands in a field at first, when it is not the default. */
    public Optional<String> suggestion(final Key key) {
        return Optional.ofNullable(suggestions.get(key.name()));
    }

    /** What the dialog shows instead when the values name another profile that is known. */
    public Optional<Form> following(final Map<String, String> given) {
        return profiles.apply(given.getOrDefault("account", "").trim());
    }

    /**
     * What is said of values.
     *
     * @param given by key
     */
    public Outlook outlook(final Map<String, String> given) {
        try {
            return new Outlook(preview.of(Values.of(keys, given)), true);
        } catch (final InputException e) {
            return new Outlook(e.getMessage(), false);
        } catch (final IOException e) {
            return new Outlook(Failure.sentence(e), false);
        }
    }

    /** Keeps of the values that a user chose what the next dialog shows. */
    public void remember(final Values values) {
        memory.accept(values);
    }
}
