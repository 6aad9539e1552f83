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

class TerminalTest {

    private static final String BLANKS = "\r" + " ".repeat(70) + "\r";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(final boolean json, final boolean interactive) throws IOException {
        return new Terminal(new PrintStream(out, true, "US-ASCII"), new PrintStream(err, true), json, interactive);
    }

    @Test
    void aSentenceStartsOnALineOfItsOwn() throws IOException {
        final Terminal terminal = terminal(false, true);
        terminal.progress().start("Looking at the storage", 0);
        terminal.note("It is not there.");
        terminal.note("Check the address.");
        final String end =
                BLANKS + "It is not there." + System.lineSeparator() + "Check the address." + System.lineSeparator();
        assertTrue(err.toString().startsWith("\rLooking at the storage "), err::toString);
        assertTrue(err.toString().endsWith(end), err::toString);
    }

    @Test
    void whereNobodyLooksThereIsNoProgress() throws IOException {
        final Terminal terminal = terminal(false, false);
        terminal.progress().start("Exporting", 5);
        terminal.note("Done.");
        assertEquals("Done." + System.lineSeparator(), err.toString());
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
