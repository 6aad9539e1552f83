package sc.fiji.neuroglancer.annotation.roi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sc.fiji.neuroglancer.annotation.AnnotationReader;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.annotation.GeometryKind;
import sc.fiji.neuroglancer.export.points.PointExport;
import sc.fiji.neuroglancer.export.points.PointExportOptions;
import sc.fiji.neuroglancer.store.MemoryStore;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

class RoiShapesTest {

    private static final ImagePlus STACK = IJ.createImage("stack", "8-bit", 64, 48, 9);

    private static ImagePlus hyperstack() {
        return IJ.createHyperStack("hyper", 64, 48, 2, 5, 3, 8);
    }

    private static RoiShapes shapes(final ImagePlus image, final Areas areas, final Roi... rois) throws IOException {
        return RoiShapes.of(List.of(rois), ImageGrid.of(image), areas, Unplaced.CURRENT, true);
    }

    /** What a reader of the written files finds. */
    private static List<AnnotationReader.Item> items(final AnnotationSource source) throws IOException {
        final MemoryStore store = new MemoryStore();
        PointExport.run(source, store, PointExportOptions.DEFAULT, Monitor.NONE);
        return new ArrayList<>(new AnnotationReader(store, "points").byId().values());
    }

    private static List<AnnotationReader.Item> items(final RoiShapes shapes) throws IOException {
        assertEquals(1, shapes.sources().size());
        return items(shapes.sources().get(0));
    }

    private static String positions(final RoiShapes shapes) throws IOException {
        return items(shapes).stream().map(i -> Arrays.toString(i.geometry)).collect(Collectors.joining());
    }

    private static String geometry(final GeometryKind kind, final Areas areas, final Roi roi) throws IOException {
        roi.setPosition(4);
        final RoiShapes shapes = shapes(STACK, areas, roi);
        assertEquals(kind, shapes.sources().get(0).schema().kind());
        return positions(shapes);
    }

    @Test
    void pointsAndLinesStayWhereTheyAre() throws IOException {
        assertEquals("[10.0, 20.0, 3.0]", geometry(GeometryKind.POINT, Areas.CENTROID, new PointRoi(10, 20)));
        assertEquals("[10.25, 20.5, 3.0]", geometry(GeometryKind.POINT, Areas.SKIP, new PointRoi(10.25, 20.5)));
        assertEquals(
                "[1.0, 2.0, 3.0, 30.5, 40.25, 3.0]",
                geometry(GeometryKind.LINE, Areas.CENTROID, new Line(1, 2, 30.5, 40.25)));
        assertEquals(
                "[30.0, 40.0, 3.0, 1.0, 2.0, 3.0]", geometry(GeometryKind.LINE, Areas.SKIP, new Arrow(30, 40, 1, 2)));
        assertEquals(
                "[1.0, 2.0, 3.0, 5.0, 2.0, 3.0, 5.0, 7.5, 3.0]",
                geometry(
                        GeometryKind.POLYLINE,
                        Areas.SHAPE,
                        new PolygonRoi(new float[] {1, 5, 5}, new float[] {2, 2, 7.5f}, Roi.POLYLINE)));
    }

    @Test
    void areasAreHalfAPixelBack() throws IOException {
        assertEquals(
                "[9.5, 19.5, 2.5, 14.5, 26.5, 3.5]", geometry(GeometryKind.BOX, Areas.SHAPE, new Roi(10, 20, 5, 7)));
        assertEquals(
                "[12.0, 23.0, 3.0, 2.5, 3.5, 0.5]",
                geometry(GeometryKind.ELLIPSOID, Areas.SHAPE, new OvalRoi(10, 20, 5, 7)));
        assertEquals(
                "[9.5, 19.5, 3.0, 14.5, 19.5, 3.0, 14.5, 24.5, 3.0, 9.5, 19.5, 3.0]",
                geometry(
                        GeometryKind.POLYLINE,
                        Areas.SHAPE,
                        new PolygonRoi(new int[] {10, 15, 15}, new int[] {20, 20, 25}, 3, Roi.POLYGON)));
        assertEquals("[12.0, 23.0, 3.0]", geometry(GeometryKind.POINT, Areas.CENTROID, new Roi(10, 20, 5, 7)));
        assertEquals("[12.0, 23.0, 3.0]", geometry(GeometryKind.POINT, Areas.CENTROID, new OvalRoi(10, 20, 5, 7)));
        assertEquals("[7.0, 5.0, 3.0]", geometry(GeometryKind.POINT, Areas.CENTROID, new Roi(7, 5, 1, 1)));
    }

