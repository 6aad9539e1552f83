package sc.fiji.neuroglancer.annotation.roi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.task.InputException;

class RoiFilesTest {

    @TempDir
    private Path folder;

    private Path zip(final String... names) throws IOException {
        final Path file = folder.resolve("RoiSet.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(RoiEncoder.saveAsByteArray(new Roi(names.length, 2, 3, 4)));
                zip.closeEntry();
            }
        }
        return file;
    }

    @Test
    void oneRoiIsReadAsItWasSaved() throws IOException {
        final PointRoi points = new PointRoi(1.5, 2);
        points.addPoint(3, 4);
        points.setPosition(2, 3, 4);
        points.setName("mine");
        final Path file = folder.resolve("a.ROI");
        Files.write(file, RoiEncoder.saveAsByteArray(points));
        assertTrue(RoiFiles.isRoiFile(file));
        final Roi read = RoiFiles.read(file).get(0);
        assertEquals("mine", read.getName());
        assertEquals(3, read.getZPosition());
        assertEquals(3, read.getFloatPolygon().xpoints[1]);
    }

    @Test
    void theSliceOfPointsIsNotLost() throws IOException {
        final PointRoi points = new PointRoi(1, 2);
        points.addPoint(3, 4);
        points.setPosition(7);
        final Path file = folder.resolve("a.roi");
        Files.write(file, RoiEncoder.saveAsByteArray(points));
        assertEquals(7, ((PointRoi) RoiFiles.read(file).get(0)).getPointPosition(1));
    }

    @Test
    void setsAreReadInOrderWithTheirNames() throws IOException {
        final List<Roi> rois = RoiFiles.read(zip("b.roi", "folder/a.roi", "notes.txt"));
        assertEquals(2, rois.size());
        assertEquals("b", rois.get(0).getName());
        assertEquals("a", rois.get(1).getName());
    }

    @Test
    void whatAMacAddsToZipsIsNoRoi() throws IOException {
        final Path file = folder.resolve("RoiSet.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "set/a.roi", RoiEncoder.saveAsByteArray(new Roi(1, 2, 3, 4)));
            add(zip, "set/.DS_Store", new byte[10]);
            add(zip, "__MACOSX/set/._a.roi", new byte[] {0, 5, 22, 7, 0, 2});
        }
        assertEquals(1, RoiFiles.read(file).size());
    }

    @Test
    void namesInOldEncodingsAreRead() throws IOException {
        final Path file = folder.resolve("RoiSet.zip");
        final Roi named = new Roi(1, 2, 3, 4);
        named.setName("Zelle \u00e4");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.ISO_8859_1)) {
            add(zip, "Zelle \u00e4.roi", RoiEncoder.saveAsByteArray(named));
        }
        assertEquals("Zelle \u00e4", RoiFiles.read(file).get(0).getName());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "Zelle \u03b1.roi", RoiEncoder.saveAsByteArray(new Roi(1, 2, 3, 4)));
        }
        assertEquals("Zelle \u03b1", RoiFiles.read(file).get(0).getName());
    }

    @Test
    void aZipThatIsCutShortIsNamed() throws IOException {
        final Path file = zip("a.roi", "b.roi");
        final byte[] bytes = Files.readAllBytes(file);
        for (int length = 20; length < bytes.length; length += 10) {
            Files.write(file, Arrays.copyOf(bytes, length));
            final Exception e = assertThrows(Exception.class, () -> RoiFiles.read(file), "after " + length);
            assertTrue(e instanceof InputException, length + ": " + e);
        }
    }

    @Test
    void aZipWhoseBytesHaveChangedIsNamed() throws IOException {
        final Path file = folder.resolve("RoiSet.zip");
        final byte[] roi = RoiEncoder.saveAsByteArray(new Roi(1, 2, 3, 4));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            add(zip, "a.roi", roi);
        }
        final byte[] bytes = Files.readAllBytes(file);
        bytes[30 + "a.roi".length() + 5 + 9]++; // a coordinate
        Files.write(file, bytes);
        assertTrue(message(file).contains(" is damaged "), message(file));
    }

    private static void add(final ZipOutputStream zip, final String name, final byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    @Test
    void filesWithoutRoisAreRefused() throws IOException {
        final Path empty = zip("notes.txt");
        assertTrue(message(empty).endsWith("has no ROIs: save them in the ROI Manager with More > Save..."));
        final Path damaged = folder.resolve("damaged.roi");
        Files.write(damaged, Arrays.copyOf(RoiEncoder.saveAsByteArray(new Roi(1, 2, 3, 4)), 20));
        assertTrue(message(damaged).startsWith("damaged.roi in damaged.roi is not an ImageJ ROI"), message(damaged));
        Files.writeString(damaged, "x,y\n1,2\n");
        assertTrue(message(damaged).startsWith("damaged.roi in damaged.roi is not an ImageJ ROI"), message(damaged));
        assertTrue(message(folder.resolve("none.roi")).startsWith("The file "));
        final byte[] bytes = Files.readAllBytes(zip("b.roi"));
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(folder.resolve("RoiSet.zip"), Arrays.copyOf(bytes, bytes.length / 2 + 9));
        final Exception e = assertThrows(Exception.class, () -> RoiFiles.read(folder.resolve("RoiSet.zip")));
        assertTrue(e instanceof InputException, e.toString());
    }

    private static String message(final Path file) {
        return assertThrows(InputException.class, () -> RoiFiles.read(file)).getMessage();
    }
}
