package sc.fiji.neuroglancer.ij1;

import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import ij.plugin.frame.Recorder;
import java.awt.AWTEvent;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Font;
import java.awt.Panel;
import java.awt.TextField;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sc.fiji.neuroglancer.command.Form;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.Lines;
import sc.fiji.neuroglancer.command.Values;
import sc.fiji.neuroglancer.help.HelpPage;

/**
 * Asks for the values of a command with ImageJ's own dialog. While the user types, it says what will be done or what is
 * wrong; then OK is disabled.
 */
final class PlainDialog implements DialogListener {

    private static final int COLUMNS = 42;
    private static final int DIGITS = 5;
    /** Lines of the message that have room from the start. */
    private static final int LINES = 3;

    /** Width of the message in pixels. */
    private static final int WIDTH = 560;

    /** The font of a label before it is shown. */
    private static final Font FIRST_FONT = new Font(Font.DIALOG, Font.PLAIN, 12);

    private static final Color WRONG = new Color(0xb00000);

    private final GenericDialog dialog;
    private final MultiLineLabel message = new MultiLineLabel(" ", WIDTH);
    private Form form;
    private Map<String, String> answers = Map.of();
    private int lines = LINES;

    private PlainDialog(final String label, final Form form) {
        this.form = form;
        dialog = new GenericDialog(label.replace("...", ""));
        for (final Key key : form.keys()) addField(key);
        final Panel panel = new Panel();
        panel.add(message);
        dialog.addPanel(panel);
        dialog.addHelp(HelpPage.html(label));
        dialog.addDialogListener(this);
    }

    /** Shows the dialog; returns what the user answered, or null for a cancel. */
    static Values ask(final String label, final Form form) {
        final PlainDialog asking = new PlainDialog(label, form);
        asking.answers = asking.read(false);
        asking.tell();
        asking.dialog.showDialog();
        if (asking.dialog.wasCanceled()) {
            Recorder.disableCommandRecording();
            return null;
        }
        final Values values = asking.form.values(asking.answers);
        asking.form.remember(values);
        return values;
    }

    /** Called for every change, and with no event when the dialog was closed, to record it. */
    @Override
    public boolean dialogItemChanged(final GenericDialog changed, final AWTEvent event) {
        answers = read(event == null);
        if (event == null) return true;
        final Form next = form.after(answers);
        if (next != form) show(next);
        return tell();
    }

    /** Fills in the dialog again. */
    private void show(final Form other) {
        form = other;
        final Iterator<?> texts = dialog.getStringFields().iterator();
        final Iterator<?> choices = dialog.getChoices().iterator();
        for (final Key key : form.keys()) {
            final String text = form.suggestions().get(key.name());
            if (key.kind() == Key.Kind.CHOICE) {
                final Choice choice = (Choice) choices.next();
                if (text != null) choice.select(text);
            } else if (key.kind() != Key.Kind.FLAG && key.kind() != Key.Kind.NUMBER) {
                final TextField field = (TextField) texts.next();
                if (text != null && !text.equals(field.getText())) field.setText(text);
            }
        }
        dialog.resetCounters();
        answers = read(false);
    }

    /** Shows what is said of the answers; returns whether they are good. */
    private boolean tell() {
        final Form.Outlook outlook = form.outlook(answers);
        final List<String> text = Lines.wrap(outlook.text(), this::fits);
        final int more = Math.max(0, lines - text.size());
        lines += Math.max(0, text.size() - lines);
        message.setForeground(outlook.isGood() || !dialog.isShowing() ? Color.black : WRONG);
        message.setText(String.join("\n", text) + "\n ".repeat(more));
        if (dialog.isShowing() && lines > LINES) dialog.pack();
        if (dialog.getButtons()[0] != null) dialog.getButtons()[0].setEnabled(outlook.isGood());
        return outlook.isGood();
    }

    private boolean fits(final String line) {
        final Font font = message.getFont() == null ? FIRST_FONT : message.getFont();
        return dialog.getFontMetrics(font).stringWidth(line) <= WIDTH * font.getSize2D() / FIRST_FONT.getSize2D();
    }

    /** A field's label, up to a blank or colon, is its key in macros; what is shown then may have several words. */
    private void addField(final Key key) {
        final String title = key.label().replace(" ", "");
        final String start = form.start(key);
        switch (key.kind()) {
            case FOLDER -> dialog.addDirectoryField(title, start, COLUMNS);
            case FILE -> dialog.addFileField(title, start, COLUMNS);
            case CHOICE -> dialog.addChoice(title, key.choices().toArray(new String[0]), start);
            case FLAG -> dialog.addCheckbox(title + ": " + key.help(), Boolean.parseBoolean(start));
            case NUMBER -> dialog.addNumericField(title, Integer.parseInt(start), 0, DIGITS, key.help());
            default -> dialog.addStringField(title, start, COLUMNS);
        }
        if (!title.equals(key.label())) dialog.getLabel().setText(key.label());
    }

    private Map<String, String> read(final boolean recording) {
        final Map<String, String> given = new LinkedHashMap<>();
        for (final Key key : form.keys()) given.put(key.name(), answer(key, recording));
        return given;
    }

    private String answer(final Key key, final boolean recording) {
        return switch (key.kind()) {
            case CHOICE -> dialog.getNextChoice();
            case FLAG -> flag(key, dialog.getNextBoolean(), recording);
            case NUMBER -> number(dialog.getNextNumber());
            default -> dialog.getNextString();
        };
    }

    /** Notes in a macro under way that a flag is off whose default is on: ImageJ notes only those that are on. */
    private static String flag(final Key key, final boolean on, final boolean recording) {
        if (recording && !on && Boolean.parseBoolean(key.standard()) && Recorder.record)
            Recorder.recordOption(key.name(), "false");
        return String.valueOf(on);
    }

    /** Without the fraction that a whole number does not have; what is no whole number is left for the check. */
    static String number(final double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }
}
