package sc.fiji.neuroglancer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.message.Message;

class FindingsTest {

    @Test
    void theWorstOfEachProblemStaysAndOfTheseTheFirst() {
        final Findings findings = new Findings();
        findings.add(Finding.note(Problem.VERSION, Message.text("a: do.")));
        assertFalse(findings.hasError());
        findings.add(Finding.warning(Problem.RANGE, Message.text("b: do.")));
        findings.add(Finding.error(Problem.CORS, Message.text("c: do.")));
        findings.add(Finding.error(Problem.CORS, Message.text("d: do.")));
        assertTrue(findings.hasError());
        findings.add(Finding.error(Problem.RANGE, Message.text("e: do.")));
        findings.add(Finding.note(Problem.RANGE, Message.text("f: do.")));
        assertEquals(
                List.of("ERROR: e: do.", "ERROR: c: do.", "NOTE: a: do."),
                findings.all().stream().map(Finding::toString).collect(Collectors.toList()));
    }
}
