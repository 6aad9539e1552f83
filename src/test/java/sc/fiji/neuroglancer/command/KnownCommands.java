package sc.fiji.neuroglancer.command;

import java.util.List;
import java.util.Map;

/** The commands of this plugin: labels and keys as the code has them. A test compares them with all other places. */
public final class KnownCommands {

    /** Keys by label. */
    public static final Map<String, List<Key>> ALL = Map.of(
            ShareKeys.LABEL, ShareKeys.all(),
            ImageKeys.LABEL, ImageKeys.all(),
            PointsKeys.LABEL, PointsKeys.all(),
            LinkKeys.COPY_LABEL, LinkKeys.copy(),
            LinkKeys.VIEW_LABEL, LinkKeys.view(),
            LinkKeys.STOP_LABEL, LinkKeys.stop(),
            UploadKeys.LABEL, UploadKeys.all(),
            CheckKeys.LABEL, CheckKeys.all(),
            SettingsKeys.LABEL, SettingsKeys.all());

    private KnownCommands() {}
}
