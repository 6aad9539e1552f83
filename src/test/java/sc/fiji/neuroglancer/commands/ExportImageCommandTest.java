package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.gui.Roi;
import ij.macro.Interpreter;
import java.awt.event.KeyEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;
import org.scijava.prefs.PrefService;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;
import sc.fiji.neuroglancer.image.ij.CountingStack;

/** Through SciJava's own services, as Fiji and scripts call the command. */
public class ExportImageCommandTest {

    private static final Duration CANCEL = Duration.ofSeconds(1);

    @TempDir
    private Path dir;

    private final ImagePlus image = IJ.createImage("cells.tif", "16-bit ramp", 20, 16, 3);
    private Context context;
    private Events events;
    private List<EventSubscriber<?>> subscribers;

    /** What the task tells; the service holds subscribers weakly. */
    public static final class Events {
        private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile Task task;

        @EventHandler
        void onEvent(final TaskEvent event) {
            task = event.getTask();
            seen.add(task.getProgressValue() + "/" + task.getProgressMaximum() + (task.isDone() ? " done" : ""));
            if (task.getProgressMaximum() > 0) begun.countDown();
        }
    }

    @BeforeEach
    void open() {
        context = new Context();
        events = new Events();
        subscribers = context.service(EventService.class).subscribe(events);
        context.service(PrefService.class).clear(ExportImageCommand.class);
        IJ.resetEscape();
    }

    @AfterEach
    void close() {
        context.service(EventService.class).unsubscribe(subscribers);
        context.service(PrefService.class).clear(ExportImageCommand.class);
        context.dispose();
        IJ.resetEscape();
    }

    private Future<CommandModule> start(final ImagePlus input, final Object... values) {
        final Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("image", input);
        for (int i = 0; i < values.length; i += 2) inputs.put(values[i].toString(), values[i + 1]);
        return context.service(CommandService.class).run(ExportImageCommand.class, true, inputs);
    }

    private CommandModule run(final Object... values) throws ExecutionException, InterruptedException {
        return start(image, values).get();
    }

    private static void assertDone(final CommandModule module) {
        assertFalse(module.isCanceled(), () -> module.getCancelReason());
    }

    private Path dataset(final String name) {
        return dir.resolve(name + ".ome.zarr");
    }

    @Test
    void exportsWithDefaults() throws Exception {
        assertDone(run("folder", dir.toString()));
        assertTrue(Files.exists(dataset("cells").resolve(".zattrs")));
    }

