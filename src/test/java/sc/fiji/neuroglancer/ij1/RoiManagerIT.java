package sc.fiji.neuroglancer.ij1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.export.ExternalTool;
import sc.fiji.neuroglancer.store.DirectoryStore;

/** ImageJ's own ROI Manager, which needs a screen: here one in memory (Xvfb). */
class RoiManagerIT {

    private static final Path XVFB = Paths.get("/usr/bin/xvfb-run");
    private static final int SECONDS = 120;

    @TempDir
    private Path folder;

    /** Runs a macro in an ImageJ with a screen and returns what it printed. */
    private String run(final String macro) throws IOException, InterruptedException {
        ExternalTool.demand(Files.isExecutable(XVFB), "xvfb-run (Debian's xvfb and xauth)");
        final Path file = Files.writeString(
                folder.resolve("macro.ijm"), macro.replace('\'', '"').replace("$F", folder.toString()));
        final Path input = Files.writeString(folder.resolve("input"), file + "\n");
        final Path output = folder.resolve("output");
        final Process process = new ProcessBuilder(
                        XVFB.toString(),
                        "-a",
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED", // lets ImageJ be patched
                        "-Djava.awt.headless=false",
                        "-Djava.util.prefs.userRoot="
                                + Paths.get("target", "prefs").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MacroServer.class.getName())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Test
    void theOneLinerExportsTheEntries() throws IOException, InterruptedException {
        final String printed = run("newImage('cells', '16-bit ramp', 20, 16, 3);"
                + "setSlice(2); makePoint(3, 4); roiManager('add');"
                + "setSlice(3); makeRectangle(4, 6, 4, 2); roiManager('add');"
                + "roiManager('select', 0); roiManager('rename', 'soma'); RoiManager.setGroup(7);"
                + "roiManager('deselect'); run('Select None'); setSlice(1);"
                + "run('Export Points for Neuroglancer...', 'folder=[$F] source=[ROI Manager] name=cells');"
                + "print('reached the end');");
        assertTrue(printed.contains("reached the end"), printed);
        assertTrue(printed.contains("2 ROIs of the ROI Manager became 2 annotations in "), printed);
        final AnnotationReader reader = new AnnotationReader(new DirectoryStore(folder), "cells");
        final List<AnnotationReader.Item> items = List.copyOf(reader.byId().values());
        assertEquals(
                "[3.0, 4.0, 1.0][5.5, 6.5, 2.0]",
                items.stream().map(i -> Arrays.toString(i.geometry)).collect(Collectors.joining()),
                "the voxels, in the order of the list");
        assertEquals(
                "soma",
                reader.info().at("/properties/0/enum_labels/0").asText(),
                reader.info().toString());
        assertEquals(
                List.of(7.0, 0.0),
                items.stream().map(i -> i.properties.get("group")).collect(Collectors.toList()));
    }

    @Test
    void autoTakesTheManagerAndAnEmptyOneIsNamed() throws IOException, InterruptedException {
        final String printed = run("newImage('cells', '16-bit ramp', 20, 16, 1);"
                + "makePoint(3, 4); roiManager('add'); run('Add Selection...');"
                + "run('Export Points for Neuroglancer...', 'folder=[$F]');"
                + "roiManager('reset');"
                + "run('Export Points for Neuroglancer...', 'folder=[$F] source=[ROI Manager] existing=Replace');"
                + "print('reached the end');");
        assertTrue(printed.contains("1 ROI of the ROI Manager became "), printed);
        assertTrue(printed.contains("Not exported: Selection, Overlay (choose them with source)."), printed);
        assertTrue(printed.contains("The ROI Manager is empty: add points, or choose another source."), printed);
        assertTrue(!printed.contains("reached the end"), printed);
    }
}
