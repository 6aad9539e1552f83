package sc.fiji.neuroglancer.gui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sc.fiji.neuroglancer.export.ExternalTool;

/** A screen of its own, with a window manager, on a number that is free. */
public final class Screen implements AutoCloseable {

    /** The program that opens web pages on a desktop of Linux. */
    private static final String BROWSER = "xdg-open";

    static final Path PHOTOS = Path.of("target", "gui").toAbsolutePath();

    private final List<Process> processes = new ArrayList<>();
    private final Path folder;
    private final String display;

    /**
     * Skips the test when a tool is missing.
     *
     * @param folder where programs are started
     */
    public Screen(final Path folder) throws IOException {
        for (final String tool : new String[] {"Xvfb", "xdotool", "openbox"})
            ExternalTool.demand(ExternalTool.works("sh", "-c", "command -v " + tool), tool);
        Files.createDirectories(PHOTOS);
        this.folder = folder;
        makeBrowser();
        final Process screen =
                start(List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"), "");
        display = ":" + reader(screen).readLine();
        start(List.of("openbox", "--sm-disable"), display);
    }

    /** In place of a browser: notes the address of the page. */
    private void makeBrowser() throws IOException {
        final Path program = Files.createDirectories(folder.resolve("bin")).resolve(BROWSER);
        Files.writeString(program, "#!/bin/sh\nprintf '%s' \"$1\" > '" + folder.resolve("page") + "'\n");
        if (!program.toFile().setExecutable(true)) throw new IOException(program + " cannot be made a program");
    }

    /** The page that was opened last; empty before. */
    String page() throws IOException {
        final Path page = folder.resolve("page");
        return Files.exists(page) ? Files.readString(page) : "";
    }

    static BufferedReader reader(final Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a program on this screen. */
    public Process start(final List<String> command) throws IOException {
        return start(command, display);
    }

    private Process start(final List<String> command, final String screen) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("DISPLAY", screen);
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().keySet().removeIf(name -> name.startsWith("NEUROGLANCER_FIJI"));
        builder.redirectError(
                PHOTOS.resolve(Path.of(command.get(0)).getFileName() + ".log").toFile());
        final Process process = builder.start();
        processes.add(0, process);
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        for (final Process process : processes) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        }
    }
}