    /** The judge is ImageJ's mask: the mean position of the pixels that a ROI contains. */
    @Test
    void centroidsAreInTheMiddleOfThePixels() throws IOException {
        final ShapeRoi two = new ShapeRoi(new Roi(3, 4, 6, 2)).or(new ShapeRoi(new OvalRoi(30, 20, 8, 9)));
        final Roi polygon = new PolygonRoi(new int[] {5, 40, 33, 9}, new int[] {6, 11, 37, 30}, 4, Roi.POLYGON);
        for (final Roi roi : List.of(two, polygon, new OvalRoi(2, 3, 10, 14), new EllipseRoi(10, 10, 40, 30, 0.5))) {
            double x = 0;
            double y = 0;
            final java.awt.Point[] pixels = roi.getContainedPoints();
            for (final java.awt.Point p : pixels) {
                x += p.x / (double) pixels.length;
                y += p.y / (double) pixels.length;
            }
            final float[] found = items(shapes(STACK, Areas.CENTROID, roi)).get(0).geometry;
            assertEquals(x, found[0], 0.1, roi.toString());
            assertEquals(y, found[1], 0.1, roi.toString());
        }
    }

    @Test
    void compositesAreOutlinedPartByPart() throws IOException {
        final ShapeRoi two = new ShapeRoi(new Roi(3, 4, 6, 2)).or(new ShapeRoi(new Roi(30, 20, 8, 9)));
        two.setName("pair");
        final List<AnnotationReader.Item> parts = items(shapes(STACK, Areas.SHAPE, two));
        assertEquals(2, parts.size());
        assertEquals(2.5f, Math.min(parts.get(0).geometry[0], parts.get(1).geometry[0]));
    }

    /** TrackMate's spots and others are drawn with parts of pixels. */
    @Test
    void partsOfPixelsAreKept() throws IOException {
        assertEquals(
                "[12.25, 22.0, 3.0]", geometry(GeometryKind.POINT, Areas.CENTROID, new OvalRoi(10.25, 20.75, 5, 3.5)));
        final Roi round = new Roi(10.25, 20.75, 5, 3.5);
        round.setCornerDiameter(2);
        assertEquals("[12.25, 22.0, 3.0]", geometry(GeometryKind.POINT, Areas.CENTROID, round));
        final ShapeRoi two = new ShapeRoi(triangle(1.5f)).or(new ShapeRoi(square(40.5f)));
        assertEquals("[40.0, 41.0, 44.0][1.0, 2.0, 6.0]", ranges(two));
        two.setLocation(11.25, 20);
        assertEquals("[50.25, 51.25, 54.25][11.25, 12.25, 16.25]", ranges(two), "moved by 10.25");
    }

    private static PolygonRoi triangle(final float x) {
        return new PolygonRoi(new float[] {x, x + 5, x + 1}, new float[] {11, 11, 17}, Roi.POLYGON);
    }

    private static PolygonRoi square(final float x) {
        return new PolygonRoi(
                new float[] {x, x + 4, x + 4, x + 1}, new float[] {11.5f, 11.5f, 15.5f, 15.5f}, Roi.POLYGON);
    }

    /** The different x of each outline. */
    private static String ranges(final Roi roi) throws IOException {
        final StringBuilder text = new StringBuilder();
        for (final AnnotationReader.Item item : items(shapes(STACK, Areas.SHAPE, roi))) {
            final TreeSet<Float> all = new TreeSet<>();
            for (int i = 0; i < item.geometry.length; i += 3) all.add(item.geometry[i]);
            text.append(all);
        }
        return text.toString();
    }

    @Test
    void compositesOfOnePartStandWhereTheyAre() throws IOException {
        for (final Roi part : List.of(
                new Roi(10, 20, 5, 7),
                new PolygonRoi(new int[] {10, 15, 15, 10}, new int[] {20, 20, 27, 27}, 4, Roi.POLYGON)))
            assertEquals(
                    "[9.5, 19.5, 3.0, 14.5, 19.5, 3.0, 14.5, 26.5, 3.0, 9.5, 26.5, 3.0, 9.5, 19.5, 3.0]",
                    geometry(GeometryKind.POLYLINE, Areas.SHAPE, new ShapeRoi(part)),
                    part.toString());
    }

