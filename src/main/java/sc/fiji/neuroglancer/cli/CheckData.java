package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.check.Finding;
import sc.fiji.neuroglancer.command.CheckEntry;
import sc.fiji.neuroglancer.command.CheckKeys;
import sc.fiji.neuroglancer.command.Key;

/** {@code check}: whether a viewer can show a dataset. */
final class CheckData implements ShellCommand {

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "tells whether a viewer can show a dataset, and what is wrong";
    }

    @Override
    public String operands() {
        return "URL|FOLDER";
    }

    @Override
    public List<Key> keys() {
        return CheckKeys.shell();
    }

    @Override
    public int[] operandCount() {
        return new int[] {1, 1};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        final String place = arguments.operands().get(0);
        final CheckResult result = CheckEntry.run(place, arguments.values().text("viewer"), terminal.progress());
        result.others().forEach(finding -> terminal.note(finding.toString()));
        if (result.ok() || arguments.json()) terminal.result(result.summary(), json(result, terminal));
        CheckEntry.requireOk(result);
    }

    private static ObjectNode json(final CheckResult result, final Terminal terminal) {
        final ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("place", result.place())
                .put("ok", result.ok())
                .put("what", result.what())
                .put("samples", result.samples());
        final ArrayNode findings = object.putArray("findings");
        for (final Finding finding : result.findings()) findings.add(json(finding, terminal));
        return object;
    }

    static ObjectNode json(final Finding finding, final Terminal terminal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("severity", finding.severity().name())
                .put("problem", finding.problem().name())
                .put("sentence", terminal.said(finding.sentence()));
    }
}
