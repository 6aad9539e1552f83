package sc.fiji.neuroglancer.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.task.InputException;

class AnnotationSchemaTest {

    private static AnnotationSchema points() {
        return AnnotationSchema.of(GeometryKind.POINT, AnnotationSpace.voxels());
    }

    private static List<PropertySpec> floats(final int count) {
        final List<PropertySpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) specs.add(new PropertySpec("p" + i, PropertyType.FLOAT32, ""));
        return specs;
    }

    @Test
    void asManyPropertiesAsEveryViewerReads() {
        assertEquals(252, points().withProperties(floats(60)).recordBytes());
        final InputException e = assertThrows(InputException.class, () -> points().withProperties(floats(61)));
        assertEquals(
                "There are 61 properties, but only the first 60 fit into the 252 bytes that Neuroglancer reads for"
                        + " each annotation. Leave out some columns.",
                e.getMessage());
    }

    @Test
    void recordsArePaddedToFourBytes() {
        assertEquals(12, points().recordBytes());
        final PropertySpec one = new PropertySpec("a", PropertyType.UINT8, "");
        assertEquals(16, points().withProperties(List.of(one)).recordBytes());
        final PropertySpec rgb = new PropertySpec("b", PropertyType.RGB, "");
        assertEquals(16, points().withProperties(List.of(one, rgb)).recordBytes());
        assertEquals(
                24,
                AnnotationSchema.of(GeometryKind.BOX, AnnotationSpace.voxels()).recordBytes());
    }

    @Test
    void namesAreUnique() {
        final PropertySpec a = new PropertySpec("a", PropertyType.UINT8, "");
        assertThrows(IllegalArgumentException.class, () -> points().withProperties(List.of(a, a)));
        assertThrows(IllegalArgumentException.class, () -> points().withRelationships(List.of("s", "s")));
        final Dimension x = Dimension.of("x", BigDecimal.ONE, "");
        assertThrows(IllegalArgumentException.class, () -> AnnotationSpace.of(List.of(x, x)));
        assertThrows(IllegalArgumentException.class, () -> AnnotationSpace.of(List.of(x)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "a b", "_a", "\u00e4"})
    void illegalPropertyIdsAreRefused(final String id) {
        assertThrows(IllegalArgumentException.class, () -> new PropertySpec(id, PropertyType.UINT8, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "Mean Intensity, mean_Intensity",
        "Area (\u00b5m\u00b2), area_um2",
        "%Area, percent_Area",
        "3D volume, p3D_volume",
        "___, property",
        "\u00c4rea, area",
        "QUALITY, quality",
        "\u7d30\u80de, property"
    })
    void namesBecomeLegal(final String name, final String id) {
        assertEquals(id, new PropertyNames().next(name));
    }

    @Test
    void namesStayDifferent() {
        final PropertyNames names = new PropertyNames();
        assertEquals("area", names.next("Area"));
        assertEquals("area_2", names.next("area"));
        assertEquals("area_2_2", names.next("area 2"));
        assertEquals("area_3", names.next("area!"));
    }

    @Test
    void labelsTakeTheNarrowestType() {
        assertEquals(
                PropertyType.UINT8, PropertySpec.labels("a", labels(256), "").type());
        assertEquals(
                PropertyType.UINT16, PropertySpec.labels("a", labels(257), "").type());
        assertEquals(65535, PropertySpec.labels("a", labels(65535), "").labels().size());
        assertThrows(IllegalArgumentException.class, () -> PropertySpec.labels("a", labels(65536), ""));
        assertThrows(IllegalArgumentException.class, () -> PropertySpec.labels("a", List.of(), ""));
    }

    private static List<String> labels(final int count) {
        return Collections.nCopies(count, "a");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 255, UINT8",
        "0, 256, UINT16",
        "-1, 5, INT16",
        "-1, 40000, INT32",
        "0, 4294967295, UINT32",
        "-1, 4294967295, FLOAT32",
        "0, 1e12, FLOAT32"
    })
    void wholeNumbersTakeTheNarrowestType(final double min, final double max, final PropertyType type) {
        assertEquals(type, PropertyType.forIntegers(min, max));
    }

    @Test
    void anImageGivesItsAxesScalesAndBounds() {
        final ImageMetadata image = ImageMetadata.builder("a", PixelType.UINT8, Size3.of(10, 20, 5))
                .voxelSize(0.65, 0.65, 2)
                .origin(-6.5, 0, 4)
                .frames(3)
                .build();
        final AnnotationSpace space = AnnotationSpace.of(image);
        assertEquals(4, space.rank());
        assertEquals(2, space.indexOf("z"));
        assertEquals(-1, space.indexOf("c"));
        assertEquals(new BigDecimal("0.65"), space.dimensions().get(0).scale());
        assertEquals(-10, space.offset(0));
        assertEquals(-10.5, space.lower(0));
        assertEquals(-0.5, space.upper(0));
        assertEquals(2, space.offset(2));
        assertEquals(6.5, space.upper(2));
        assertEquals(2.5, space.upper(3));
        final ImageMetadata flat =
                ImageMetadata.builder("a", PixelType.UINT8, Size3.of(10, 20, 1)).build();
        assertEquals(2, AnnotationSpace.of(flat).rank());
    }
}
