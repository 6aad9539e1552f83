package sc.fiji.neuroglancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.store.DirectoryStore;

class ShellExportPointsTest {

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeAnImage() {
        final ImagePlus image = IJ.createImage("cells", "8-bit", 20, 16, 3);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.5;
        image.getCalibration().pixelDepth = 2;
        image.getCalibration().setUnit("micron");
        new FileSaver(image).saveAsTiffStack(dir.resolve("cells.tif").toString());
    }

    /** Runs {@code export-points} on a file of that text; $D is the folder. */
    private int run(final String name, final String text, final String options) throws IOException {
        Files.writeString(dir.resolve(name), text);
        return run(name, options);
    }

    private int run(final String name, final String options) {
        out.reset();
        err.reset();
        final String[] args = Stream.concat(
                        Stream.of("export-points", dir.resolve(name).toString(), "--folder", dir.toString()),
                        Stream.of(options.replace("$D", dir.toString()).trim().split(" "))
                                .filter(o -> !o.isEmpty()))
                .toArray(String[]::new);
        return new Main(new PrintStream(out, true), new PrintStream(err, true)).run(args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private String positions(final String name) throws IOException {
        return new AnnotationReader(new DirectoryStore(dir), name)
                .byId().values().stream().map(i -> Arrays.toString(i.geometry)).collect(Collectors.joining());
    }

    @Test
    void withoutImageCoordinatesAreVoxelsWithoutUnit() throws IOException {
        assertEquals(0, run("a.csv", "x,y,z\n1,2,0\n3,4.5,2\n", "--name cells"), said());
        assertEquals("[1.0, 2.0, 0.0][3.0, 4.5, 2.0]", positions("cells"));
        final JsonNode info = new AnnotationReader(new DirectoryStore(dir), "cells").info();
        assertEquals(
                "{\"x\":[1,\"\"],\"y\":[1,\"\"],\"z\":[1,\"\"]}",
                info.get("dimensions").toString());
        assertTrue(said().contains("2 rows of a.csv became 2 annotations in "), said());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y,z\\n1,2,1|--image $D/cells.tif|[1.0, 2.0, 1.0]",
                "x,y,z\\n1,2,4|--image $D/cells.tif --units physical|[2.0, 4.0, 2.0]",
                "x (micron),y (um),z\\n1,2,4|--image $D/cells.tif|[2.0, 4.0, 2.0]",
                "x,y,z\\n1,2,1|--image $D/cells.tif --units Voxel|[1.0, 2.0, 1.0]",
                "x (px),y,z\\n1,2,1|--image $D/cells.tif|[1.0, 2.0, 1.0]",
                "1,2,3|--order zyx|[3.0, 2.0, 1.0]",
                "a,b,c\\n1,2,3|--columns c,a,b|[3.0, 1.0, 2.0]"
            })
    void unitsOrderAndColumns(final String text, final String options, final String position) throws IOException {
        assertEquals(0, run("a.csv", text.replace("\\n", "\n"), options), said());
        assertEquals(position, positions("points"));
    }

    @Test
    void theImageGivesDimensionsAndBounds() throws IOException {
        assertEquals(0, run("a.json", "[[1,2,0],[30,2,0]]", "--image $D/cells.tif --json"), said());
        final JsonNode info = new AnnotationReader(new DirectoryStore(dir), "points").info();
        assertEquals("[5E-7,\"m\"]", info.at("/dimensions/x").toString());
        assertEquals("[0.000002,\"m\"]", info.at("/dimensions/z").toString());
        assertEquals("[19.5,15.5,2.5]", info.get("upper_bound").toString());
        final JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals(2, json.at("/datasets/0/annotations").asInt());
        assertEquals(1, json.at("/datasets/0/outside").asInt());
        assertTrue(Files.isSameFile(
                dir.resolve("points"), Path.of(json.at("/datasets/0/dataset").asText())));
    }

    @Test
    void aSetOfRoisBecomesADatasetForEachKind() throws IOException {
        final Roi box = new Roi(5, 6, 2, 3);
        final Roi[] rois = {new PointRoi(1, 2), new Line(1, 2, 3, 4), box};
        try (OutputStream file = Files.newOutputStream(dir.resolve("set.zip"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (int i = 0; i < rois.length; i++) {
                rois[i].setPosition(3);
                zip.putNextEntry(new ZipEntry(i + ".roi"));
                zip.write(RoiEncoder.saveAsByteArray(rois[i]));
            }
        }
        assertEquals(0, run("set.zip", "--image $D/cells.tif --areas Shape --name cells"), said());
        assertEquals("[1.0, 2.0, 2.0]", positions("cells"));
        assertEquals("[1.0, 2.0, 2.0, 3.0, 4.0, 2.0]", positions("cells-lines"));
        assertEquals("[4.5, 5.5, 1.5, 6.5, 8.5, 2.5]", positions("cells-boxes"));
        assertEquals(1, run("set.zip", "--image $D/cells.tif --areas Shape --name cells"));
        Files.delete(dir.resolve("cells/info"));
        assertEquals(1, run("set.zip", "--image $D/cells.tif --areas Shape --name cells"));
        assertTrue(said().contains(dir.resolve("cells-lines") + " already exists"), said());
        assertTrue(Files.notExists(dir.resolve("cells/info")), "nothing is written when one of them is in the way");
        assertEquals(0, run("set.zip", "--image $D/cells.tif --areas Shape --name cells --existing Replace"), said());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y\\n1,2|--image $D/cells.tif|1|The table has no column named like a position for z",
                "x,y,z\\n1,2,many||1|Line 2 of a.csv has 'many' for z, which is not a number.",
                "x,y,z\\n1,2,NaN||1|Line 2 of a.csv has 'NaN' for z, which is not a number.",
                "x (um),y (um),z\\n1,2,3||1|Column x (um) of a.csv says that coordinates are in um",
                "x (um),y (um),z\\n1,2,3||1|give the image with --image.",
                "x (nm),y,z\\n1,2,3|--image $D/cells.tif|1|says that coordinates are in nm, but the image is in",
                "x,y,z\\n||1|a.csv has no points.",
                "x,y,z\\n1,2,3|--units physical|1|--units Physical needs the image",
                "a,b,c\\n1,2,3||1|or name the columns with --columns x,y,z,t.",
                "II*\u0001junk||1|a.csv is not a table or list of points, because it is not a text file: give a",
                "x,y,z\\n1,2,3|--units miles|2|--units 'miles' is not known: choose Auto, Voxel, Physical.",
                "x,y,z\\n1,2,3|--columns x|1|--columns 'x' cannot be used",
                "x,y,z\\n1,2,3|--existing Resume|2|--existing 'Resume' is not known: choose Fail, Replace.",
                "x,y,z\\n1,2,3|--image $D/none.tif|1|none.tif does not exist: check the path.",
                "x,y,z\\n1,2,3|--name a/b|1|--name a/b cannot be used as a folder.",
                "x,y,z\\n1,2,3|--source File|2|--source is not known here"
            })
    void mistakesAreSaidInASentence(final String text, final String options, final int code, final String sentence)
            throws IOException {
        final int exit = run("a.csv", text.replace("\\n", "\n"), options == null ? "" : options);
        assertTrue(said().contains(sentence), said());
        assertEquals(code, exit);
        assertTrue(Files.notExists(dir.resolve("points/info")));
    }
}
