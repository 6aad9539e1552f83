package sc.fiji.neuroglancer.gui;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.Prefs;
import ij.VirtualStack;
import ij.WindowManager;
import ij.gui.MultiLineLabel;
import ij.macro.MacroRunner;
import ij.plugin.frame.Recorder;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Label;
import java.awt.Menu;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextArea;
import java.awt.TextField;
import java.awt.Window;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.swing.JEditorPane;
import javax.swing.JLabel;
import javax.swing.text.JTextComponent;

/**
 * ImageJ in a program of its own that can be asked what it shows: one question a line on the input, one answer a line on
 * the output. It makes no events; those come from the X server.
 */
final class GuiProbe {

    static final String ANSWER = "> ";

    private GuiProbe() {}

    public static void main(final String... args) throws Exception {
        final PrintStream out = System.out;
        System.setOut(System.err);
        ImageJ.main(new String[] {"-port0", "-ijpath", args[0]});
        final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            final String[] words = line.split("\t", -1);
            out.println(ANSWER + answer(words).replace("\n", "\\n"));
            out.flush();
        }
        System.exit(0);
    }

    private static String answer(final String... words) throws Exception {
        switch (words[0]) {
            case "windows":
                return String.join("|", titles());
            case "menu":
                return String.join("|", labels(submenu()));
            case "path":
                return path(words[1]);
            case "texts":
                return window(words[1]).map(GuiProbe::texts).orElse("");
            case "at":
                return window(words[1])
                        .flatMap(w -> find(w, words[2]))
                        .map(GuiProbe::centre)
                        .orElse("");
            case "shot":
                return shot(new File(words[1]), words[2]);
            case "macro":
                new MacroRunner(words[1]);
                return "";
            case "status":
                return ImageJ.getStatusBarText();
            case "log":
                return String.valueOf(IJ.getLog());
            case "recorder":
                return Recorder.getInstance() == null
                        ? ""
                        : Recorder.getInstance().getText();
            case "close":
                closeImages();
                return "";
            case "forget":
                Prefs.set("neuroglancer." + words[1], "");
                return "";
            case "endless":
                endless().show();
                return "";
            default:
                throw new IllegalArgumentException(words[0]);
        }
    }

    private static void closeImages() {
        while (WindowManager.getCurrentImage() != null) {
            WindowManager.getCurrentImage().changes = false;
            WindowManager.getCurrentImage().close();
        }
    }

    private static List<String> titles() {
        final List<String> titles = new ArrayList<>();
        for (final Window w : Window.getWindows()) if (w.isShowing()) titles.add(title(w));
        return titles;
    }

    private static String title(final Window w) {
        if (w instanceof java.awt.Frame) return ((java.awt.Frame) w).getTitle();
        return w instanceof java.awt.Dialog ? ((java.awt.Dialog) w).getTitle() : "";
    }

    private static Optional<Window> window(final String title) {
        for (final Window w : Window.getWindows()) if (w.isShowing() && title(w).equals(title)) return Optional.of(w);
        return Optional.empty();
    }

    private static int index(final String menu) {
        for (int i = 0; i < Menus.getMenuBar().getMenuCount(); i++)
            if (Menus.getMenuBar().getMenu(i).getLabel().equals(menu)) return i;
        return -1;
    }

    /** How many steps it takes: from the first menu to the left, down in Plugins, down in Neuroglancer. */
    private static String path(final String label) {
        final int left = Menus.getMenuBar().getMenuCount() - index("Plugins");
        final int down = labels(Menus.getMenuBar().getMenu(index("Plugins"))).indexOf("Neuroglancer");
        return left + "," + down + "," + labels(submenu()).indexOf(label);
    }

    private static Menu submenu() {
        final Menu plugins = Menus.getMenuBar().getMenu(index("Plugins"));
        for (int i = 0; i < plugins.getItemCount(); i++)
            if (plugins.getItem(i).getLabel().equals("Neuroglancer")) return (Menu) plugins.getItem(i);
        return new Menu();
    }

    /** Without the lines between them. */
    private static List<String> labels(final Menu menu) {
        final List<String> labels = new ArrayList<>();
        for (int i = 0; i < menu.getItemCount(); i++)
            if (!menu.getItem(i).getLabel().equals("-"))
                labels.add(menu.getItem(i).getLabel());
        return labels;
    }

    private static List<Component> all(final Container container) {
        final List<Component> all = new ArrayList<>();
        for (final Component c : container.getComponents()) {
            all.add(c);
            if (c instanceof Container) all.addAll(all((Container) c));
        }
        return all;
    }

    private static String texts(final Window window) {
        final List<String> texts = new ArrayList<>();
        for (final Component c : all(window)) {
            final String text = text(c);
            if (!text.isBlank()) texts.add(text.strip() + (c.isEnabled() ? "" : " (off)"));
        }
        return String.join("|", texts);
    }

    private static String text(final Component c) {
        if (c instanceof Label) return ((Label) c).getText();
        if (c instanceof MultiLineLabel) return lines((MultiLineLabel) c);
        if (c instanceof Button) return ((Button) c).getLabel();
        if (c instanceof Checkbox) return ((Checkbox) c).getLabel() + "=" + ((Checkbox) c).getState();
        if (c instanceof Choice) return ((Choice) c).getSelectedItem();
        if (c instanceof TextField) return ((TextField) c).getText();
        if (c instanceof TextArea) return ((TextArea) c).getText();
        if (c instanceof JEditorPane) return ((JTextComponent) c).getText();
        return c instanceof JLabel ? String.valueOf(((JLabel) c).getText()) : "";
    }

    private static String lines(final MultiLineLabel label) {
        try {
            final Field lines = MultiLineLabel.class.getDeclaredField("lines");
            lines.setAccessible(true);
            return String.join(" ", (String[]) lines.get(label)).strip();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A button or box of that name, or what follows the label of that name. */
    private static Optional<Component> find(final Window window, final String name) {
        boolean follows = false;
        for (final Component c : all(window)) {
            final boolean input = c instanceof TextField || c instanceof Choice || c instanceof JTextComponent;
            if (follows && input) return Optional.of(c);
            if (c instanceof Label) follows = text(c).equals(name);
            if (c instanceof JLabel) follows = text(c).startsWith(name);
            if ((c instanceof Button || c instanceof Checkbox)
                    && text(c).strip().startsWith(name)) return Optional.of(c);
        }
        return Optional.empty();
    }

    private static String centre(final Component c) {
        final Point at = c.getLocationOnScreen();
        return at.x + c.getWidth() / 2 + " " + (at.y + c.getHeight() / 2);
    }

    private static String shot(final File file, final String title) throws Exception {
        final Rectangle area = title.isEmpty()
                ? new Rectangle(java.awt.Toolkit.getDefaultToolkit().getScreenSize())
                : window(title)
                        .orElseThrow(() -> new IllegalStateException(title))
                        .getBounds();
        final Robot robot = new Robot();
        robot.waitForIdle();
        ImageIO.write(robot.createScreenCapture(area), "png", file);
        return "";
    }

    /** A stack that takes minutes to export. */
    private static ImagePlus endless() {
        final VirtualStack stack = new VirtualStack() {
            @Override
            public ImageProcessor getProcessor(final int n) {
                IJ.wait(20);
                return new ByteProcessor(64, 64);
            }

            @Override
            public int getSize() {
                return 20_000;
            }

            @Override
            public int size() {
                return 20_000;
            }

            @Override
            public int getWidth() {
                return 64;
            }

            @Override
            public int getHeight() {
                return 64;
            }

            @Override
            public int getBitDepth() {
                return 8;
            }
        };
        return new ImagePlus("endless", stack);
    }
}
