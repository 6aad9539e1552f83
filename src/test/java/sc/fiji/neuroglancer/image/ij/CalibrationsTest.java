package sc.fiji.neuroglancer.image.ij;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.measure.Calibration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;
import sc.fiji.neuroglancer.task.InputException;

class CalibrationsTest {

    private Calibration calibration;

    @BeforeEach
    void calibrate() {
        calibration = new Calibration();
        calibration.setUnit("um");
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.25;
        calibration.pixelDepth = 2;
    }

    private ImageMetadata apply(final int planes, final int frames) {
        final ImageMetadataBuilder builder = ImageMetadata.builder("image", PixelType.UINT8, Size3.of(9, 8, planes))
                .frames(frames);
        Calibrations.apply(calibration, planes, frames, 0, 0, builder);
        return builder.build();
    }

    private static void assertSize(final ImageMetadata metadata, final double x, final double y, final double z) {
        assertEquals(x, metadata.voxelSize(0), 1e-15);
        assertEquals(y, metadata.voxelSize(1), 1e-15);
        assertEquals(z, metadata.voxelSize(2), 1e-15);
    }

    private static void assertWarns(final ImageMetadata metadata, final String... texts) {
        assertEquals(1, metadata.warnings().size(), metadata.warnings().toString());
        for (final String text : texts)
            assertTrue(
                    metadata.warnings().get(0).contains(text),
                    metadata.warnings().get(0));
    }

    private void assertRefuses(final int planes, final int frames, final String text) {
        final InputException e = assertThrows(InputException.class, () -> apply(planes, frames));
        assertTrue(e.getMessage().contains(text) && e.getMessage().contains("Image > Properties..."), e.getMessage());
    }

    @Test
    void readsSizeUnitAndOrigin() {
        calibration.xOrigin = 10;
        calibration.yOrigin = -4;
        calibration.zOrigin = 1.5;
        final ImageMetadata metadata = apply(3, 1);
        assertSize(metadata, 0.5, 0.25, 2);
        assertEquals("micrometer", metadata.spaceUnit().name());
        for (int d = 0; d < 3; d++) assertEquals(new double[] {-5, 1, -3}[d], metadata.origin(d));
        assertEquals(calibration.getX(0), metadata.origin(0));
        assertEquals(calibration.getZ(0), metadata.origin(2));
        assertTrue(metadata.warnings().isEmpty());
    }

    @Test
    void movesTheOriginToTheCrop() {
        calibration.xOrigin = 10;
        final ImageMetadataBuilder builder = ImageMetadata.builder("image", PixelType.UINT8, Size3.of(2, 2, 1));
        Calibrations.apply(calibration, 1, 1, 3, 4, builder);
        assertEquals(calibration.getX(3), builder.build().origin(0));
        assertEquals(calibration.getY(4), builder.build().origin(1));
    }

    @Test
    void originHasNoNegativeZero() {
        assertEquals(0, Double.compare(0.0, apply(3, 1).origin(0)));
    }

    @Test
    void uncalibratedImagesHaveNoUnitAndNoWarning() {
        calibration = new Calibration();
        final ImageMetadata metadata = apply(3, 4);
        assertSize(metadata, 1, 1, 1);
        assertEquals(Unit.NONE, metadata.spaceUnit());
        assertEquals(Unit.NONE, metadata.timeUnit());
        assertEquals(1, metadata.frameInterval());
        assertTrue(metadata.warnings().isEmpty());
    }

    @Test
    void convertsToTheUnitOfX() {
        calibration.setYUnit("nm");
        calibration.pixelHeight = 250;
        calibration.setZUnit("mm");
        calibration.pixelDepth = 0.002;
        calibration.zOrigin = 3;
        final ImageMetadata metadata = apply(3, 1);
        assertSize(metadata, 0.5, 0.25, 2);
        assertEquals(-6, metadata.origin(2), 1e-12);
        assertEquals("micrometer", metadata.spaceUnit().name());
        assertTrue(metadata.warnings().isEmpty());
    }

