package sc.fiji.neuroglancer.ij1;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.BrowserLauncher;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.command.CheckEntry;
import sc.fiji.neuroglancer.command.CheckKeys;
import sc.fiji.neuroglancer.command.Failure;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.ImageEntry;
import sc.fiji.neuroglancer.command.ImageKeys;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.Lines;
import sc.fiji.neuroglancer.command.LinkEntry;
import sc.fiji.neuroglancer.command.LinkKeys;
import sc.fiji.neuroglancer.command.MacroOptions;
import sc.fiji.neuroglancer.command.PointsEntry;
import sc.fiji.neuroglancer.command.PointsKeys;
import sc.fiji.neuroglancer.command.SettingsEntry;
import sc.fiji.neuroglancer.command.SettingsKeys;
import sc.fiji.neuroglancer.command.ShareEntry;
import sc.fiji.neuroglancer.command.ShareKeys;
import sc.fiji.neuroglancer.command.Shared;
import sc.fiji.neuroglancer.command.UploadEntry;
import sc.fiji.neuroglancer.command.UploadKeys;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.commands.SwingPrompt;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.task.InputException;

/** Runs commands with ImageJ's own dialogs; in a macro without any. */
final class PlainCommands {

    private PlainCommands() {}

    /** What a command does with its values. */
    @FunctionalInterface
    private interface Job {
        void run(Values values) throws IOException;
    }

    static void run(final String command) {
        switch (command) {
            case Neuroglancer_Plugin.SHARE:
                run(ShareKeys.LABEL, ShareKeys.all(), () -> Form.share(image()), PlainCommands::share);
                break;
            case Neuroglancer_Plugin.EXPORT_IMAGE:
                run(ImageKeys.LABEL, ImageKeys.all(), () -> Form.image(image()), PlainCommands::exportImage);
                break;
            case Neuroglancer_Plugin.EXPORT_POINTS:
                run(PointsKeys.LABEL, PointsKeys.all(), () -> Form.points(image()), PlainCommands::exportPoints);
                break;
            case Neuroglancer_Plugin.COPY_LINK:
                run(
                        LinkKeys.COPY_LABEL,
                        LinkKeys.copy(),
                        Form::copyLink,
                        values -> tell(LinkEntry.copy(values, prompt())));
                break;
            case Neuroglancer_Plugin.VIEW:
                run(LinkKeys.VIEW_LABEL, LinkKeys.view(), Form::view, PlainCommands::view);
                break;
            case Neuroglancer_Plugin.STOP_SERVING:
                run(LinkKeys.STOP_LABEL, LinkKeys.stop(), values -> IJ.showStatus(LinkEntry.stop()));
                break;
            case Neuroglancer_Plugin.UPLOAD:
                run(UploadKeys.LABEL, UploadKeys.all(), Form::upload, PlainCommands::upload);
                break;
            case Neuroglancer_Plugin.CHECK:
                run(CheckKeys.LABEL, CheckKeys.all(), Form::check, PlainCommands::check);
                break;
            case Neuroglancer_Plugin.SETTINGS:
                run(SettingsKeys.LABEL, SettingsKeys.all(), Form::settings, values -> tell(SettingsEntry.run(values)));
                break;
            default:
                throw new IllegalArgumentException(command);
        }
    }

    private static void run(final String label, final List<Key> keys, final Job job) {
        run(label, keys, () -> Form.of(keys), job);
    }

    /** @param form is asked for only when the user is asked */
    private static void run(final String label, final List<Key> keys, final Supplier<Form> form, final Job job) {
        try {
            final Optional<Values> values = values(label, keys, form);
            if (values.isPresent()) job.run(values.get());
        } catch (final InputException e) {
            error(label, e.getMessage());
        } catch (final IOException e) {
            error(label, Failure.sentence(e));
        } catch (final CancellationException e) {
            IJ.showStatus(Failure.canceled(keys));
        } catch (final OutOfMemoryError e) {
            error(label, "There is not enough memory: raise it in Edit > Options > Memory & Threads.");
        } finally {
            IJ.showProgress(1.0);
        }
    }

