package sc.fiji.neuroglancer.entry;

import java.io.IOException;
import sc.fiji.neuroglancer.export.Check;
import sc.fiji.neuroglancer.export.CheckOptions;
import sc.fiji.neuroglancer.export.CheckResult;
import sc.fiji.neuroglancer.export.Preset;
import sc.fiji.neuroglancer.export.Profile;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** From the values of {@link CheckKeys} to a job. */
public final class CheckEntry {

    private static final String DESY = "(?i).*://hifis-storage\\.desy\\.de[:/].*";

    private CheckEntry() {}

    /**
     * Checks a dataset.
     *
     * @throws InputException when there is no such place
     */
    public static CheckResult run(final Values values, final Monitor monitor) throws IOException {
        return run(values.text("address"), values.text("viewer"), monitor);
    }

    /**
     * Checks a dataset.
     *
     * @param place web address or folder
     * @param viewer empty for that of the profile whose storage it is in
     */
    public static CheckResult run(final String place, final String viewer, final Monitor monitor) throws IOException {
        final String shown = viewer.trim().isEmpty() ? viewer(place.trim()) : viewer;
        return new Check(CheckOptions.builder(place).viewer(shown).build(), monitor).run();
    }

    /**
     * Tells what {@link #run} would do.
     *
     * @throws InputException when a value cannot be used
     */
    static String preview(final Values values) {
        final String place = values.text("address").trim();
        CheckOptions.builder(place).viewer(values.text("viewer")).build();
        return place.contains("://")
                ? "It will be asked for as a colleague's browser does."
                : "Its files will be read.";
    }

    private static String viewer(final String place) {
        return StoredProfiles.load()
                .of(place)
                .map(Profile::viewer)
                .orElse(place.matches(DESY) ? Preset.HELMHOLTZ.viewer() : "");
    }

    /** Stops a macro or script whose dataset cannot be shown. */
    public static void demandOk(final CheckResult result) {
        if (!result.ok()) throw new InputException(result.summary());
    }
}
