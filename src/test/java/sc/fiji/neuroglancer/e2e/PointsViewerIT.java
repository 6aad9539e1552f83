package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.cli.Main;
import sc.fiji.neuroglancer.command.TestDesk;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.link.Link;
import sc.fiji.neuroglancer.link.LinkOptions;
import sc.fiji.neuroglancer.serve.LocalServer;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.ImageLayer;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** Exported points stand in the real viewer where they stand in Fiji. */
class PointsViewerIT {

    private static final int YELLOW = 0xffff00;
    private static final int BRIGHT = 60_000;
    private static final int X = 21;
    private static final int Y = 9;
    private static final int Z = 4;

    @TempDir
    Path folder;

    private LocalServer server;
    private String address;

    @BeforeEach
    void serve() throws IOException {
        server = LocalServer.builder().start();
        address = server.share(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void shell(final String... words) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        final Path log = folder.resolve("log.txt");
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) process.destroyForcibly();
        assertEquals(0, process.waitFor(), Files.readString(log));
    }

    private JsonNode info(final String points) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(points).resolve("info").toFile());
    }

    private AnnotationLayer points(final String name) throws IOException {
        return AnnotationLayer.of(name, Address.source(Address.PRECOMPUTED, WebAddress.in(address, name)), info(name));
    }

    /** The image and its points, seen from above at a position, ten pixels for the voxel of an image. */
    private ViewerCheck open(final String image, final String points, final double... at) throws IOException {
        final String viewer = ViewerBrowser.built(server.viewerUrl());
        final List<Dimension> dimensions = new ArrayList<>();
        double smallest = Double.MAX_VALUE;
        for (final String name : List.of("x", "y", "z")) {
            final JsonNode d = info(points).get("dimensions").get(name);
            dimensions.add(Dimension.of(
                    name, new BigDecimal(d.get(0).asText()), d.get(1).asText()));
            smallest = Math.min(smallest, d.get(0).asDouble());
        }
        ViewerState state = ViewerState.empty().withDimensions(dimensions);
        if (image != null)
            state = state.plusLayer(
                    ImageLayer.of(image, Address.source(Address.ZARR, WebAddress.in(address, image + ".ome.zarr"))));
        state = state.plusLayer(points(points))
                .withPosition(at)
                .withCrossSectionScale(image == null ? 1 : 0.1)
                .withAxisLines(false)
                .withLayout("xy");
        return ViewerCheck.open(ViewerLink.toUrl(viewer, state));
    }

    private static Map<String, Double> at(final double x, final double y, final double z) {
        return new TreeMap<>(Map.of("x", x, "y", y, "z", z));
    }

    /** The colour of a category: its hue a golden section from that of the one before. */
    private static int category(final int value) {
        final float hue = (float) (value * 0.61803399 + 1 / 6.0);
        return Color.HSBtoRGB(hue - (float) Math.floor(hue), 1, 1) & 0xffffff;
    }

    @Test
    void theRegionsOfAHeadAreWhereTheirTableSays() throws IOException, InterruptedException {
        final List<String[]> regions = MriHead.regions();
        assertEquals(116, regions.size());
        final List<String> lines = new ArrayList<>(List.of("label,region,x,y,z"));
        for (final String[] region : regions) lines.add(String.join(",", region));
        Files.write(folder.resolve("regions.csv"), lines);
        final String head = folder.resolve("head.tif").toString();
        MriHead.writeHead(Paths.get(head));
        shell("export-image", head, "--folder", folder.toString(), "--name", "head");
        final String csv = folder.resolve("regions.csv").toString();
        shell("export-points", csv, "--image", head, "--folder", folder.toString(), "--name", "regions");

        final double[] first = position(regions.get(0));
        final ViewerCheck viewer =
                open("head", "regions", first).expectNoErrors().expectAnnotations("regions", 116);
        for (final JsonNode item : viewer.annotations("regions").get("items")) {
            final int index = item.get("id").asInt() - 1;
            final double[] expected = position(regions.get(index));
            for (int d = 0; d < 3; d++)
                assertEquals(expected[d], item.get("point").get(d).asDouble(), 1e-4, regions.get(index)[1]);
            assertEquals(
                    Integer.parseInt(regions.get(index)[0]),
                    item.at("/properties/label").asInt());
            final JsonNode labels = info("regions").at("/properties/1/enum_labels");
            assertEquals(
                    regions.get(index)[1],
                    labels.get(item.at("/properties/region").asInt()).asText());
        }
        viewer.expectColorAt(category(0), at(first[0], first[1], first[2]));
        final double[] other = position(regions.get(77));
        open("head", "regions", other).expectNoErrors().expectColorAt(category(77), at(other[0], other[1], other[2]));
    }

    private static double[] position(final String[] region) {
        return new double[] {Double.parseDouble(region[2]), Double.parseDouble(region[3]), Double.parseDouble(region[4])
        };
    }

    private static Roi roi(final String kind) {
        switch (kind) {
            case "rectangle":
                return new Roi(X, Y, 1, 1);
            case "oval":
                return new OvalRoi(X, Y, 1, 1);
            case "large oval":
                return new OvalRoi(X - 3, Y - 2, 7, 5);
            default:
                return new PointRoi(X, Y);
        }
    }

    /** A stack with one bright voxel, and the ROI as it is drawn on it in ImageJ. */
    private void exportBrightVoxel(final String kind, final String areas) throws IOException {
        final ImagePlus image = IJ.createImage("stack", "16-bit black", 40, 30, 8);
        image.getStack().getProcessor(Z + 1).set(X, Y, BRIGHT);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.5;
        image.getCalibration().pixelDepth = 2;
        image.getCalibration().setUnit("micron");
        image.getCalibration().xOrigin = 3;
        image.setSlice(Z + 1);
        image.setDisplayRange(0, BRIGHT);
        final Map<String, String> given = new HashMap<>(Map.of("folder", folder.toString(), "name", "stack"));
        TestDesk.exportImage(image, given);
        image.setRoi(roi(kind));
        given.put("name", "points");
        given.put("source", "Selection");
        given.put("areas", areas);
        TestDesk.exportPoints(image, given);
    }

    @ParameterizedTest
    @CsvSource({"point, Centroid", "rectangle, Centroid", "oval, Centroid", "large oval, Centroid"})
    void aMarkerIsDrawnOnTheVoxelItNames(final String kind, final String areas) throws IOException {
        exportBrightVoxel(kind, areas);
        // The origin of the image moves image and points alike.
        final ViewerCheck viewer =
                open("stack", "points", X - 3, Y, Z).expectNoErrors().expectAnnotations("points", 1);
        final JsonNode point = viewer.annotations("points").at("/items/0/point");
        final Map<String, Double> position = at(
                point.get(0).asDouble(), point.get(1).asDouble(), point.get(2).asDouble());
        assertEquals(at(X - 3, Y, Z), position);
        viewer.expectValueAt("stack", 0, BRIGHT, position).expectColorAt(YELLOW, position);
        viewer.expectValueAt("stack", 0, 0, at(X - 2, Y, Z));
        assertNotEquals(YELLOW, viewer.colorAt(at(X - 3.7, Y, Z)));
    }

    @ParameterizedTest
    @CsvSource({"rectangle", "oval"})
    void aShapeSurroundsTheVoxelItNames(final String kind) throws IOException {
        exportBrightVoxel(kind, "Shape");
        final String name = "points";
        final ViewerCheck viewer =
                open("stack", name, X - 3, Y, Z).expectNoErrors().expectAnnotations(name, 1);
        final JsonNode item = viewer.annotations(name).at("/items/0");
        if (kind.equals("rectangle")) {
            assertEquals("[17.5,8.5,3.5]", item.get("pointA").toString());
            assertEquals("[18.5,9.5,4.5]", item.get("pointB").toString());
        } else {
            assertEquals("[18,9,4]", item.get("center").toString());
            assertEquals("[0.5,0.5,0.5]", item.get("radii").toString());
        }
        viewer.expectValueAt("stack", 0, BRIGHT, at(X - 3, Y, Z));
        for (final int side : new int[] {-1, 1}) {
            viewer.expectColorAt(0, at(X - 3 + 0.7 * side, Y, Z));
            final int border = viewer.colorAt(at(X - 3 + 0.5 * side, Y, Z));
            final int inside = viewer.colorAt(at(X - 3 + 0.3 * side, Y, Z));
            if (kind.equals("rectangle")) assertEquals(YELLOW, border);
            // Ellipsoids are filled, through which the bright voxel shines; boxes are not.
            assertEquals(kind.equals("oval"), isYellowish(inside), String.format("#%06x", inside));
            assertTrue(inside >> 16 > 0xd0, String.format("#%06x", inside));
        }
    }

    private static boolean isYellowish(final int rgb) {
        return rgb >> 16 > 0xd0 && (rgb >> 8 & 0xff) > 0xd0 && (rgb & 0xff) < 0xa0;
    }

    /** Two labels, each with a point on it that names it and one beside it; a third point names both. */
    private ViewerState exportLabels() throws IOException {
        final ImagePlus image = IJ.createImage("nuclei", "16-bit black", 40, 30, 8);
        image.setSlice(Z + 1);
        for (final int[] box : new int[][] {{2, 3}, {22, 70}}) {
            image.getProcessor().setColor(box[1]);
            image.getProcessor().fill(new Roi(box[0], 2, 10, 10));
        }
        final Map<String, String> given =
                new HashMap<>(Map.of("folder", folder.toString(), "name", "nuclei", "content", "Labels"));
        TestDesk.exportImage(image, given);
        final Path file = Files.writeString(
                folder.resolve("cells.csv"),
                "id,x,y,z,segment\n500,5,5,4,3\n18446744073709551615,5,20,4,70\n7,25,20,4,3;70\n8,15,15,4,0\n");
        given.put("name", "cells");
        given.put("pointsfile", file.toString());
        given.remove("content");
        TestDesk.exportPoints(image, given);
        return new Link(
                        LinkOptions.builder()
                                .dataset(folder.resolve("nuclei.ome.zarr").toString())
                                .points(folder.resolve("cells").toString())
                                .build(),
                        new Link.Host() {
                            @Override
                            public String share(final Path dataset) throws IOException {
                                return server.share(dataset);
                            }

                            @Override
                            public String viewer() {
                                return server.viewerUrl();
                            }
                        })
                .run()
                .state();
    }

    @Test
    void pointsAreRelatedToTheSegmentsTheyName() throws IOException {
        final ViewerState state = exportLabels()
                .withPosition(20, 15, Z)
                .withCrossSectionScale(0.1)
                .withAxisLines(false)
                .withLayout("xy");
        final ObjectNode filtered = state.toJson();
        ((ObjectNode) filtered.at("/layers/0")).putArray("segments").add("70");
        ((ObjectNode) filtered.at("/layers/1")).putArray("filterBySegmentation").add("segments");
        final String page = ViewerBrowser.built(server.viewerUrl());
        final ViewerCheck viewer = ViewerCheck.open(ViewerLink.toUrl(page, ViewerState.parse(filtered.toString())))
                .expectNoErrors()
                .expectAnnotations("cells", 4);
        final JsonNode found = viewer.annotations("cells");
        assertEquals("[\"segments\"]", found.get("relationships").toString());
        final Map<String, String> related = new TreeMap<>();
        for (final JsonNode item : found.get("items"))
            related.put(item.get("id").asText(), item.at("/related/0").toString());
        assertEquals(
                "{18446744073709551615=[\"70\"], 500=[\"3\"], 7=[\"3\",\"70\"], 8=[]}",
                related.toString().replaceAll("(?<=[\\[,])(\\d+)", "\"$1\""));
        // The viewer fetched the annotations of segment 70 and draws no others.
        viewer.expectColorAt(YELLOW, at(5, 20, Z)).expectColorAt(YELLOW, at(25, 20, Z));
        assertNotEquals(YELLOW, viewer.colorAt(at(5, 5, Z)));
        assertNotEquals(YELLOW, viewer.colorAt(at(15, 15, Z)));
    }

    /** Shapes drawn in the viewer on an image whose axes are z, y, x, as its state has them. */
    private static final String DRAWN = "{'dimensions':{'x':[1e-6,'m'],'y':[1e-6,'m'],'z':[2e-6,'m']},"
            + "'position':[20,10,4],'crossSectionScale':0.1,'layout':'xy','showAxisLines':false,'layers':[{'name':'marks',"
            + "'type':'annotation','annotationColor':'#ff0000','source':{'url':'local://annotations','transform':"
            + "{'outputDimensions':{'z':[2e-6,'m'],'y':[1e-6,'m'],'x':[1e-6,'m']}}},'annotations':["
            + "{'type':'point','point':[4,12,20],'id':'a','props':[7]},"
            + "{'type':'line','pointA':[4,3,2],'pointB':[5,13,12],'id':'b','props':[8]},"
            + "{'type':'axis_aligned_bounding_box','pointA':[4,3,2],'pointB':[5,13,12],'id':'c','props':[9]},"
            + "{'type':'ellipsoid','center':[4,3,2],'radii':[1,6,8],'id':'d','props':[10]},"
            + "{'type':'polyline','points':[[4,3,2],[5,6,7],[4,9,1.5]],'id':'e','props':[11]}],"
            + "'annotationProperties':[{'id':'size','type':'uint8'}]}]}";

    @Test
    void shapesCopiedFromTheViewerComeBackWhereTheyWere() throws IOException {
        final String page = ViewerBrowser.built(server.viewerUrl());
        final String drawn = DRAWN.replace('\'', '"');
        final Path file = Files.writeString(folder.resolve("state.json"), drawn);
        final Map<String, String> given = Map.of("folder", folder.toString(), "pointsfile", file.toString());
        final ImagePlus image = IJ.createImage("stack", "8-bit black", 40, 30, 8);
        image.getCalibration().setUnit("micron");
        image.getCalibration().pixelDepth = 2;
        TestDesk.exportPoints(image, given);
        ViewerState state = ViewerState.parse(drawn);
        final Map<String, Integer> sizes = new TreeMap<>(Map.of(
                "points", 7, "points-lines", 8, "points-boxes", 9, "points-ellipsoids", 10, "points-polylines", 11));
        for (final String kind : sizes.keySet()) state = state.plusLayer(points(kind));
        final ViewerCheck viewer =
                ViewerCheck.open(ViewerLink.toUrl(page, state)).expectNoErrors();
        final Map<Integer, JsonNode> marks = new HashMap<>();
        for (final JsonNode item : viewer.annotations("marks").get("items"))
            marks.put(item.at("/properties/size").asInt(), item);
        assertEquals(5, marks.size());
        for (final String kind : sizes.keySet()) {
            final JsonNode copy =
                    viewer.expectAnnotations(kind, 1).annotations(kind).at("/items/0");
            final JsonNode mark = marks.get(sizes.get(kind));
            assertEquals(sizes.get(kind), copy.at("/properties/size").asInt());
            for (final String field : List.of("point", "pointA", "pointB", "center", "radii"))
                if (mark.has(field)) assertEquals(backwards(mark.get(field)), copy.get(field), kind);
            for (int i = 0; i < mark.path("points").size(); i++)
                assertEquals(backwards(mark.at("/points/" + i)), copy.at("/points/" + i));
        }
        // The viewer itself takes z, y, x for what they are.
        ViewerCheck.open(ViewerLink.toUrl(page, ViewerState.parse(drawn)))
                .expectNoErrors()
                .expectColorAt(0xff0000, at(20, 12, 4));
    }

    private static JsonNode backwards(final JsonNode numbers) {
        final ArrayNode reversed = new ObjectMapper().createArrayNode();
        for (int i = numbers.size() - 1; i >= 0; i--) reversed.add(numbers.get(i));
        return reversed;
    }

    @Test
    void aHundredThousandClusteredPointsAreFoundThroughBothIndexes() throws IOException {
        final SplittableRandom random = new SplittableRandom(7);
        final StringBuilder table = new StringBuilder("x,y,z,cluster\n");
        for (int i = 0; i < 100_000; i++) {
            final int cluster = random.nextInt(12);
            for (int d = 0; d < 3; d++)
                table.append(150 * (cluster >> d % 2 & 3) + 40 * (random.nextDouble() + random.nextDouble()))
                        .append(',');
            table.append(cluster).append('\n');
        }
        final Path file = Files.writeString(folder.resolve("cells.csv"), table);
        final Map<String, String> given = Map.of("folder", folder.toString(), "pointsfile", file.toString());
        TestDesk.exportPoints(null, given);
        final ViewerCheck viewer = open(null, "points", 40, 40, 40).expectAnnotations("points", 100_000);
        assertEquals(List.of(), viewer.errors());
        for (final String failed : viewer.failedRequests()) // cells without points have no file
        assertTrue(failed.matches("404 GET .*/points/spatial\\d+/\\d+_\\d+_\\d+"), failed);
    }
}
