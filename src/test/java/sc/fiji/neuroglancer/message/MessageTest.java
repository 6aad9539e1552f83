package sc.fiji.neuroglancer.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.neuroglancer.message.Slot.command;
import static sc.fiji.neuroglancer.message.Slot.either;
import static sc.fiji.neuroglancer.message.Slot.given;
import static sc.fiji.neuroglancer.message.Slot.key;
import static sc.fiji.neuroglancer.message.Slot.leave;
import static sc.fiji.neuroglancer.message.Slot.memory;
import static sc.fiji.neuroglancer.message.Slot.menu;
import static sc.fiji.neuroglancer.message.Slot.set;
import static sc.fiji.neuroglancer.message.Slot.turnOff;
import static sc.fiji.neuroglancer.message.Slot.turnOn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;

class MessageTest {

    private static final long MIB = 1 << 20;

    private static void assertSays(final String dialog, final String macro, final String shell, final Message message) {
        assertEquals(dialog, message.in(Voice.DIALOG));
        assertEquals(macro, message.in(Voice.MACRO));
        assertEquals(shell, message.in(Voice.SHELL));
        assertEquals(macro, message.toString());
    }

    private static void assertSays(final String text, final Message message) {
        assertSays(text, text, text, message);
    }

    @Test
    void namesKeysAsEachVoiceDoes() {
        assertSays(
                "a exists: choose another Name, or set Existing to Replace.",
                "a exists: choose another name, or set existing to Replace.",
                "a exists: choose another --name, or use --existing Replace.",
                Message.of(
                        "{} exists: choose another {}, or {}.", Path.of("a"), key("name"), set("existing", "Replace")));
        assertSays(
                "Public address '1' is not an address.",
                "publicaddress '1' is not an address.",
                "--publicaddress '1' is not an address.",
                Message.of("{} '{}' is not an address.", key("public address"), 1));
        assertSays(
                "Export again with Existing set to Resume.",
                "Export again with existing=Resume.",
                "Export again with --existing Resume.",
                Message.of("Export again with {}.", given("existing", "Resume")));
        assertSays(
                "Use Format set to OME-Zarr 0.5.",
                "Use format=[OME-Zarr 0.5].",
                "Use --format \"OME-Zarr 0.5\".",
                Message.of("Use {}.", given("format", "OME-Zarr 0.5")));
    }

    @Test
    void beginsSentencesWithCapitals() {
        final Message message = Message.of("There is none. {}, or {}.", set("existing", "Resume"), turnOn("shorten"));
        assertSays(
                "There is none. Set Existing to Resume, or turn on Shorten.",
                "There is none. Set existing to Resume, or set shorten to true.",
                "There is none. Use --existing Resume, or use --shorten.",
                message);
        assertEquals(
                "Set existing to Resume.",
                Message.of("{}.", set("existing", "Resume")).toString());
        assertEquals(
                "No: set existing to Resume.",
                Message.of("No: {}.", Message.of("{}", set("existing", "Resume")))
                        .toString());
        assertEquals("a.tif is cut off.", Message.of("{} is cut off.", "a.tif").toString());
        assertEquals("levels is -1.", Message.of("{} is {}.", key("levels"), -1).toString());
    }

    @Test
    void tellsWhatToLeaveOut() {
        assertSays(
                "It is long: turn off Shorten, or leave Points file empty.",
                "It is long: set shorten to false, or leave out pointsfile.",
                "It is long: leave out --shorten, or leave out --pointsfile.",
                Message.of("It is long: {}, or {}.", turnOff("shorten"), leave("points file")));
    }

    @Test
    void namesCommands() {
        assertSays(
                "Make one with Neuroglancer Settings.",
                "Make one with Neuroglancer Settings.",
                "Make one with the settings command.",
                Message.of("Make one with {}.", command("Neuroglancer Settings...", "settings")));
        assertSays(
                "See Plugins > Neuroglancer > Share in Neuroglancer.",
                "See Plugins > Neuroglancer > Share in Neuroglancer.",
                "See the share command.",
                Message.of("See {}.", menu("Share in Neuroglancer...", "share")));
    }

    @Test
    void saysOtherThingsInAShell() {
        assertSays(
                "Open it, or set Image to its file.",
                "Open it, or set image to its file.",
                "Use --image a.tif.",
                Message.of(
                        "{}.",
                        either(
                                Message.of("open it, or {}", set("image", "its file")),
                                Message.of("{}", set("image", "a.tif")))));
        assertEquals(
                "Set it in Image > Properties.",
                Message.of("{}.", either("set it in Image > Properties", "use --voxel"))
                        .in(Voice.DIALOG));
    }

