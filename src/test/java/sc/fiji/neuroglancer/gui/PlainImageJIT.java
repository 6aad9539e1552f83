package sc.fiji.neuroglancer.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.command.CheckDataset;
import sc.fiji.neuroglancer.command.CopyLink;
import sc.fiji.neuroglancer.command.EditSettings;
import sc.fiji.neuroglancer.command.ExportImage;
import sc.fiji.neuroglancer.command.ExportPoints;
import sc.fiji.neuroglancer.command.ShareImage;
import sc.fiji.neuroglancer.command.UploadDataset;
import sc.fiji.neuroglancer.command.ViewDataset;
import sc.fiji.neuroglancer.webdav.DavHandler;
import sc.fiji.neuroglancer.webdav.ScriptedServer;

/** The real window of ImageJ 1.x with the packaged jar: menu, dialogs, recorder, Esc, messages. */
@Timeout(90)
class PlainImageJIT {

    private static final Pattern LABEL = Pattern.compile("^Plugins>Neuroglancer, \"([^\"]+)\"", Pattern.MULTILINE);

    /** Photos show no path of this computer. */
    private static final String PUBLIC_FOLDER = "/data/out";

    private static final String PUBLIC_DATASET = "out/cells.ome.zarr";
    private static final String STORAGE = "https://hifis-storage.desy.de:2880/HIP/lena";

    @TempDir
    static Path installation;

    @TempDir
    Path dir;

