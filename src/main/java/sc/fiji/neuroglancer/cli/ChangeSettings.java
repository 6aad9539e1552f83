package sc.fiji.neuroglancer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.SettingsEntry;
import sc.fiji.neuroglancer.command.SettingsKeys;
import sc.fiji.neuroglancer.command.Values;

/** {@code settings}: lists the profiles of storages that ImageJ's preferences keep, stores one, or removes it. */
final class ChangeSettings implements ShellCommand {

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public String summary() {
        return "lists the profiles of storages, or stores or removes one";
    }

    @Override
    public String operands() {
        return "";
    }

    @Override
    public List<Key> keys() {
        return SettingsKeys.all();
    }

    @Override
    public int[] operandCount() {
        return new int[] {0, 0};
    }

    @Override
    public void run(final Arguments arguments, final Terminal terminal) throws IOException {
        if (!arguments.given().isEmpty()) terminal.note(SettingsEntry.run(completed(arguments)));
        final ObjectNode object = JsonNodeFactory.instance.objectNode();
        final StringBuilder text = new StringBuilder();
        SettingsEntry.all().forEach((name, values) -> {
            final ObjectNode profile = object.putObject(name);
            text.append(text.length() == 0 ? "" : "\n").append(name);
            new TreeMap<>(values).forEach((key, value) -> {
                profile.put(key, value);
                if (!value.isEmpty() && !key.equals("account")) text.append(" --" + key + " '" + value + "'");
            });
        });
        terminal.result(text.toString(), object);
    }

    /** What is not given stays as it is stored, unless that goes with another preset. */
    private static Values completed(final Arguments arguments) {
        final String account = arguments.values().text("account").trim();
        final String preset = arguments.given().get("preset");
        final Map<String, String> all = new TreeMap<>();
        SettingsEntry.all().forEach((name, stored) -> {
            if (name.equalsIgnoreCase(account)) all.putAll(stored);
        });
        if (preset != null && !arguments.values().text("preset").equals(all.get("preset")))
            List.of("publicaddress", "viewer").forEach(all::remove);
        all.putAll(arguments.given());
        return Values.of(SettingsKeys.all(), all);
    }
}