    @Test
    void warnsOfUnitsThatCannotBeConverted() {
        calibration.setZUnit("planes");
        final ImageMetadata metadata = apply(3, 1);
        assertSize(metadata, 0.5, 0.25, 2);
        assertWarns(metadata, "voxel depth", "\"planes\"", "Image > Properties...");
        assertTrue(apply(1, 1).warnings().isEmpty());
        calibration.setZUnit("pixel");
        assertWarns(apply(3, 1), "\"pixel\"");
    }

    @Test
    void omitsUnknownUnitsWithAWarning() {
        calibration.setUnit("furlong");
        final ImageMetadata metadata = apply(3, 1);
        assertSize(metadata, 0.5, 0.25, 2);
        assertEquals(Unit.NONE, metadata.spaceUnit());
        assertWarns(metadata, "\"furlong\"", "Set micron in Image > Properties...");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesSizesThatAreNone(final double value) {
        calibration.pixelDepth = value;
        assertRefuses(3, 1, "voxel depth is " + value);
        assertEquals(1, apply(1, 1).voxelSize(2));
        calibration.pixelHeight = value;
        assertRefuses(1, 1, "pixel height is " + value);
        calibration.pixelWidth = value;
        assertRefuses(1, 1, "pixel width is " + value);
    }

    @Test
    void turnsNegativeSizesRound() {
        calibration.pixelWidth = -0.5;
        calibration.xOrigin = 2;
        final ImageMetadata metadata = apply(3, 1);
        assertSize(metadata, 0.5, 0.25, 2);
        assertEquals(-1, metadata.origin(0));
        assertWarns(metadata, "pixel width is negative (-0.5); 0.5 was used");
    }

    @Test
    void refusesAnOriginThatIsNone() {
        calibration.yOrigin = Double.NaN;
        assertRefuses(3, 1, "origin along y");
    }

    @ParameterizedTest
    @CsvSource({"sec, second", "ms, millisecond", "min, minute", "h, hour"})
    void readsTheFrameInterval(final String text, final String name) {
        calibration.frameInterval = 2.5;
        calibration.setTimeUnit(text);
        final ImageMetadata metadata = apply(1, 2);
        assertEquals(2.5, metadata.frameInterval());
        assertEquals(name, metadata.timeUnit().name());
    }

    @Test
    void usesTheFrameRateWithoutInterval() {
        calibration.fps = 4;
        calibration.setTimeUnit("min");
        assertEquals(0.25, apply(1, 2).frameInterval());
        assertEquals("second", apply(1, 2).timeUnit().name());
        calibration.frameInterval = 3;
        assertEquals(3, apply(1, 2).frameInterval());
        calibration.frameInterval = 0;
        calibration.fps = Double.POSITIVE_INFINITY;
        assertEquals(1, apply(1, 2).frameInterval());
        assertEquals(Unit.NONE, apply(1, 2).timeUnit());
    }

    @Test
    void checksTheFrameIntervalOfSeriesOnly() {
        calibration.frameInterval = Double.NaN;
        assertRefuses(1, 2, "frame interval");
        assertEquals(1, apply(3, 1).frameInterval());
        calibration.frameInterval = -2;
        assertEquals(2, apply(1, 2).frameInterval());
        assertWarns(apply(1, 2), "frame interval is negative");
    }

    @Test
    void omitsUnknownTimeUnitsWithAWarning() {
        calibration.frameInterval = 2;
        calibration.setTimeUnit("fortnight");
        final ImageMetadata metadata = apply(1, 2);
        assertEquals(2, metadata.frameInterval());
        assertEquals(Unit.NONE, metadata.timeUnit());
        assertWarns(metadata, "\"fortnight\"", "Set sec in Image > Properties...");
    }

    @Test
    void warnsOfInvertY() {
        calibration.setInvertY(true);
        assertWarns(apply(3, 1), "Invert Y");
    }
}
