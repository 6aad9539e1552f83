package sc.fiji.neuroglancer.ome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.grid.PixelType;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.Channel;
import sc.fiji.neuroglancer.image.ImageMetadata;
import sc.fiji.neuroglancer.image.ImageMetadataBuilder;
import sc.fiji.neuroglancer.pyramid.PyramidPlan;

/** Images for the tests of this package. */
final class Samples {

    static final ObjectMapper JSON = new ObjectMapper();
    static final OmeOptions OPTIONS = OmeOptions.of("neuroglancer_fiji", "1.2.3");

    private Samples() {}

    /** 101 x 100 x 20 voxels of 0.65 x 0.65 x 2 micrometres, two channels of 16 bit. */
    static ImageMetadataBuilder demo() {
        return ImageMetadata.builder("demo", PixelType.UINT16, Size3.of(101, 100, 20))
                .voxelSize(0.65, 0.65, 2)
                .spaceUnit(Units.byName("micrometer"))
                .channels(List.of(
                        new Channel("GFP", 0x00ff00, 100, 30000, false, true),
                        new Channel("cFOS", 0xff0000, 100, 30000, false, true)))
                .shown(10, 0);
    }

    /** 40 x 30 voxels with z, c and t as told. */
    static ImageMetadataBuilder plain(final int z, final int channels, final int frames) {
        final List<Channel> list = new ArrayList<>();
        for (int c = 0; c < channels; c++) list.add(new Channel("channel " + c, 0xffffff, 0, 255, false, true));
        return ImageMetadata.builder("plain", PixelType.UINT8, Size3.of(40, 30, z))
                .channels(list)
                .frames(frames);
    }

    static PyramidPlan plan(final ImageMetadata image, final int levels) {
        final double[] voxel = {image.voxelSize(0), image.voxelSize(1), image.voxelSize(2)};
        return PyramidPlan.of(image.size(), voxel, levels);
    }

    /** What a reader of the file would see. */
    static ObjectNode written(
            final NgffVersion version, final ImageMetadata image, final int levels, final OmeOptions options) {
        return (ObjectNode) parse(OmeWriter.attributes(version, image, plan(image, levels), options)
                .toString());
    }

    static ObjectNode written(final NgffVersion version, final ImageMetadata image, final int levels) {
        return written(version, image, levels, OPTIONS);
    }

    static JsonNode parse(final String json) {
        try {
            return JSON.readTree(json);
        } catch (final JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
