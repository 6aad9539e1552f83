package sc.fiji.neuroglancer.export;

import java.util.List;
import sc.fiji.neuroglancer.task.Amounts;

/** What {@link Check} found. Immutable. */
public final class CheckResult {

    private final String place;
    private final String what;
    private final String viewer;
    private final int samples;
    private final List<Finding> findings;

    CheckResult(
            final String place,
            final String what,
            final String viewer,
            final int samples,
            final List<Finding> findings) {
        this.place = place;
        this.what = what;
        this.viewer = viewer;
        this.samples = samples;
        this.findings = List.copyOf(findings);
    }

    /** Where the dataset is. */
    public String place() {
        return place;
    }

    /** What is there, for instance {@code OME-Zarr 0.4, 5 levels}; empty when that cannot be known. */
    public String what() {
        return what;
    }

    /** Number of chunks or cells that were read. */
    public int samples() {
        return samples;
    }

    /** What was found, the worst first. */
    public List<Finding> findings() {
        return findings;
    }

    /** Whether the viewer can show the data: there is no error. */
    public boolean ok() {
        return count(Finding.Severity.ERROR) == 0;
    }

    private long count(final Finding.Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** One line for the user. */
    public String summary() {
        if (!ok())
            return place + " cannot be shown by " + viewer + ". "
                    + findings.get(0).sentence();
        final long warnings = count(Finding.Severity.WARNING);
        final String rest = warnings == 0 ? "" : ", with " + Amounts.count(warnings, "warning");
        return place + ": " + what + ", readable by " + viewer + rest + " (" + Amounts.count(samples, "sample") + ").";
    }
}
