package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.UploadEntry;
import sc.fiji.neuroglancer.command.UploadKeys;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.upload.UploadOptions;

/** {@code upload}: a dataset to a WebDAV storage. Nobody is asked for a login. */
final class UploadData implements ShellCommand {

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public String summary() {
        return "uploads a dataset by WebDAV, or continues that";
    }

    @Override
    public String operands() {
        return "DATASET";
    }

    @Override
    public List<Key> keys() {
        return UploadKeys.shell();
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final Values values = arguments.values();
        if (values.text("address").isBlank() && values.text("account").isBlank())
            throw new UsageException("No address is given: give the WebDAV address of a folder as --address, or a"
                    + " profile that has one as --account.");
        final int parallel = values.number("parallel");
        if (parallel < 1 || parallel > UploadOptions.MAX_PARALLEL)
            throw new UsageException(
                    "--parallel " + parallel + " cannot be used: give 1 to " + UploadOptions.MAX_PARALLEL + ".");
        final UploadEntry.Done done =
                UploadEntry.run(arguments.operands().get(0), values, Prompt.NOBODY, terminal.progress());
        terminal.result(done.summary(), json(done));
    }

    private static ObjectNode json(final UploadEntry.Done done) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("address", done.address().toString())
                .put("uploaded", done.result().target().toString())
                .put("files", done.result().files())
                .put("skipped", done.result().skipped())
                .put("bytes", done.result().bytes())
                .put("seconds", done.result().seconds());
    }
}
