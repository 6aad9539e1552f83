package sc.fiji.neuroglancer.commands;

import java.awt.GraphicsEnvironment;
import java.awt.GridLayout;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import sc.fiji.neuroglancer.http.login.Authorization;
import sc.fiji.neuroglancer.http.login.Prompt;
import sc.fiji.neuroglancer.http.login.Secret;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Asks for a login in its own window, because ImageJ's dialogs record into macros what is typed. Does not use SciJava, so
 * that plain ImageJ can use it.
 */
public final class SwingPrompt implements Prompt {

    private static final int COLUMNS = 30;

    /** Who logged in last, by host. */
    private static final Map<String, String> USERS = new ConcurrentHashMap<>();

    private SwingPrompt() {}

    /**
     * Asks the user, if there is one.
     *
     * @param macro whether a macro runs, which must not wait for a user
     */
    public static Prompt of(final boolean macro) {
        return macro || GraphicsEnvironment.isHeadless() ? Prompt.NOBODY : new SwingPrompt();
    }

    @Override
    public Optional<Authorization> ask(final String host, final boolean again) {
        if (SwingUtilities.isEventDispatchThread()) return show(host, again);
        final AtomicReference<Optional<Authorization>> answer = new AtomicReference<>(Optional.empty());
        try {
            SwingUtilities.invokeAndWait(() -> answer.set(show(host, again)));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof InputException) throw (InputException) e.getCause();
            throw new IllegalStateException(e.getCause());
        }
        return answer.get();
    }

    private static Optional<Authorization> show(final String host, final boolean again) {
        final JTextField user = new JTextField(USERS.getOrDefault(host, ""), COLUMNS);
        final JPasswordField password = new JPasswordField(COLUMNS);
        final JPanel panel = new JPanel(new GridLayout(0, 1));
        panel.add(new JLabel(again ? host + " refused that login: try again." : "Login for " + host + ":"));
        panel.add(new JLabel("User (empty when you have a token)"));
        panel.add(user);
        panel.add(new JLabel("Password or token (forgotten when Fiji or ImageJ is closed)"));
        panel.add(password);
        final JOptionPane pane = pane(panel, user.getText().isEmpty() && !again ? user : password);
        pane.createDialog("Neuroglancer").setVisible(true);
        if (!Integer.valueOf(JOptionPane.OK_OPTION).equals(pane.getValue())) return Optional.empty();
        USERS.put(host, user.getText());
        return authorization(user.getText(), password.getPassword());
    }

    /** Enter still presses the button, but the field has the focus. */
    private static JOptionPane pane(final JPanel panel, final JComponent first) {
        return new JOptionPane(panel, JOptionPane.PLAIN_MESSAGE, JOptionPane.OK_CANCEL_OPTION) {
            private static final long serialVersionUID = 1L;

            @Override
            public void selectInitialValue() {
                super.selectInitialValue();
                first.requestFocusInWindow();
            }
        };
    }

    /** @param password is overwritten */
    static Optional<Authorization> authorization(final String user, final char[] password) {
        if (password.length == 0) return Optional.empty();
        final Secret secret = Secret.of(password);
        Arrays.fill(password, '\0');
        return Optional.of(user.isBlank() ? Authorization.bearer(secret) : Authorization.basic(user.trim(), secret));
    }
}
