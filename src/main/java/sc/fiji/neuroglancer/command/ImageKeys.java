package sc.fiji.neuroglancer.command;

import java.util.List;
import sc.fiji.neuroglancer.dataset.IfExists;
import sc.fiji.neuroglancer.export.VolumeFormat;
import sc.fiji.neuroglancer.zarr.codec.Codecs;

/** The keys of {@value #LABEL}. They are public: macros use them, so they never change. */
public final class ImageKeys {

    /** The label of the command in the menu and in macros. */
    public static final String LABEL = "Export Image for Neuroglancer...";

    private static final List<Key> ALL = List.of(
            Key.folder("folder", "where the dataset's folder is made: a folder, or its WebDAV address"),
            Key.text("name", "", "name of the dataset; empty for the image's title"),
            Key.choice("content", List.of("Auto", "Intensity", "Labels"), "what pixel values mean"),
            Key.choice("format", VolumeFormat.names(), "0.4 is read by every viewer"),
            Key.flag("shards", "put many chunks into one file (OME-Zarr 0.5 only)"),
            Key.text("chunk", "auto", "size of the chunks in voxels: auto, or x,y,z like 64,64,64"),
            Key.choice("compression", Codecs.names(), "how chunks are compressed"),
            Key.number("levels", 0, "number of resolution levels; 0 for automatic"),
            Key.number("threads", 0, "number of threads; 0 for all processors"),
            Key.flag("crop", "export only the rectangle selection"),
            Key.choice("existing", IfExists.names(), "what to do when the dataset exists"));

    private ImageKeys() {}

    /** The keys in the order in which dialogs show them. */
    public static List<Key> all() {
        return ALL;
    }
}