    /** ImageJ's windows are as wide as the longest line. */
    private static void error(final String label, final String sentence) {
        IJ.showStatus(""); // what was under way is so no more
        IJ.showProgress(1.0);
        IJ.error(label, GraphicsEnvironment.isHeadless() ? sentence : String.join("\n", Lines.wrap(sentence, 90)));
    }

    private static ImagePlus image() {
        return WindowManager.getCurrentImage();
    }

    private static void exportImage(final Values values) throws IOException {
        final ImageExportResult result =
                ImageEntry.run(image(), values, prompt(), new StatusProgress(), IJ::showStatus);
        result.warnings().forEach(IJ::log);
        IJ.log(result.summary());
        if (isAsking()) ImageEntry.next().ifPresent(IJ::log);
        IJ.showStatus(result.status());
    }

    private static void share(final Values values) throws IOException {
        final Shared shared = ShareEntry.run(image(), values, prompt(), new StatusProgress(), IJ::showStatus);
        shared.shown().ifPresent(IJ::log);
        shared.lines().forEach(IJ::log);
        if (!GraphicsEnvironment.isHeadless()) shared.page().ifPresent(PlainCommands::openBrowser);
        shared.requireOk();
        IJ.showStatus(shared.status());
    }

    private static void view(final Values values) throws IOException {
        final LinkEntry.Made made = LinkEntry.view(values.text("folder"));
        if (!GraphicsEnvironment.isHeadless()) openBrowser(made.page());
        IJ.log(made.shown());
        made.news().forEach(IJ::log);
        IJ.showStatus(made.status());
    }

    private static void openBrowser(final URI page) {
        try {
            BrowserLauncher.openURL(page.toString());
        } catch (final IOException e) {
            IJ.log(LinkEntry.NO_BROWSER);
        }
    }

    private static void tell(final LinkEntry.Made made) {
        IJ.log(made.link().url());
        made.news().forEach(IJ::log);
        IJ.showStatus(made.news().get(0));
    }

    private static void exportPoints(final Values values) throws IOException {
        final PointsEntry.Done done = PointsEntry.run(image(), values, prompt(), new StatusProgress());
        done.notes().forEach(IJ::log);
        IJ.log(done.summary());
        IJ.showStatus(done.status());
    }

    private static void upload(final Values values) throws IOException {
        final UploadEntry.Done done = UploadEntry.run(values.text("dataset"), values, prompt(), new StatusProgress());
        IJ.log(done.summary());
        IJ.showStatus(done.status());
    }

    private static Prompt prompt() {
        return SwingPrompt.of(Macro.getOptions() != null);
    }

    private static void check(final Values values) throws IOException {
        final CheckResult result = CheckEntry.run(values, new StatusProgress());
        result.findings().forEach(finding -> IJ.log(finding.toString()));
        if (result.ok() || isAsking()) IJ.log(result.summary());
        if (!isAsking()) CheckEntry.requireOk(result);
        IJ.showStatus(CheckEntry.status(result));
        if (isAsking()) IJ.showMessage(CheckKeys.LABEL, CheckEntry.message(result));
    }

    private static void tell(final String sentence) {
        IJ.log(sentence);
        IJ.showStatus(sentence);
    }

    /** Whether the user is asked for the values: not by a macro that gives some, nor without a screen. */
    private static boolean isAsking() {
        return Macro.getOptions() == null && !GraphicsEnvironment.isHeadless();
    }

    /** The macro's options, or what the user answers; empty when he cancels. Without a screen nobody is asked. */
    private static Optional<Values> values(final String label, final List<Key> keys, final Supplier<Form> form) {
        final String options = Macro.getOptions();
        if (keys.isEmpty() && options == null) return Optional.of(Values.of(keys, Map.of()));
        if (isAsking()) return PlainDialog.ask(label, form.get());
        return Optional.of(Values.of(keys, MacroOptions.ofMacro(options)));
    }
}
