package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.LinkKeys;
import sc.fiji.neuroglancer.command.Storages;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.link.LinkResult;
import sc.fiji.neuroglancer.task.InputException;

/** {@code link}: prints a link that shows datasets on the web. */
final class PrintLink implements ShellCommand {

    /** A command that has ended serves nothing. */
    private static final Link.Host NONE = new Link.Host() {
        @Override
        public String share(final Path folder) {
            throw new InputException(folder + " is a folder on this computer: give --base-url, the public address of "
                    + folder.getParent() + ", or use the command serve.");
        }

        @Override
        public String viewer() {
            return "";
        }
    };

    @Override
    public String name() {
        return "link";
    }

    @Override
    public String summary() {
        return "prints a Neuroglancer link that shows datasets";
    }

    @Override
    public String operands() {
        return "FOLDER|ADDRESS|SOURCE|LINK...";
    }

    @Override
    public List<Key> keys() {
        return LinkKeys.shellLink();
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, Integer.MAX_VALUE};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final Values values = arguments.values();
        final String base = Storages.publicAddress(values.text("base-url").trim());
        final String first = base.isEmpty() ? arguments.operands().get(0) : base;
        final String viewer = values.text("viewer").trim();
        final LinkOptions.Builder options = LinkOptions.builder()
                .points(Storages.publicAddress(values.text("points").trim()))
                .viewer(viewer.isEmpty() ? Storages.viewer(first) : viewer)
                .baseUrl(base)
                .shorten(values.flag("shorten"));
        for (final String operand : arguments.operands()) options.dataset(Storages.publicAddress(operand));
        final LinkResult result = new Link(options.build(), NONE).run();
        terminal.note(result.reach());
        result.warnings().forEach(terminal::note);
        terminal.result(result.url(), json(result, terminal));
    }

    /** The result for programs. */
    static ObjectNode json(final LinkResult result, final Terminal terminal) {
        final ObjectNode object = JsonNodeFactory.instance.objectNode().put("link", result.url());
        object.set("state", result.state().toJson());
        if (result.upload() != null) object.put("statefile", result.upload().toString());
        terminal.put(object.putArray("warnings"), result.warnings());
        return object;
    }
}
