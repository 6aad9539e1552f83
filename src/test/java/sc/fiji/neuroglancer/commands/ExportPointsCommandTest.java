package sc.fiji.neuroglancer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.PointRoi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.prefs.PrefService;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.store.DirectoryStore;

/** Through SciJava's own services, as Fiji and scripts call the command. */
class ExportPointsCommandTest {

    @TempDir
    private Path dir;

    private Context context;

    @BeforeEach
    void open() {
        context = new Context();
        context.service(PrefService.class).clear(ExportPointsCommand.class);
        forgetExports();
    }

    /** Without an image, points belong to the last export, also to one of another test. */
    private static void forgetExports() {
        for (final String key : new String[] {"dataset", "points"}) Prefs.set("neuroglancer." + key, "");
    }

    @AfterEach
    void close() {
        context.dispose();
        forgetExports();
    }

    private CommandModule run(final Object... options) throws Exception {
        final List<Object> all = new ArrayList<>(List.of("folder", dir.toString()));
        all.addAll(List.of(options));
        return context.service(CommandService.class)
                .run(ExportPointsCommand.class, true, all.toArray())
                .get();
    }

    @Test
    void exportsTheSelectionOfTheImage() throws Exception {
        final ImagePlus image = IJ.createImage("cells", "8-bit", 20, 16, 3);
        final PointRoi points = new PointRoi(3, 4);
        points.setName("soma");
        points.setPosition(2);
        image.setRoi(points);
        assertFalse(run("image", image, "source", "Selection", "name", "cells").isCanceled());
        final AnnotationReader.Item item = new AnnotationReader(new DirectoryStore(dir), "cells")
                .byId()
                .values()
                .iterator()
                .next();
        assertEquals("[3.0, 4.0, 1.0]", Arrays.toString(item.geometry));
        assertEquals(1, item.properties.size());
        assertFalse(run("image", image, "source", "Selection", "name", "bare", "properties", false)
                .isCanceled());
        assertEquals(
                Map.of(),
                new AnnotationReader(new DirectoryStore(dir), "bare")
                        .byId()
                        .values()
                        .iterator()
                        .next()
                        .properties);
    }

    @Test
    void exportsAFileWithoutAnImage() throws Exception {
        final Path file = Files.writeString(dir.resolve("a.csv"), "x,y,z\n1,2,3\n");
        assertFalse(run("pointsfile", file.toString()).isCanceled());
        assertTrue(Files.exists(dir.resolve("points/info")));
        final CommandModule again = run("pointsfile", file.toString());
        assertTrue(again.isCanceled());
        assertTrue(again.getCancelReason().contains("already exists"), again.getCancelReason());
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        final CommandModule module = run("source", "Overlay");
        assertTrue(module.isCanceled());
        assertEquals("No image is open. Open one, then run the command again.", module.getCancelReason());
    }
}