    @Test
    void saysHowMuchMemoryIsEnough() {
        assertEquals(256, Fragment.enoughMiB(152 * MIB, 98 * MIB, 128 * MIB));
        final Message message = Message.of("{}, or use fewer threads.", memory(152 * MIB, 98 * MIB));
        assertEquals(
                "Close other images, raise the memory in Edit > Options > Memory & Threads, or use fewer threads.",
                message.in(Voice.DIALOG));
        assertTrue(message.in(Voice.SHELL).matches("Start java with -Xmx\\d+m, or use fewer threads\\."));
        assertEquals("start java with a larger -Xmx", memory().in(Voice.SHELL));
    }

    @Test
    void joinsSentencesAndLists() {
        final Message first = Message.of("{} is full.", "a");
        assertSays("a is full. Use another.", first.then(Message.text("Use another.")));
        assertSays("a is full. b too.", first.then("{} too.", "b"));
        assertSays(
                "Use Folder, Name.",
                "Use folder, name.",
                "Use --folder, --name.",
                Message.of("Use {}.", List.of(key("folder"), key("name"))));
        assertSays("a is full. a is full.", Message.join(" ", List.of(first, first)));
        assertSays("None: .", Message.of("None: {}.", List.of()));
    }

    @Test
    void countsSlots() {
        assertThrows(IllegalArgumentException.class, () -> Message.of("{} and {}", 1));
        assertThrows(IllegalArgumentException.class, () -> Message.of("{}", 1, 2));
        assertThrows(IllegalArgumentException.class, () -> Message.of("{}"));
        assertSays("{} is text", Message.text("{} is text"));
        assertSays("{x: 1}", Message.of("{x: {}}", 1));
    }

    @Test
    void takesWhatFailuresSay() {
        final InputException failure = new InputException("There is none: {}.", set("folder", "a"));
        assertEquals("There is none: set folder to a.", failure.getMessage());
        assertSame(failure.message(), Message.of(failure));
        assertEquals(
                "Stopped (There is none: use --folder a.)",
                Message.of("Stopped ({})", failure).in(Voice.SHELL));
        assertSays("Stopped (connection reset)", Message.of("Stopped ({})", new IOException("connection reset")));
        assertSays("IOException", Message.of(new IOException()));
        final IOException cause = new IOException();
        assertSame(cause, new InputException(cause, "{} is full", "a").getCause());
        assertEquals("{} is full", new InputException("{} is full", cause).getMessage());
        final StoreException store = new StoreException(Message.of("{}.", given("existing", "Resume")), "s", "", null);
        assertEquals("--existing Resume.", store.message().in(Voice.SHELL));
        assertEquals("existing=Resume.", store.getMessage());
    }

    @Test
    void failuresKeepTheirMessageWhenSent() throws IOException, ClassNotFoundException {
        final InputException failure =
                new InputException("{}: {} {}.", Path.of("a"), List.of(key("name")), set("existing", "Replace"));
        final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            assertEquals(failure.message(), ((InputException) in.readObject()).message());
        }
    }

    @Test
    void shortensTheMiddleOfValues() {
        final String path = "/data/" + "x".repeat(400) + "/end.zarr";
        final String shown = Message.of("{}", path).toString();
        assertEquals(ForeignText.LONGEST, shown.length());
        assertTrue(shown.startsWith("/data/x") && shown.endsWith("x/end.zarr") && shown.contains("x...x"), shown);
    }

    @Test
    void replacesWhatControlsTerminals() {
        assertSays("a?[31mb?c d", Message.of("{}", "a\u001b[31mb\u202ec\nd"));
        assertEquals("set name to a?b", set("name", "a\u0007b").in(Voice.MACRO));
        assertEquals("--a?b", key("a\u0007b").in(Voice.SHELL));
    }

    @Property(tries = 300)
    void valuesAreSafeInEveryVoice(@ForAll final String value) {
        final Message message = Message.of(
                "{} {} {} {} {}.", value, key(value), set("name", value), given("name", value), List.of(value));
        for (final Voice voice : Voice.values()) {
            final String text = message.in(voice);
            assertTrue(text.codePoints().allMatch(MessageTest::isHarmless), text);
            assertTrue(text.codePointCount(0, text.length()) <= 6 * ForeignText.LONGEST);
        }
    }

    private static boolean isHarmless(final int point) {
        final int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && (type != Character.FORMAT || point == 0x200c || point == 0x200d)
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** A value may look like a slot. */
    @Property(tries = 300)
    void valuesAreNotTemplates(@ForAll final int first, @ForAll final boolean second) {
        final String braces = "{}".repeat(first & 3);
        assertSays(braces + " and " + second, Message.of("{} and {}", braces, second));
    }
}
