package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.command.Progress;
import sc.fiji.neuroglancer.message.Message;

class TerminalTest {

    private static final String BLANKS = "\r" + " ".repeat(70) + "\r";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    private Terminal terminal(final boolean json, final boolean interactive) throws IOException {
        return new Terminal(
                new PrintStream(out, true, "US-ASCII"), new PrintStream(err, true), json, interactive, () -> now);
    }

    @Test
    void aSentenceStartsOnALineOfItsOwn() throws IOException {
        final Terminal terminal = terminal(false, true);
        terminal.progress().start("Looking at the storage", 0);
        terminal.note(Message.text("It is not there."));
        terminal.note(Message.text("Check the address."));
        final String end =
                BLANKS + "It is not there." + System.lineSeparator() + "Check the address." + System.lineSeparator();
        assertTrue(err.toString().startsWith("\rLooking at the storage "), err::toString);
        assertTrue(err.toString().endsWith(end), err::toString);
    }

    @Test
    void whereNobodyLooksThereIsNoProgressAtFirst() throws IOException {
        final Terminal terminal = terminal(false, false);
        terminal.progress().start("Exporting", 5);
        terminal.note(Message.text("Done."));
        assertEquals("Done." + System.lineSeparator(), err.toString());
    }

    @Test
    void whereNobodyLooksProgressIsToldOnceAMinute() throws IOException {
        final Progress progress = terminal(false, false).progress();
        for (int second = 1; second <= 200; second++) {
            now = second * 1_000_000_000L;
            progress.start("Exporting slab " + second, 10);
        }
        assertEquals(3, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().startsWith("Exporting slab 60"), err::toString);
    }

    @Test
    void aFailureIsAnObjectWithJson() throws IOException {
        terminal(true, false).failure(Message.text("It is not there."));
        assertEquals("{\"error\":\"It is not there.\"}" + System.lineSeparator(), out.toString());
        assertEquals("It is not there." + System.lineSeparator(), err.toString());
    }

    /** As on a cluster node, where LANG is C. */
    @Test
    void jsonSurvivesATerminalWithoutUmlauts() throws IOException {
        final String name = "/data/M\u00e4use \ud83d\udc2d";
        terminal(true, false).result("", JsonNodeFactory.instance.objectNode().put("dataset", name));
        final String json = out.toString(StandardCharsets.US_ASCII);
        assertEquals(name, new ObjectMapper().readTree(json).get("dataset").asText());
    }
}
