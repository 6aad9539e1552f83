package sc.fiji.neuroglancer.image.ij;

import ij.measure.Calibration;
import java.math.MathContext;
import java.util.Objects;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.task.InputException;

/**
 * Reads ImageJ's calibration: voxel size, origin, frame interval and their units.
 *
 * <p>ImageJ counts the origin in pixels and subtracts it ({@code Calibration.getX(x) = (x - xOrigin) * pixelWidth}), so
 * the center of voxel 0 lies at {@code -xOrigin * pixelWidth}. Its three axes may have three units; the result has the
 * unit of x. The calibration function for values is ignored: pixels stay raw.
 */
final class Calibrations {

    private static final String REMEDY = " in Image > Properties..., then export again.";
    private static final String[] WHAT = {"pixel width", "pixel height", "voxel depth"};

    private final Calibration calibration;
    private final ImageMetadataBuilder metadata;

    private Calibrations(final Calibration calibration, final ImageMetadataBuilder metadata) {
        this.calibration = calibration;
        this.metadata = metadata;
    }

    /**
     * Sets voxel size, origin, frame interval, units and warnings of a description.
     *
     * @param calibration as the image shows it, see {@code ImagePlus.getCalibration()}
     * @param planes number of planes along z; the depth of a single plane does not matter
     * @param frames number of time points; the interval of a single one does not matter
     * @param cropX first column of the exported region
     * @param cropY first row of the exported region
     * @param metadata the description to complete
     * @throws InputException when a voxel size is zero, infinite or not a number, or the frame interval is infinite or
     *     not a number
     */
    static void apply(
            final Calibration calibration,
            final int planes,
            final int frames,
            final int cropX,
            final int cropY,
            final ImageMetadataBuilder metadata) {
        final Calibrations reader = new Calibrations(calibration, metadata);
        reader.space(planes, cropX, cropY);
        if (frames > 1) reader.time();
        if (calibration.getInvertY())
            metadata.warn(
                    "Invert Y is set in the calibration of the image. The image is exported as it is stored, with the"
                            + " first row at the top and y pointing down.");
    }

    private void space(final int planes, final int cropX, final int cropY) {
        final String[] texts = {calibration.getXUnit(), calibration.getYUnit(), calibration.getZUnit()};
        final double[] size = {
            edge(0, calibration.pixelWidth),
            edge(1, calibration.pixelHeight),
            planes > 1 ? edge(2, calibration.pixelDepth) : depthOfPlane()
        };
        final Unit unit = unit(texts[0], Units.space(texts[0]), "length", "micron");
        for (int d = 1; d < (planes > 1 ? 3 : 2); d++) size[d] *= factor(d, texts, unit);
        metadata.spaceUnit(unit).voxelSize(size[0], size[1], size[2]);
        // Subtracting from 0.0 keeps -0.0 out of the metadata.
        metadata.origin(
                0.0 - (calibration.xOrigin - cropX) * size[0],
                0.0 - (calibration.yOrigin - cropY) * size[1],
                planes > 1 ? 0.0 - calibration.zOrigin * size[2] : 0);
    }

    private double depthOfPlane() {
        final double depth = Math.abs(calibration.pixelDepth);
        return depth > 0 && Double.isFinite(depth) ? depth : 1;
    }

    private double edge(final int axis, final double value) {
        if (value == 0 || !Double.isFinite(value))
            throw new InputException(
                    "The {} is {}, but must be a positive number. {}, then export again.",
                    WHAT[axis],
                    value,
                    Slot.either("set it in Image > Properties...", "use --voxel"));
        if (value < 0)
            metadata.warn(
                    "The " + WHAT[axis] + " is negative (" + value + "); " + -value + " was used. Set it" + REMEDY);
        return Math.abs(value);
    }

    /** The factor that converts a length of y or z to the unit of x. */
    private double factor(final int axis, final String[] texts, final Unit unit) {
        if (Objects.equals(texts[axis], texts[0])) return 1;
        final Unit own = Units.space(texts[axis]);
        if (own.exists() && unit.exists())
            return own.inBase().divide(unit.inBase(), MathContext.DECIMAL64).doubleValue();
        if (own.exists() || unit.exists() || !(Units.isNone(texts[axis]) && Units.isNone(texts[0])))
            metadata.warn("The " + WHAT[axis] + " is in \"" + texts[axis] + "\", which cannot be converted to \""
                    + texts[0]
                    + "\", the unit of x; the number was used without conversion. Set the same unit for all axes"
                    + REMEDY);
        return 1;
    }

    private void time() {
        final double interval = calibration.frameInterval;
        if (!Double.isFinite(interval))
            throw new InputException(
                    "The frame interval is {}, but must be a positive number. Set it in Image > Properties..., then"
                            + " export again.",
                    interval);
        if (interval == 0) {
            fromFrameRate();
            return;
        }
        if (interval < 0)
            metadata.warn(
                    "The frame interval is negative (" + interval + "); " + -interval + " was used. Set it" + REMEDY);
        final String text = calibration.getTimeUnit();
        metadata.frameInterval(Math.abs(interval)).timeUnit(unit(text, Units.time(text), "time", "sec"));
    }

    private void fromFrameRate() {
        final double rate = calibration.fps;
        if (rate > 0 && Double.isFinite(rate) && Double.isFinite(1 / rate))
            metadata.frameInterval(1 / rate).timeUnit(Units.time("sec"));
    }

    private Unit unit(final String text, final Unit unit, final String kind, final String example) {
        if (!unit.exists() && !Units.isNone(text))
            metadata.warn("The unit of " + kind + " \"" + text + "\" is unknown to Neuroglancer and was left out. Set "
                    + example + REMEDY);
        return unit;
    }
}
