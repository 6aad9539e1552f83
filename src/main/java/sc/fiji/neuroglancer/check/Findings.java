package sc.fiji.neuroglancer.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects findings: the worst of each problem, and of equally bad ones the first, so that none is repeated. */
final class Findings {

    /** Problems that explain the others, such as a login page in place of the data. */
    private static final Set<Finding.Problem> CAUSES = EnumSet.of(Finding.Problem.PORT, Finding.Problem.LOGIN);

    private final Map<Finding.Problem, Finding> worst = new EnumMap<>(Finding.Problem.class);
    private final List<Finding.Problem> order = new ArrayList<>();

    void add(final Finding finding) {
        final Finding former = worst.get(finding.problem());
        if (former == null) order.add(finding.problem());
        if (former == null || finding.severity().compareTo(former.severity()) < 0)
            worst.put(finding.problem(), finding);
    }

    /** Adds a finding in place of another one of its problem, because it says more. */
    void replace(final Finding finding) {
        if (worst.put(finding.problem(), finding) == null) order.add(finding.problem());
    }

    boolean hasError() {
        return worst.values().stream().anyMatch(Finding::isError);
    }

    /** The worst first; among equally bad ones, those that cause others. */
    List<Finding> all() {
        final List<Finding> all = new ArrayList<>();
        for (final Finding.Problem problem : order) all.add(worst.get(problem));
        all.sort(Comparator.comparing(Finding::severity).thenComparing(finding -> !CAUSES.contains(finding.problem())));
        return all;
    }
}
