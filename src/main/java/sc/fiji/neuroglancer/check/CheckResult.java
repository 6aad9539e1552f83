package sc.fiji.neuroglancer.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * What {@link Check} found.
 *
 * @param place where the dataset is
 * @param what a description, for instance {@code OME-Zarr 0.4, 5 levels}; empty if the kind is not known
 * @param viewer address of the viewer's page; empty for a folder on this computer
 * @param samples number of chunks or cells that were read
 * @param total of a folder, number of files that were checked; otherwise number of chunks, 0 if that is not known
 * @param findings the worst first
 */
public record CheckResult(String place, String what, String viewer, int samples, long total, List<Finding> findings) {

    public CheckResult {
        findings = List.copyOf(findings);
    }

    /**
     * The result for datasets that belong together: the place is that of the first that cannot be shown, otherwise that
     * of the first; of warnings and notes about the same problem, only the first is kept.
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
                    if (finding.severity() == severity && (finding.isError() || told.add(finding.problem())))
                        all.add(finding);
        final String what = results.stream().map(CheckResult::what).collect(Collectors.joining("; with "));
        final int samples = results.stream().mapToInt(CheckResult::samples).sum();
        final boolean known = results.stream().allMatch(result -> result.total > 0);
        final long total =
                known ? results.stream().mapToLong(result -> result.total).sum() : 0;
        return new CheckResult(first.place, what, first.viewer, samples, total, all);
    }

    /** Whether the viewer can show the data. */
    public boolean ok() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /** The findings that the {@link #summary()} does not tell, the worst first. */
    public List<Finding> others() {
        return ok() ? findings : findings.subList(1, findings.size());
    }

    /** One line for the user; of a dataset that cannot be shown, the first of the {@link #findings}. */
    public Message summary() {
        final boolean folder = viewer.isEmpty();
        if (!ok()) {
            final Message why = findings.get(0).message();
            return folder
                    ? Message.of("{} cannot be shown as it is. {}", place, why)
                    : Message.of("{} cannot be shown by {}. {}", place, viewer, why);
        }
        final long warnings = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .count();
        final String rest = warnings == 0 ? "" : ", with " + Amounts.count(warnings, "warning");
        if (folder)
            return Message.of("{}: {}, complete{} ({} checked).", place, what, rest, Amounts.count(total, "file"));
        final String of = total == 0 ? "" : " of " + Amounts.count(total, "chunk");
        return Message.of(
                "{}: {}, readable by {}{} ({}{}).", place, what, viewer, rest, Amounts.count(samples, "sample"), of);
    }
}
