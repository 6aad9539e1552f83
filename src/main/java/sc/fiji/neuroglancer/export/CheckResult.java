package sc.fiji.neuroglancer.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * What was found of datasets that belong together: the place is that of the first that cannot be shown, otherwise
     * that of the first; of warnings and notes of one kind, only the first is kept.
     *
     * @param results at least one, for the same viewer
     */
    public static CheckResult joined(final List<CheckResult> results) {
        final CheckResult first =
                results.stream().filter(result -> !result.ok()).findFirst().orElse(results.get(0));
        final List<Finding> all = new ArrayList<>();
        final Set<Finding.Problem> told = EnumSet.noneOf(Finding.Problem.class);
        for (final Finding.Severity severity : Finding.Severity.values())
            for (final CheckResult result : results)
                for (final Finding finding : result.findings)
                    if (finding.severity() == severity
                            && (severity == Finding.Severity.ERROR || told.add(finding.problem()))) all.add(finding);
        final String what = results.stream().map(CheckResult::what).collect(Collectors.joining("; with "));
        final int samples = results.stream().mapToInt(CheckResult::samples).sum();
        return new CheckResult(first.place, what, first.viewer, samples, all);
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