    private static Desktop imagej;

    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        imagej = new Desktop(InstalledImageJ.in(installation.resolve("ImageJ")));
        imagej.openMenu(ShareImage.LABEL);
        imagej.photo("menu", "");
        imagej.press("Escape", "Escape", "Escape");
        imagej.ask("macro", "run('Record...');");
        imagej.awaitWindow("Recorder");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (imagej != null) imagej.close();
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(dir.resolve("my data"));
    }

    @AfterEach
    void forget() throws IOException {
        imagej.ask("close");
        imagej.ask("forget", "profiles");
    }

    private static void openStack() throws IOException {
        imagej.ask(
                "macro",
                "newImage('cells', '16-bit ramp', 300, 200, 40); setVoxelSize(0.65, 0.65, 2.5, 'micron');"
                        + " makePoint(30, 40);");
        imagej.awaitWindow("cells");
    }

    private static void makeProfile(final String account, final String options) throws IOException {
        final String run = "run('" + EditSettings.LABEL + "', 'account=" + account + " " + options + "');";
        imagej.ask("macro", run + " print('stored " + account + "');");
        imagej.await(() -> imagej.ask("log").contains("stored " + account + "\n"), "profile");
    }

    private String shape(final String dataset) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(dataset).resolve("0/.zarray").toFile())
                .path("shape")
                .toString();
    }

    private void awaitFile(final String name) throws IOException {
        imagej.await(() -> Files.exists(folder.resolve(name)), "file " + name);
    }

    /** The last line of the recorder that runs this command. */
    private static String recorded(final String label) throws IOException {
        final String start = "run(\"" + label + "\"";
        imagej.await(() -> imagej.ask("recorder").contains(start), "record of " + label);
        final String text = imagej.ask("recorder");
        final int at = text.lastIndexOf(start);
        return text.substring(at, text.indexOf(";", at) + 1);
    }

    @Test
    void hasAllCommandsInTheMenu() throws IOException {
        final Matcher config = LABEL.matcher(Files.readString(Paths.get("plugins.config")));
        final List<String> labels =
                config.results().map(match -> match.group(1)).collect(Collectors.toList());
        assertEquals(labels, List.of(imagej.ask("menu").split("\\|")));
    }

    @Test
    void exportsAnImageAndRecordsALineThatRunsUnchanged() throws IOException {
        openStack();
        final String dialog = imagej.open(ExportImage.LABEL);
        imagej.type(dialog, "Folder", "");
        imagej.await(() -> imagej.texts(dialog).contains("|No output folder is given:"), "message");
        assertTrue(imagej.texts(dialog).endsWith("|OK (off)"), imagej.texts(dialog));
        imagej.type(dialog, "Folder", PUBLIC_FOLDER);
        imagej.await(() -> imagej.texts(dialog).contains("|300 x 200 x 40, 16-bit. "), "estimate");
        imagej.photo("export-image", dialog);
        imagej.type(dialog, "Folder", folder.toString());
        imagej.confirm(dialog);
        awaitFile("cells.ome.zarr/.zattrs");
        assertEquals("[40,200,300]", shape("cells.ome.zarr"));
        imagej.await(() -> imagej.ask("log").contains(folder + "/cells.ome.zarr"), "line in the log");
        final String line = recorded(ExportImage.LABEL);
        assertTrue(line.startsWith("run(\"" + ExportImage.LABEL + "\", \"folder=[" + folder + "] name=cells "), line);
        Files.move(folder.resolve("cells.ome.zarr"), folder.resolve("first"));
        imagej.ask("macro", line);
        awaitFile("cells.ome.zarr/.zattrs");
        assertEquals("[40,200,300]", shape("cells.ome.zarr"));
        assertFalse(imagej.windows().contains(dialog), "a macro asks for nothing");
    }

    @Test
    void remembersTheFolderOfADialogButNotOfAMacro() throws IOException {
        openStack();
        final Path other = Files.createDirectory(dir.resolve("other"));
        imagej.ask("macro", "run('" + ExportImage.LABEL + "', 'folder=[" + other + "]');");
        imagej.await(() -> Files.exists(other.resolve("cells.ome.zarr/.zattrs")), "export");
        String dialog = imagej.open(ExportImage.LABEL);
        assertFalse(imagej.texts(dialog).contains(other.toString()), imagej.texts(dialog));
        imagej.type(dialog, "Folder", folder.toString());
        imagej.confirm(dialog);
        awaitFile("cells.ome.zarr/.zattrs");
        dialog = imagej.open(ExportPoints.LABEL);
        assertTrue(imagej.texts(dialog).contains(folder.toString()), imagej.texts(dialog));
        imagej.close(dialog, "Cancel");
    }

    @Test
    void exportsPoints() throws IOException {
        openStack();
        final String dialog = imagej.open(ExportPoints.LABEL);
        imagej.type(dialog, "Folder", PUBLIC_FOLDER);
        imagej.await(() -> imagej.texts(dialog).contains("|1 ROI of the selection will go to "), "preview");
        imagej.photo("export-points", dialog);
        imagej.type(dialog, "Folder", folder.toString());
        imagej.click(dialog, "Properties");
        imagej.await(() -> imagej.texts(dialog).contains("colors and columns=false"), "click");
        imagej.press("Return");
        awaitFile("points/info");
        final String line = recorded(ExportPoints.LABEL);
        assertTrue(line.contains(" properties=false"), line);
        Files.move(folder.resolve("points"), folder.resolve("first"));
        imagej.ask("macro", line);
        awaitFile("points/info");
    }

    @Test
    void tellsInAWindowWhatTheCheckFound() throws IOException {
        openStack();
        imagej.ask("macro", "run('" + ExportImage.LABEL + "', 'folder=[" + folder + "]');");
        awaitFile("cells.ome.zarr/.zattrs");
        final String dialog = imagej.open(CheckDataset.LABEL);
        imagej.type(dialog, "Address", folder.resolve("cells.ome.zarr").toString());
        imagej.confirm(dialog);
        imagej.awaitWindow(CheckDataset.LABEL);
        assertTrue(imagej.texts(CheckDataset.LABEL).contains("complete ("), imagej.texts(CheckDataset.LABEL));
        imagej.photo("checked", CheckDataset.LABEL);
        imagej.press("Return");
        imagej.awaitClosed(CheckDataset.LABEL);
        assertTrue(recorded(CheckDataset.LABEL).contains("address=[" + folder), recorded(CheckDataset.LABEL));
    }

    @Test
    void stopsOnEscape() throws IOException {
        imagej.ask("endless");
        imagej.awaitWindow("endless (V)");
        final String dialog = imagej.open(ExportImage.LABEL);
        imagej.type(dialog, "Folder", folder.toString());
        imagej.confirm(dialog);
        imagej.await(() -> imagej.ask("status").startsWith("Exporting endless: "), "progress");
        imagej.focus("ImageJ");
        final long start = System.nanoTime();
        imagej.press("Escape");
        imagej.await(() -> imagej.ask("status").startsWith("Canceled. "), "end");
        final double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(seconds < 2, seconds + " s");
        assertFalse(Files.exists(folder.resolve("endless.ome.zarr/.zattrs")));
        assertFalse(imagej.windows().contains(ExportImage.LABEL), "a user's cancel is no error");
    }

    @Test
    void saysInAWindowThatThereIsNoImage() throws IOException {
        final String window = imagej.open(ExportImage.LABEL);
        assertEquals(ExportImage.LABEL, window, "a message in place of the dialog");
        assertTrue(
                imagej.texts(window).startsWith("No image is open. Open one, then run the command again."),
                imagej.texts(window));
        imagej.photo("no-image", window);
        imagej.press("Return");
        imagej.awaitClosed(window);
    }

    @Test
    void saysInAWindowWhatIsWrongInAMacro() throws IOException {
        openStack();
        imagej.ask("macro", "run('" + ExportImage.LABEL + "', 'fodler=[" + folder + "]'); print('went on');");
        final List<String> titles = List.of(ExportImage.LABEL, "Macro Error"); // ImageJ has two ways to tell it
        imagej.await(() -> !Collections.disjoint(imagej.windows(), titles), "message");
        final String window = imagej.windows().contains(titles.get(0)) ? titles.get(0) : titles.get(1);
        final String text = imagej.texts(window);
        assertTrue(text.startsWith("'fodler' is not known here: use folder, name, content,"), text);
        imagej.photo("wrong-key", window);
        imagej.close(window, "OK");
        assertFalse(imagej.ask("log").contains("went on"));
    }

    @Test
    void showsTheOtherDialogsAndTheirHelp() throws IOException {
        final String[][] dialogs = { // label, name of the photo, a key, a field, what is typed there
            {ShareImage.LABEL, "share", "withpoints", "Name", "cells"},
            {CopyLink.LABEL, "link", "shorten", "Dataset", PUBLIC_DATASET},
            {ViewDataset.LABEL, "view", "folder", "Folder", PUBLIC_DATASET},
            {UploadDataset.LABEL, "upload", "parallel", "Dataset", PUBLIC_DATASET},
            {CheckDataset.LABEL, "check", "viewer", "Address", STORAGE.replace("2880", "2443") + "/cells.ome.zarr"},
            {EditSettings.LABEL, "settings", "publicaddress", "Address", STORAGE},
        };
        openStack();
        makeProfile("helmholtz", "address=" + STORAGE);
        imagej.ask("macro", "run('" + ExportImage.LABEL + "', 'folder=out existing=Replace');");
        imagej.await(
                () -> Files.exists(installation.resolve("ImageJ").resolve(PUBLIC_DATASET + "/.zattrs")), "dataset");
        for (final String[] names : dialogs) {
            final String dialog = imagej.open(names[0]);
            imagej.type(dialog, names[3], names[4]);
            if (names[1].equals("upload")) {
                imagej.type(dialog, "Address", STORAGE);
                imagej.type(dialog, "Account", "helmholtz");
                imagej.await(() -> imagej.texts(dialog).contains("|Others will find it at https://"), "address");
            }
            if (names[1].equals("share"))
                imagej.await(() -> imagej.texts(dialog).contains(" Points: 1 ROI of the selection. "), "points");
            imagej.photo(names[1], dialog);
            imagej.click(dialog, "Help");
            imagej.awaitWindow(dialog + " Help");
            imagej.await(
                    () -> imagej.texts(dialog + " Help").contains("<code>" + names[2] + "</code>"), "help in the page");
            if (names[1].equals("upload")) imagej.photo("help", dialog + " Help");
            imagej.press("Escape");
            imagej.awaitClosed(dialog + " Help");
            imagej.close(dialog, "Cancel");
        }
        assertFalse(imagej.ask("recorder").contains(CopyLink.LABEL), "what was canceled is not recorded");
    }

    @Test
    void showsOnThisComputerWhatNoStorageIsThereFor() throws IOException {
        final Path home = installation.resolve("ImageJ/home/neuroglancer");
        openStack();
        final String dialog = imagej.open(ShareImage.LABEL);
        imagej.await(() -> imagej.texts(dialog).contains("|No storage is set up, so only this computer "), "message");
        imagej.confirm(dialog);
        imagej.await(() -> imagej.page().matches("https?://.+/#!.+"), "page in the browser");
        assertTrue(Files.exists(home.resolve("cells.ome.zarr/.zattrs")));
        assertTrue(Files.exists(home.resolve("cells-points/info")));
        imagej.await(() -> imagej.ask("log").contains("\nNo storage is set up, "), "line in the log");
        assertEquals("Only this computer shows it: see the Log.", imagej.ask("status"));
        final String line = recorded(ShareImage.LABEL);
        assertTrue(line.contains(" name=cells "), line);
        Files.move(home, home.resolveSibling("first"));
        imagej.ask("macro", line);
        imagej.await(() -> Files.exists(home.resolve("cells-points/info")), "points of the macro");
    }

    @Test
    void showsAProfileWhenItIsNamed() throws IOException {
        makeProfile("cloud", "preset=ownCloud address=https://c.org/dav");
        final String dialog = imagej.open(EditSettings.LABEL);
        assertTrue(imagej.texts(dialog).contains("|ownCloud|"), imagej.texts(dialog)); // the only one with an address
        imagej.type(dialog, "Account", "helmholtz");
        imagej.await(() -> imagej.texts(dialog).contains("|Helmholtz InfiniteSpace|"), "profile in the dialog");
        imagej.type(dialog, "Account", "cloud");
        imagej.await(() -> imagej.texts(dialog).contains("|Others will find datasets at https://c.org/dav"), "address");
        imagej.close(dialog, "Cancel");
    }

    @Test
    void asksForALoginThatIsNotRecorded() throws IOException {
        final DavHandler storage = new DavHandler();
        storage.login = "Basic " + Base64.getEncoder().encodeToString("lena:geheim".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve("a.ome.zarr"));
        Files.writeString(folder.resolve("a.ome.zarr/.zattrs"), "{}");
        try (ScriptedServer server = new ScriptedServer(storage)) {
            final String dialog = imagej.open(UploadDataset.LABEL);
            imagej.type(dialog, "Dataset", folder.resolve("a.ome.zarr").toString());
            imagej.type(dialog, "Address", server.address() + "data");
            imagej.confirm(dialog);
            imagej.awaitWindow("Neuroglancer");
            imagej.photo("login", "Neuroglancer");
            imagej.type("lena");
            imagej.press("Tab");
            imagej.type("falsch");
            imagej.press("Return");
            imagej.await(
                    () -> imagej.windows().contains("Neuroglancer")
                            && imagej.texts("Neuroglancer").contains("127.0.0.1 refused that login: try again."),
                    "second question");
            imagej.photo("login-again", "Neuroglancer");
            imagej.type("geheim");
            imagej.press("Return");
            imagej.await(() -> imagej.ask("log").contains(" Others find it at " + server.address()), "upload");
        }
        assertTrue(storage.files.containsKey("/data/a.ome.zarr/.zattrs"));
        assertTrue(recorded(UploadDataset.LABEL).contains("address=http://127.0.0.1"), imagej.ask("recorder"));
        assertFalse((imagej.ask("recorder") + imagej.ask("log")).contains("geheim"));
    }
}
