package sc.fiji.neuroglancer.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is found: of each problem only the worst, and of these the first, or a list would repeat itself. */
final class Findings {

    /** Where there is a page for people, nothing else that it lacks matters. */
    private static final Set<Finding.Problem> CAUSES = EnumSet.of(Finding.Problem.PORT, Finding.Problem.LOGIN);

    private final Map<Finding.Problem, Finding> worst = new EnumMap<>(Finding.Problem.class);
    private final List<Finding.Problem> order = new ArrayList<>();

    void add(final Finding finding) {
        final Finding former = worst.get(finding.problem());
        if (former == null) order.add(finding.problem());
        if (former == null || finding.severity().compareTo(former.severity()) < 0)
            worst.put(finding.problem(), finding);
    }

    /** Adds one in the place of any of its kind, as it says more. */
    void replace(final Finding finding) {
        if (worst.put(finding.problem(), finding) == null) order.add(finding.problem());
    }

    boolean hasError() {
        return worst.values().stream().anyMatch(Finding::isError);
    }

    /** The worst first, of these what makes others happen. */
    List<Finding> all() {
        final List<Finding> all = new ArrayList<>();
        for (final Finding.Problem problem : order) all.add(worst.get(problem));
        all.sort(Comparator.comparing(Finding::severity).thenComparing(finding -> !CAUSES.contains(finding.problem())));
        return all;
    }
}