    @Test
    void slicesAndTimesAreThoseOfImageJ() throws IOException {
        final ImagePlus image = hyperstack();
        final ImageGrid grid = ImageGrid.of(image);
        for (int index = 1; index <= image.getStackSize(); index++) {
            final int[] czt = image.convertIndexToPosition(index);
            assertArrayEquals(new int[] {czt[1] - 1, czt[2] - 1}, grid.position(index), "plane " + index);
        }
        final Roi point = new PointRoi(1, 2);
        point.setPosition(2, 3, 2);
        assertEquals("[1.0, 2.0, 2.0, 1.0]", positions(shapes(image, Areas.CENTROID, point)));
        final Roi box = new Roi(10, 20, 5, 7);
        box.setPosition(0, 5, 3);
        assertEquals("[9.5, 19.5, 3.5, 1.5, 14.5, 26.5, 4.5, 2.5]", positions(shapes(image, Areas.SHAPE, box)));
    }

    @Test
    void pointsOfOneRoiHaveTheirOwnSlicesAndCounters() throws IOException {
        final ImagePlus image = IJ.createImage("stack", "8-bit", 64, 48, 9);
        final PointRoi points = new PointRoi();
        points.addUserPoint(image, 1, 1);
        image.setSlice(5);
        points.setCounter(3);
        points.addUserPoint(image, 2, 2);
        image.setSlice(9);
        points.setCounter(0);
        points.addUserPoint(image, 3.5, 3);
        final RoiShapes shapes = shapes(image, Areas.CENTROID, points);
        assertEquals("[1.0, 1.0, 0.0][2.0, 2.0, 4.0][3.5, 3.0, 8.0]", positions(shapes));
        assertEquals(
                List.of(0, 3, 0),
                items(shapes).stream()
                        .map(i -> ((Number) i.properties.get("counter")).intValue())
                        .collect(Collectors.toList()));
        assertEquals(List.of(), shapes.notes());
    }

    @Test
    void oldNamesTellTheSlice() throws IOException {
        final Roi point = new PointRoi(1, 2);
        point.setName("0007-0002-0001");
        final RoiShapes shapes = shapes(STACK, Areas.CENTROID, point);
        assertEquals("[1.0, 2.0, 6.0]", positions(shapes));
    }

    @Test
    void thoseWithoutSliceGoWhereTheUserSays() throws IOException {
        final ImagePlus image = IJ.createImage("stack", "8-bit", 64, 48, 3);
        image.setSlice(2);
        final Roi placed = new PointRoi(5, 6);
        placed.setPosition(3);
        final List<Roi> rois = List.of(new PointRoi(1, 2), placed);
        final ImageGrid grid = ImageGrid.of(image);
        final RoiShapes current = RoiShapes.of(rois, grid, Areas.CENTROID, Unplaced.CURRENT, true);
        assertEquals("[1.0, 2.0, 1.0][5.0, 6.0, 2.0]", positions(current));
        assertEquals(
                List.of("1 point or shape has no slice and was put on slice 2 (unplaced=[Current slice])."),
                current.notes().stream().map(Object::toString).toList());
        final RoiShapes skip = RoiShapes.of(rois, grid, Areas.CENTROID, Unplaced.SKIP, true);
        assertEquals("[5.0, 6.0, 2.0]", positions(skip));
        assertEquals(
                List.of("1 point or shape has no slice and was left out (unplaced=Skip)."),
                skip.notes().stream().map(Object::toString).toList());
        final RoiShapes all = RoiShapes.of(rois, grid, Areas.CENTROID, Unplaced.ALL, true);
        assertEquals("[1.0, 2.0, 0.0][1.0, 2.0, 1.0][1.0, 2.0, 2.0][5.0, 6.0, 2.0]", positions(all));
        assertEquals(4, all.sources().get(0).estimate());
        final ImageGrid none = ImageGrid.none();
        assertThrows(InputException.class, () -> RoiShapes.of(rois, none, Areas.CENTROID, Unplaced.ALL, true));
    }

    @Test
    void singlePlanesHaveTwoDimensionsAndNothingUnplaced() throws IOException {
        final ImagePlus plane = IJ.createImage("plane", "8-bit", 64, 48, 1);
        final RoiShapes shapes = shapes(plane, Areas.SHAPE, new Roi(10, 20, 5, 7));
        assertEquals("[9.5, 19.5, 14.5, 26.5]", positions(shapes));
        assertEquals(List.of(), shapes.notes());
    }

