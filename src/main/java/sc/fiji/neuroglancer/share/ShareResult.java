package sc.fiji.neuroglancer.share;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import sc.fiji.neuroglancer.check.CheckResult;
import sc.fiji.neuroglancer.check.Finding;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.export.ImageExportResult;
import sc.fiji.neuroglancer.export.points.PointExportResult;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * What {@link Share} did, and whether a colleague can see it.
 *
 * @param checks what a colleague's browser would get of each dataset at its public address: the image, then points
 * @param url the link, whether it works or not
 * @param remarks what the user should know of the work: a sentence each
 */
public record ShareResult(ShareOptions options, Made made, List<CheckResult> checks, String url, List<String> remarks) {

    /**
     * What was made and sent.
     *
     * @param points one dataset for each kind of shape; none when only the image is shared
     * @param sent number of files that were sent now, without those that were there already
     * @param seconds how long it took
     */
    public record Made(ImageExportResult image, List<PointExportResult> points, long sent, double seconds) {}

    public ShareResult {
        checks = List.copyOf(checks);
        remarks = List.copyOf(remarks);
    }

    /** What no permission or setting can mend later: the data are not where others look for them, or not whole. */
    private static final Set<Problem> HOPELESS =
            EnumSet.of(Problem.MISSING, Problem.DAMAGED, Problem.UNFINISHED, Problem.EMPTY);

    /** What a wrong public address leads to. */
    private static final Set<Problem> ELSEWHERE = EnumSet.of(Problem.UNREACHABLE, Problem.TLS, Problem.MISSING);

    public ImageExportResult image() {
        return made.image();
    }

    public List<PointExportResult> points() {
        return made.points();
    }

    public long sent() {
        return made.sent();
    }

    public double seconds() {
        return made.seconds();
    }

    /** Whether a colleague can see all of it now. */
    public boolean ok() {
        return checks.stream().allMatch(CheckResult::ok);
    }

    /**
     * The link. Where a permission or a setting of the storage keeps others out, it is the one that works when that is
     * mended; it is empty when the data are not where others look for them, or not whole.
     */
    public String link() {
        return hasNoUse() ? "" : url;
    }

    private boolean hasNoUse() {
        return errors().stream().anyMatch(finding -> HOPELESS.contains(finding.problem()));
    }

    private List<Finding> errors() {
        return findings(Finding.Severity.ERROR);
    }

    /** The sentences of all errors but the one that the {@link #summary()} tells. */
    public List<String> otherErrors() {
        return errors().stream().map(Finding::sentence).distinct().skip(1).toList();
    }

    private List<Finding> findings(final Finding.Severity... wanted) {
        final List<Finding> found = new ArrayList<>();
        for (final CheckResult check : checks)
            for (final Finding finding : check.findings())
                if (List.of(wanted).contains(finding.severity())) found.add(finding);
        return found;
    }

    /** What the user should know besides: a sentence each. Of what the datasets have in common, only the first. */
    public List<String> notes() {
        final List<String> all = new ArrayList<>(remarks);
        final Set<Problem> told = EnumSet.noneOf(Problem.class);
        for (final Finding finding : findings(Finding.Severity.WARNING, Finding.Severity.NOTE))
            if (told.add(finding.problem())) all.add(finding.sentence());
        return all;
    }

    /** One line for the user: what is shared and how it was checked, or what a colleague would run into. */
    public String summary() {
        return ok() ? shared() : problem();
    }

    private String shared() {
        final String counts = image().files() == 0 // nobody has counted what was complete at the storage
                ? ""
                : Amounts.count(image().files(), "file") + ", " + Amounts.bytes(image().bytes()) + ", ";
        return String.format(
                "%s is shared and checked: %s, %s%sat %s, readable by %s.%s",
                options.image().name(),
                Amounts.count(image().estimate().levels(), "level"),
                counts,
                withPoints(),
                checks.get(0).place(),
                options.viewer(),
                old());
    }

    private String old() {
        if (!image().wasComplete() || options.folder().isPresent() && sent() > 0) return "";
        final String made = points().isEmpty() ? "the link is" : "points and link are";
        return " The image was there already; only " + made + " new.";
    }

    private String withPoints() {
        if (points().isEmpty()) return "";
        final long count = points().stream().mapToLong(PointExportResult::count).sum();
        final long outside =
                points().stream().mapToLong(PointExportResult::outside).sum();
        final String beyond = outside == 0 ? "" : outside + " of them outside the image, ";
        return "with " + Amounts.count(count, "annotation") + ", " + beyond;
    }

    private String problem() {
        final String uploaded = options.image().name() + " is uploaded, but a colleague ";
        final String finding = errors().get(0).sentence();
        final boolean elsewhere = ELSEWHERE.contains(errors().get(0).problem());
        final String remedy = elsewhere ? correct(options.storage().profile()) : "";
        if (hasNoUse()) return uploaded + "would not find it. " + finding + remedy;
        return uploaded + "cannot see it yet. " + finding
                + (remedy.isEmpty() ? " The link works as soon as that is mended." : remedy);
    }

    /** How to correct the rule that makes public addresses, if it is in a profile that a user has stored. */
    private static String correct(final Profile profile) {
        if (profile.publicRule().isEmpty() || profile.address().isEmpty()) return "";
        return " The public address comes from the profile '" + profile.name() + "' (Public address in Neuroglancer"
                + " Settings...): if it is wrong, correct it there and share again; nothing is uploaded twice.";
    }
}
