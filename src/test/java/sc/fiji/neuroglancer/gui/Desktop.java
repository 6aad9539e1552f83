package sc.fiji.neuroglancer.gui;

import static org.junit.jupiter.api.Assertions.fail;

import ij.IJ;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** ImageJ's real window on a screen of its own: keys and clicks go through the X server, a probe tells what is shown. */
final class Desktop implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private final Screen screen;
    private final BufferedReader answers;
    private final PrintWriter questions;

    /** What must become true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    Desktop(final InstalledImageJ imagej) throws IOException {
        screen = new Screen(imagej.folder());
        final Process java = screen.start(imagej.java(
                List.of("-Xmx512m"),
                List.of(InstalledImageJ.jarOf(IJ.class), InstalledImageJ.jarOf(GuiProbe.class)),
                GuiProbe.class.getName(),
                imagej.folder().toString()));
        answers = Screen.reader(java);
        questions = new PrintWriter(java.getOutputStream(), true, StandardCharsets.UTF_8);
        awaitWindow("ImageJ");
        await(() -> !xdotool("search", "--name", "^ImageJ$").isEmpty(), "a window manager that knows ImageJ");
    }

    @Override
    public void close() throws InterruptedException {
        screen.close();
    }

    /** Asks the probe. */
    synchronized String ask(final String... words) throws IOException {
        questions.println(String.join("\t", words));
        for (String line = answers.readLine(); line != null; line = answers.readLine())
            if (line.startsWith(GuiProbe.ANSWER))
                return line.substring(GuiProbe.ANSWER.length()).replace("\\n", "\n");
        throw new IOException("ImageJ has ended, see " + Screen.PHOTOS);
    }

    void await(final Condition condition, final String what) throws IOException {
        if (!holdsWithin(PATIENCE_SECONDS, condition)) fail("There is no " + what + ", but " + photo("failure", ""));
    }

    private static boolean holdsWithin(final long seconds, final Condition condition) throws IOException {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (condition.holds()) return true;
            try {
                Thread.sleep(30);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return condition.holds();
    }

    List<String> windows() throws IOException {
        return Arrays.asList(ask("windows").split("\\|"));
    }

    void awaitWindow(final String title) throws IOException {
        await(() -> windows().contains(title), "window " + title);
    }

    void awaitClosed(final String title) throws IOException {
        await(() -> !windows().contains(title), "end of the window " + title);
    }

    /** All that a window says, its fields included. */
    String texts(final String title) throws IOException {
        return ask("texts", title);
    }

    /** The page that a browser was asked to open last; empty before. */
    String page() throws IOException {
        return screen.page();
    }

    /** Takes a picture of a window, or of the screen; returns where it is. */
    Path photo(final String name, final String title) throws IOException {
        final Path file = Screen.PHOTOS.resolve(name + ".png");
        ask("shot", file.toString(), title);
        return file;
    }

    private String xdotool(final String... words) throws IOException {
        final List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(words));
        final Process process = screen.start(command);
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            process.waitFor();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return output;
    }

    /** Brings a window to the front; keys go there. */
    void focus(final String title) throws IOException {
        final String[] ids = xdotool("search", "--name", "^" + title + "$").split("\\s+");
        xdotool("windowactivate", "--sync", ids[ids.length - 1]);
    }

    void press(final String... keys) throws IOException {
        final List<String> words = new ArrayList<>(List.of("key", "--delay", "20"));
        words.addAll(List.of(keys));
        xdotool(words.toArray(new String[0]));
    }

    /** Clicks on a button, a box or a field of a window, when it has come to rest. */
    void click(final String title, final String name) throws IOException {
        final AtomicReference<String> at = new AtomicReference<>("");
        await(
                () -> {
                    final String before = at.getAndSet(ask("at", title, name));
                    return !before.isEmpty() && before.equals(at.get());
                },
                name + " in " + title);
        final String[] xy = at.get().split(" ");
        xdotool("mousemove", xy[0], xy[1], "click", "1");
    }

    /** Clicks on a button that closes a window, again if the window was not ready for it. */
    void close(final String title, final String button) throws IOException {
        for (int attempt = 0; attempt < 3; attempt++) {
            click(title, button);
            if (holdsWithin(4, () -> !windows().contains(title))) return;
        }
        fail(button + " does not close " + title + ", but " + photo("failure", ""));
    }

    /** Types into a field, in place of what stands there, until it stands there; nothing empties it. */
    void type(final String title, final String field, final String text) throws IOException {
        for (int attempt = 0; attempt < 3; attempt++) {
            click(title, field);
            press("End", "shift+Home");
            if (text.isEmpty()) press("BackSpace");
            else xdotool("type", "--delay", "5", text);
            if (holdsWithin(4, () -> text.isEmpty() || texts(title).contains(text))) return;
        }
        fail(field + " does not take " + text + ", but " + photo("failure", ""));
    }

    /** Presses OK once the dialog finds nothing wrong. */
    void confirm(final String title) throws IOException {
        await(() -> texts(title).endsWith("|OK"), "OK to press in " + title);
        close(title, "OK");
    }

    /** Types where the cursor is. */
    void type(final String text) throws IOException {
        xdotool("type", "--delay", "5", text);
    }

    /** Opens Plugins > Neuroglancer by keys, and stays on a label. */
    void openMenu(final String label) throws IOException {
        final String[] where = ask("path", label).split(",");
        focus("ImageJ");
        final List<String> keys = new ArrayList<>(List.of("F10"));
        keys.addAll(Collections.nCopies(Integer.parseInt(where[0]), "Left"));
        keys.addAll(Collections.nCopies(Integer.parseInt(where[1]), "Down"));
        keys.add("Right");
        keys.addAll(Collections.nCopies(Integer.parseInt(where[2]), "Down"));
        press(keys.toArray(new String[0]));
    }

    /** Chooses a command in the menu until a window opens that has its name. */
    String open(final String label) throws IOException {
        final String title = label.replace("...", "");
        for (int attempt = 0; attempt < 3; attempt++) {
            openMenu(label);
            press("Return");
            if (holdsWithin(5, () -> windows().contains(title) || windows().contains(label)))
                return windows().contains(title) ? title : label;
            press("Escape", "Escape", "Escape");
        }
        return fail("The menu does not open " + label + ", but " + photo("failure", ""));
    }
}