    @Test
    void theOriginMovesPointsWithTheImage() throws IOException {
        final ImagePlus image = IJ.createImage("stack", "8-bit", 64, 48, 3);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().setUnit("micron");
        image.getCalibration().xOrigin = 12;
        image.getCalibration().zOrigin = -1;
        final AnnotationSource source =
                shapes(image, Areas.CENTROID, new PointRoi(10, 20)).sources().get(0);
        assertEquals("[-2.0, 20.0, 1.0]", Arrays.toString(items(source).get(0).geometry));
    }

    @Test
    void pointsBeyondTheStackAreKept() throws IOException {
        final Roi point = new PointRoi(100, 20);
        point.setPosition(12);
        assertEquals("[100.0, 20.0, 11.0]", positions(shapes(STACK, Areas.CENTROID, point)));
    }

    @Test
    void namesGroupsAndColoursBecomeProperties() throws IOException {
        final Roi red = new PointRoi(1, 2);
        red.setName("soma");
        red.setStrokeColor(new Color(0xff8000));
        final Roi grouped = new Roi(3, 4, 1, 1);
        grouped.setName("glia");
        grouped.setGroup(2);
        grouped.setStrokeColor(null);
        final RoiShapes shapes = shapes(STACK, Areas.CENTROID, red, grouped, new PointRoi(5, 6));
        final List<AnnotationReader.Item> items = items(shapes);
        final MemoryStore store = new MemoryStore();
        PointExport.run(shapes.sources().get(0), store, PointExportOptions.DEFAULT, Monitor.NONE);
        final String properties =
                new AnnotationReader(store, "points").info().get("properties").toString();
        assertTrue(properties.contains("\"enum_labels\":[\"soma\",\"glia\",\"\"]"), properties);
        assertTrue(properties.contains("\"enum_labels\":[\"none\",\"group 1\",\"group 2\"]"), properties);
        assertEquals(
                Map.of("name", 0, "group", 0, "color", 0xff8000).keySet(),
                items.get(0).properties.keySet());
        assertEquals(1, ((Number) items.get(1).properties.get("name")).intValue());
        assertEquals(2, ((Number) items.get(1).properties.get("group")).intValue());
        final List<Roi> rois = List.of(red, grouped);
        final RoiShapes bare = RoiShapes.of(rois, ImageGrid.of(STACK), Areas.CENTROID, Unplaced.CURRENT, false);
        assertEquals(Map.of(), items(bare).get(0).properties);
    }

    @Test
    void eachKindOfShapeIsACollection() throws IOException {
        final Roi line = new Line(1, 2, 3, 4);
        final RoiShapes shapes = shapes(
                STACK, Areas.SHAPE, new OvalRoi(1, 1, 4, 4), line, new Roi(1, 1, 2, 2), new PointRoi(1, 1), line);
        assertEquals(
                List.of(GeometryKind.POINT, GeometryKind.LINE, GeometryKind.BOX, GeometryKind.ELLIPSOID),
                shapes.sources().stream().map(s -> s.schema().kind()).collect(Collectors.toList()));
        assertEquals(2, items(shapes.sources().get(1)).size());
    }

    @Test
    void whatCannotBeConvertedIsCountedAndNamed() throws IOException {
        final Roi text = new TextRoi(1, 1, "hello");
        final Roi path = new PolygonRoi(new float[] {1, 5, 5}, new float[] {2, 2, 7}, Roi.POLYLINE);
        path.setName("dendrite $1");
        final Roi box = new Roi(1, 1, 2, 2);
        box.setName("ROI 1");
        final Roi point = new PointRoi(1, 1);
        point.setPosition(1);
        final List<Roi> rois = List.of(text, path, box, point, path);
        final RoiShapes shapes = RoiShapes.of(rois, ImageGrid.of(STACK), Areas.SKIP, Unplaced.CURRENT, true);
        assertEquals(
                List.of(
                        "1 texts and images left out: Neuroglancer does not support them.",
                        "2 segmented or freehand lines (dendrite $1, dendrite $1) left out: set areas to Shape to"
                                + " export them, for viewers since September 2025.",
                        "1 rectangles (ROI 1) left out: areas=Skip."),
                shapes.notes().stream().map(Object::toString).toList());
        final InputException e = assertThrows(InputException.class, () -> shapes(STACK, Areas.SKIP, box));
        assertEquals("There is nothing to export. 1 rectangles (ROI 1) left out: areas=Skip.", e.getMessage());
    }
}
