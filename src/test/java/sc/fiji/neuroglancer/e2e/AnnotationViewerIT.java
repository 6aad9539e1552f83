package sc.fiji.neuroglancer.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.address.Address;
import sc.fiji.neuroglancer.address.WebAddress;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.viewer.AnnotationLayer;
import sc.fiji.neuroglancer.viewer.SegmentationLayer;
import sc.fiji.neuroglancer.viewer.ViewerLink;
import sc.fiji.neuroglancer.viewer.ViewerState;

/** Annotation and segmentation layers in the real viewer; and that the harness notices what is wrong in an index. */
class AnnotationViewerIT {

    private static final float[][] POINTS = {{10, 20, 5}, {30, 20, 5}};
    private static final int[] COLORS = {0xff8000, 0x0080ff};
    private static final Map<String, Integer> FIRST = Map.of("x", 10, "y", 20, "z", 5);
    private static final Map<String, Integer> SECOND = Map.of("x", 30, "y", 20, "z", 5);

    @TempDir
    Path folder;

    private ServedFolder server;

    @BeforeEach
    void serve() throws IOException {
        server = new ServedFolder(folder);
        writePoints();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Two points with a number and a colour, one spatial cell, by the specification of precomputed annotations. */
    private void writePoints() throws IOException {
        final Path points = Files.createDirectories(folder.resolve("points"));
        final String info = "{'@type':'neuroglancer_annotations_v1','dimensions':{'x':[1e-6,'m'],'y':[1e-6,'m'],"
                + "'z':[1e-6,'m']},'lower_bound':[-0.5,-0.5,-0.5],'upper_bound':[39.5,39.5,9.5],"
                + "'annotation_type':'POINT','properties':[{'id':'score','type':'float32'},"
                + "{'id':'color','type':'rgb'}],'relationships':[],'by_id':{'key':'by_id'},"
                + "'spatial':[{'key':'spatial0','grid_shape':[1,1,1],'chunk_size':[40,40,10],'limit':5000}]}";
        Files.write(points.resolve("info"), info.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        final ByteBuffer cell = ByteBuffer.allocate(8 + 2 * 20 + 2 * 8).order(ByteOrder.LITTLE_ENDIAN);
        cell.putLong(2);
        for (int i = 0; i < 2; i++) {
            cell.put(record(i));
            write(points.resolve("by_id/" + (i + 7)), record(i));
        }
        cell.putLong(7).putLong(8);
        write(points.resolve("spatial0/0_0_0"), cell.array());
    }

    private static byte[] record(final int i) {
        final ByteBuffer record = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        for (final float x : POINTS[i]) record.putFloat(x);
        record.putFloat(0.25f + i);
        for (int shift = 16; shift >= 0; shift -= 8) record.put((byte) (COLORS[i] >> shift));
        return record.array();
    }

    private static void write(final Path file, final byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private AnnotationLayer layer() {
        return AnnotationLayer.of("cells", Address.source(Address.PRECOMPUTED, WebAddress.in(server.data(), "points")));
    }

    private ViewerCheck open(final AnnotationLayer layer) throws IOException {
        final BigDecimal micrometer = new BigDecimal("1e-6");
        final ViewerState state = ViewerState.empty()
                .withDimensions(List.of(
                        Dimension.of("x", micrometer, "m"),
                        Dimension.of("y", micrometer, "m"),
                        Dimension.of("z", micrometer, "m")))
                .withPosition(20, 20, 5)
                .withCrossSectionScale(0.1)
                .withAxisLines(false)
                .withLayout("xy")
                .plusLayer(layer.withSpacing(0, 0));
        return ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state));
    }

    @Test
    void pointsHaveTheColorOfTheirProperty() throws IOException {
        final ViewerCheck viewer = open(layer().withColorProperty("color"))
                .expectNoErrors()
                .expectAnnotations("cells", 2)
                .expectColorAt(COLORS[0], FIRST)
                .expectColorAt(COLORS[1], SECOND);
        final JsonNode second = viewer.annotations("cells").get("items").get(1);
        assertEquals("8", second.get("id").asText());
        assertEquals("[30,20,5]", second.get("point").toString());
        assertEquals(1.25, second.at("/properties/score").asDouble());
    }

    @Test
    void pointsHaveTheColorOfTheirValue() throws IOException {
        final ViewerCheck viewer =
                open(layer().withValueProperty("score", 0.25, 1.25)).expectNoErrors();
        final int low = viewer.colorAt(FIRST);
        final int high = viewer.colorAt(SECOND);
        assertTrue((low & 0xff) > 100 && low >> 16 < 30, String.format("low is blue, not #%06x", low));
        assertTrue((high & 0xff) < 30 && high >> 16 > 100, String.format("high is red, not #%06x", high));
    }

    @Test
    void pointsHaveOneColor() throws IOException {
        open(layer().withColor(0x20c040))
                .expectNoErrors()
                .expectColorAt(0x20c040, FIRST)
                .expectColorAt(0x20c040, SECOND);
    }

    @Test
    void unknownPropertyIsNoticed() throws IOException {
        open(layer().withColorProperty("hue")).expectError("layer cells: shader");
    }

    @Test
    void pointMissingInTheIdIndexIsNoticed() throws IOException {
        Files.delete(folder.resolve("points/by_id/8"));
        final ViewerCheck viewer = open(layer().withColorProperty("color"));
        final AssertionError e = assertThrows(AssertionError.class, () -> viewer.expectAnnotations("cells", 2));
        assertTrue(e.getMessage().contains("8 is not in the id index"), e.getMessage());
    }

    @Test
    void indexesThatDisagreeAreNoticed() throws IOException {
        write(folder.resolve("points/by_id/8"), record(0));
        final ViewerCheck viewer = open(layer().withColorProperty("color"));
        final AssertionError e = assertThrows(AssertionError.class, () -> viewer.expectAnnotations("cells", 2));
        assertTrue(e.getMessage().contains("8 is at 10,20,5 by its id and at 30,20,5"), e.getMessage());
    }

    @Test
    void labelsAreASegmentation() throws IOException {
        TinyZarr.write(folder.resolve("labels"), TinyZarr.CHANNEL, 0);
        final SegmentationLayer labels = SegmentationLayer.of(
                        "labels", Address.source(Address.ZARR, WebAddress.in(server.data(), "labels")))
                .withChannel(1);
        final ViewerState state = ViewerState.empty().plusLayer(labels).withLayout("xy");
        final ViewerCheck viewer =
                ViewerCheck.open(ViewerLink.toUrl(server.viewer(), state)).expectNoErrors();
        viewer.layer("labels").expectType("segmentation").expectDataType("uint16");
        final BigInteger label = BigInteger.valueOf(TinyZarr.value(1, 2, 3, 4));
        assertEquals(label, viewer.voxel("labels", 0, 1, 2, 3, 4).exact());
    }
}
