package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.ImagePlus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.SettingsEntry;
import sc.fiji.neuroglancer.command.ShareEntry;
import sc.fiji.neuroglancer.command.ShareKeys;
import sc.fiji.neuroglancer.command.Shared;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.share.ShareResult;

/** {@code share}: an image and points through a storage, up to a checked link. Nobody is asked for a login. */
final class ShareData implements ShellCommand {

    @Override
    public String name() {
        return "share";
    }

    @Override
    public String summary() {
        return "exports an image and points, uploads and checks them, and prints a link";
    }

    @Override
    public String operands() {
        return "IN.tif|SLICES_FOLDER";
    }

    @Override
    public List<Key> keys() {
        final List<Key> keys = new ArrayList<>(ShareKeys.shell());
        keys.add(ExportImage.VOXEL);
        keys.add(ExportImage.UNIT);
        return keys;
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final ImagePlus image = Images.open(arguments.operands().get(0));
        requireStorage(arguments.values());
        final List<String> notes = new ArrayList<>();
        ExportImage.calibrate(image, arguments.values()).ifPresent(notes::add);
        notes.forEach(terminal::note);
        final Shared shared = ShareEntry.runShell(image, arguments.values(), terminal.progress(), terminal::note);
        shared.lines().forEach(terminal::note);
        if (shared.link().isPresent() || arguments.json())
            terminal.result(shared.link().orElse(""), json(shared, notes, terminal));
        shared.requireOk();
    }

    private static void requireStorage(final Values values) {
        final boolean given =
                !values.text("account").isBlank() || !values.text("address").isBlank();
        if (!given
                && SettingsEntry.all().values().stream()
                        .allMatch(profile -> profile.get("address").isEmpty()))
            throw new UsageException("There is no storage: give its WebDAV address as --address, or a profile of the"
                    + " command settings as --account.");
    }

    private static ObjectNode json(final Shared shared, final List<String> notes, final Terminal terminal) {
        final ShareResult result = shared.result().orElseThrow();
        final ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("ok", result.ok())
                .put("link", result.link().orElse(null))
                .put("content", result.image().estimate().labels() ? "labels" : "intensity")
                .put("summary", terminal.said(result.summary()))
                .put("files", result.image().files())
                .put("bytes", result.image().bytes())
                .put("sent", result.sent())
                .put("seconds", result.seconds());
        final ArrayNode addresses = object.putArray("addresses");
        for (final CheckResult check : result.checks()) addresses.add(check.place());
        final ArrayNode findings = object.putArray("findings");
        for (final CheckResult check : result.checks())
            check.findings().forEach(finding -> findings.add(CheckData.json(finding, terminal)));
        notes.addAll(shared.notes());
        terminal.put(object.putArray("notes"), notes);
        return object;
    }
}