    @Test
    void exportsDataOfImgLib2() throws Exception {
        final byte[] pixels = new byte[7 * 5 * 3 * 2];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) i;
        final Object data = ArrayImgs.unsignedBytes(pixels, 7, 5, 3, 2);
        assertDone(start(
                        null,
                        "folder",
                        dir.toString(),
                        "name",
                        "lazy",
                        "data",
                        data,
                        "axes",
                        "xyzc",
                        "compression",
                        "None",
                        "levels",
                        1)
                .get());
        final byte[] first = Files.readAllBytes(dataset("lazy").resolve("0/0/0/0/0"));
        for (int z = 0; z < 3; z++)
            for (int y = 0; y < 5; y++)
                for (int x = 0; x < 7; x++) assertEquals(pixels[(z * 5 + y) * 7 + x], first[(z * 8 + y) * 8 + x]);
        final CommandModule without =
                start(null, "folder", dir.toString(), "name", "b", "data", data).get();
        assertTrue(without.getCancelReason().startsWith("The axes \"xyz\" do not fit"), without.getCancelReason());
    }

    @Test
    void saysThatNoImageIsOpen() throws Exception {
        final CommandModule module = start(null, "folder", dir.toString()).get();
        assertTrue(module.isCanceled());
        assertEquals("No image is open. Open one, then run the command again.", module.getCancelReason());
    }

    @Test
    void exportsWithAllValues() throws Exception {
        image.setRoi(new Roi(2, 3, 10, 5));
        assertDone(run(
                "folder",
                dir.resolve("a b").toString(),
                "name",
                "x",
                "content",
                "Intensity",
                "format",
                "OME-Zarr 0.5",
                "shards",
                true,
                "chunk",
                "8,8,2",
                "compression",
                "Gzip",
                "levels",
                2,
                "threads",
                1,
                "crop",
                true,
                "existing",
                "Replace"));
        final String array = Files.readString(dir.resolve("a b/x.ome.zarr/0/zarr.json"));
        assertTrue(array.replaceAll("\\s", "").contains("\"shape\":[3,5,10]"), array);
        assertTrue(array.contains("sharding_indexed") && array.contains("gzip"), array);
        assertTrue(Files.exists(dir.resolve("a b/x.ome.zarr/1/zarr.json")));
    }

    @Test
    void takesTextForAnyValueAsScriptsGiveIt() throws Exception {
        assertDone(run("folder", dir.toString(), "levels", "1", "crop", "false", "name", "text"));
        assertTrue(Files.exists(dataset("text").resolve(".zattrs")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder||No output folder is given: set folder.",
                "name|a/b|The name 'a/b' cannot be used:",
                "content|Pictures|content 'Pictures' is not known: choose Auto, Intensity, Labels.",
                "format|OME-Zarr 9|format 'OME-Zarr 9' is not known: choose OME-Zarr 0.4, OME-Zarr 0.5.",
                "shards|true|shards requires OME-Zarr 0.5: set format to OME-Zarr 0.5, or set shards to false.",
                "chunk|0,1,1|chunk '0,1,1' cannot be used:",
                "chunk|big|chunk 'big' cannot be used:",
                "compression|Zip|compression 'Zip' is not known: choose Blosc zstd, Blosc lz4, Zstd, Gzip, None.",
                "levels|-1|levels is -1: use 0 for automatic, or 1 to 30.",
                "levels|31|levels is 31: use 0 for automatic, or 1 to 30.",
                "threads|-2|threads is -2: use 0 for all processors, or 1 to 1024.",
                "crop|true|crop is on, but \"cells.tif\" has no area selection.",
                "existing|Ask|existing 'Ask' is not known: choose Fail, Replace, Resume."
            })
    void cancelsWithASentenceForBadInput(final String key, final String value, final String sentence) throws Exception {
        final Map<String, Object> values = new LinkedHashMap<>(Map.of("folder", dir.toString()));
        values.put(key, value == null ? "" : value);
        final List<Object> flat = new ArrayList<>();
        values.forEach((k, v) -> Collections.addAll(flat, k, v));
        final CommandModule module = run(flat.toArray());
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().startsWith(sentence), module.getCancelReason());
        assertEquals(0, dir.toFile().list().length, "nothing is left");
    }

    @Test
    void cancelsWithASentenceForAFolderThatIsAFile() throws Exception {
        final Path file = Files.writeString(dir.resolve("file"), "x");
        final CommandModule module = run("folder", file.toString());
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains(file.toString()), module.getCancelReason());
    }

    @Test
    void cancelsWithASentenceForAPlaneThatCannotBeRead() throws Exception {
        final ImagePlus broken = CountingStack.of16(20, 16, 5).failingAt(4).image("broken");
        final CommandModule module = start(broken, "folder", dir.toString()).get();
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().startsWith("Cannot read slice 4 of 5"), module.getCancelReason());
        assertFalse(Files.exists(dataset("broken").resolve(".zattrs")));
    }

    @Test
    void doesNotReplaceWithoutBeingTold() throws Exception {
        assertDone(run("folder", dir.toString(), "existing", "Replace"));
        final CommandModule module = run("folder", dir.toString());
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains("already exists. Choose another name"), module.getCancelReason());
    }

    @Test
    void inheritsNothingFromAnEarlierRun() throws Exception {
        assertDone(
                run("folder", dir.toString(), "name", "first", "levels", 3, "format", "OME-Zarr 0.5", "shards", true));
        final CommandModule module = run();
        assertTrue(module.isCanceled());
        assertEquals("No output folder is given: set folder.", module.getCancelReason());
        assertDone(run("folder", dir.toString()));
        assertTrue(Files.exists(dataset("cells").resolve("0/.zarray")));
        assertFalse(Files.exists(dataset("cells").resolve("2")));
    }

    @Test
    void tellsItsProgressThroughTheTask() throws Exception {
        assertDone(run("folder", dir.toString()));
        final List<String> seen = List.copyOf(events.seen);
        assertTrue(seen.contains("0/1000"), seen.toString());
        assertTrue(seen.contains("1000/1000"), seen.toString());
        assertEquals("1000/1000 done", seen.get(seen.size() - 1));
        assertTrue(events.task.getName().contains("Neuroglancer"), events.task.getName());
    }

    @Test
    void printsNoRoutineNews() throws Exception {
        final PrintStream before = System.out;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertDone(run("folder", dir.toString()));
        } finally {
            System.setOut(before);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8), "in Fiji this would open the console");
    }

    /** A stack with more planes than can be written before the test cancels; it gives up by itself in the end. */
    private static ImagePlus endless() {
        final short[] plane = new short[256 * 256];
        for (int i = 0; i < plane.length; i++) plane[i] = (short) (i * 31);
        return new CountingStack(256, 256, 20_000, n -> {
                    sleep(5);
                    return plane.clone();
                })
                .image("endless");
    }

    private static void sleep(final long millis) {
        try {
            Thread.sleep(millis);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CommandModule cancelBy(final Runnable button) throws Exception {
        final Future<CommandModule> run = start(endless(), "folder", dir.toString());
        events.begun.await();
        sleep(100);
        button.run();
        final CommandModule module = assertTimeoutPreemptively(CANCEL, () -> run.get());
        assertTrue(module.isCanceled());
        assertEquals("", module.getCancelReason(), "a cancel by the user needs no dialog");
        assertFalse(Files.exists(dataset("endless").resolve(".zattrs")));
        assertTrue(events.task.isDone());
        return module;
    }

    @Test
    void stopsWithinASecondWhenTheTaskIsCanceled() throws Exception {
        cancelBy(() -> events.task.cancel("enough"));
    }

    @Test
    void stopsWithinASecondOnEscape() throws Exception {
        cancelBy(() -> IJ.setKeyDown(KeyEvent.VK_ESCAPE));
    }

    @Test
    void startsAfterAnEscapeOfEarlier() throws Exception {
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        assertDone(run("folder", dir.toString()));
    }

    /** As a macro does it: ImageJ knows the options of a thread by its name and its entry in a table. */
    private Throwable inMacro(final String options, final ThrowingRunnable action) throws InterruptedException {
        final Throwable[] thrown = new Throwable[1];
        final Thread thread = new Thread(
                () -> {
                    Macro.setOptions(options);
                    try {
                        action.run();
                    } catch (final Throwable e) {
                        thrown[0] = e;
                    } finally {
                        Macro.setOptions(null);
                    }
                },
                "Run$_test");
        thread.start();
        thread.join();
        return thrown[0];
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    private ExportImageCommand command(final Map<String, Object> inputs) {
        final ExportImageCommand command = new ExportImageCommand();
        context.inject(command);
        final CommandModule module =
                new CommandModule(context.service(CommandService.class).getCommand(ExportImageCommand.class), command);
        module.setInput("image", image);
        inputs.forEach(module::setInput);
        return command;
    }

    private String errorOf(final ExportImageCommand command, final String options) throws InterruptedException {
        final PrintStream before = System.out;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        IJ.redirectErrorMessages();
        try {
            assertNull(inMacro(options, command::run));
        } finally {
            System.setOut(before);
            IJ.redirectErrorMessages(false);
        }
        assertFalse(command.isCanceled(), "SciJava would go on with the macro");
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder=/x fodler=/y|'fodler' is not known here: use folder, name,",
                "folder=[/x|A bracket is not closed in the macro",
                "folder=/x levels=two|levels 'two' cannot be used: give a whole number.",
                "folder=/x format=zarr|format 'zarr' is not known:",
                "name=x|No output folder is given"
            })
    void failsAsAMacroCommandInAMacro(final String options, final String sentence) throws Exception {
        final String printed = errorOf(command(Map.of()), options);
        assertTrue(printed.contains(": " + sentence), printed);
        assertEquals(0, dir.toFile().list().length);
    }

    private static ExportImageCommand called;

    /** Called by a macro. */
    public static void call() {
        called.run();
    }

    @Test
    void failsAsAMacroCommandInAMacroThatGivesNoOptions() throws Exception {
        called = command(Map.of());
        final PrintStream before = System.out;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        IJ.redirectErrorMessages();
        try {
            new Interpreter().run("call(\"" + ExportImageCommandTest.class.getName() + ".call\");");
        } finally {
            System.setOut(before);
            IJ.redirectErrorMessages(false);
        }
        final String all = printed.toString(StandardCharsets.UTF_8);
        assertTrue(all.contains("No output folder is given: set folder."), all);
        assertFalse(called.isCanceled());
    }

    @Test
    void exportsInAMacro() throws Exception {
        final ExportImageCommand command = command(Map.of("folder", dir.toString(), "name", "m"));
        assertEquals("", errorOf(command, "image=cells.tif folder=[" + dir + "] name=m"));
        assertTrue(Files.exists(dataset("m").resolve(".zattrs")));
    }

    @Test
    void takesFlagsWithoutValuesAndKeysInCapitals() throws Exception {
        final ExportImageCommand command = command(Map.of("levels", 1));
        assertEquals("", errorOf(command, "Folder=[" + dir + "] name=m format=0.5 shards levels=2"));
        final String array = Files.readString(dataset("m").resolve("1/zarr.json"));
        assertTrue(array.contains("sharding_indexed"), array);
    }

    @Test
    void asksForNothingInAMacro() throws Exception {
        final ExportImageCommand command = command(Map.of());
        final CommandModule module =
                new CommandModule(context.service(CommandService.class).getCommand(ExportImageCommand.class), command);
        final Preparer preparer = new Preparer();
        assertNull(inMacro("folder=/x", () -> preparer.process(module)));
        assertFalse(preparer.isCanceled());
        module.getInfo()
                .inputs()
                .forEach(input -> assertTrue(module.isInputResolved(input.getName()), input.getName()));
    }
}
