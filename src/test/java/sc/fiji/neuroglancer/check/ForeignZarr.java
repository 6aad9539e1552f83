package sc.fiji.neuroglancer.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;

/** Metadata of OME-Zarrs as other programs write them. There are no chunks: links need none. */
public final class ForeignZarr {

    private ForeignZarr() {}

    /**
     * Writes an OME-Zarr 0.4 of one level, each axis with a scale of 0.5.
     *
     * @param axes {@code name:type:unit} of each axis; type and unit may be left out
     * @param more further JSON of the group, such as an omero block, or empty
     */
    public static Path v4(
            final Path folder, final String axes, final String dtype, final String shape, final String more)
            throws IOException {
        text(folder.resolve(".zattrs"), "{'multiscales':[" + image(axes, "'version':'0.4',") + "]" + more + "}");
        text(
                folder.resolve("s0/.zarray"),
                "{'zarr_format':2,'shape':[" + shape + "],'chunks':[" + shape + "],'dtype':'" + dtype
                        + "','compressor':null,'fill_value':0,'filters':null,'order':'C'}");
        return folder;
    }

    /** The same as OME-Zarr 0.5. */
    public static Path v5(
            final Path folder, final String axes, final String type, final String shape, final String more)
            throws IOException {
        text(
                folder.resolve("zarr.json"),
                "{'zarr_format':3,'node_type':'group','attributes':{'ome':{'version':'0.5','multiscales':["
                        + image(axes, "") + "]" + more + "}}}");
        text(
                folder.resolve("s0/zarr.json"),
                "{'zarr_format':3,'node_type':'array','shape':[" + shape + "],'data_type':'" + type + "'}");
        return folder;
    }

    private static String image(final String axes, final String version) {
        final String[] names = axes.split(",");
        return "{" + version + "'axes':["
                + Arrays.stream(names).map(ForeignZarr::axis).collect(Collectors.joining(","))
                + "],'datasets':[{'path':'s0','coordinateTransformations':[{'type':'scale','scale':["
                + String.join(",", Collections.nCopies(names.length, "0.5")) + "]}]}]}";
    }

    private static String axis(final String text) {
        final String[] parts = text.split(":");
        final String type = parts.length < 2 ? "" : ",'type':'" + parts[1] + "'";
        final String unit = parts.length < 3 ? "" : ",'unit':'" + parts[2] + "'";
        return "{'name':'" + parts[0] + "'" + type + unit + "}";
    }

    public static void text(final Path file, final String json) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.replace('\'', '"'));
    }
}
