package sc.fiji.neuroglancer.annotation.roi;

import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import java.io.IOException;
import java.util.List;

/** All kinds of ROIs. */
final class RoiConverters {

    private static final List<RoiConverter> ALL = List.of(
            new PointConverter(),
            new LineConverter(),
            new RectangleConverter(),
            new OvalConverter(),
            new PathConverter(),
            new OutlineConverter());

    /** Texts and images. */
    static final RoiConverter OTHER = new RoiConverter() {
        @Override
        public String plural() {
            return "texts and images";
        }

        @Override
        public boolean accepts(final Roi roi) {
            return true;
        }

        @Override
        public void convert(final Roi roi, final Areas areas, final Sink sink) throws IOException {
            sink.leaveOut("Neuroglancer has nothing like them");
        }
    };

    private RoiConverters() {}

    /** The converter for a ROI; there is always one. */
    static RoiConverter find(final Roi roi) {
        if (roi instanceof TextRoi || roi instanceof ImageRoi) return OTHER;
        for (final RoiConverter converter : ALL) if (converter.accepts(roi)) return converter;
        return OTHER;
    }
}
