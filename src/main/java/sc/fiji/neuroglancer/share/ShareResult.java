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
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.message.Slot;
import sc.fiji.neuroglancer.profile.Profile;
import sc.fiji.neuroglancer.task.Amounts;

/**
 * What {@link Share} did, and whether a colleague can see it.
 *
 * @param checks what a colleague's browser would get of each dataset at its public address: the image, then points
 * @param url the link, whether it works or not
 * @param remarks what the user should know about the work
 */
public record ShareResult(
        ShareOptions options, Output output, List<CheckResult> checks, String url, List<Message> remarks) {

    /**
     * What was made and sent.
     *
     * @param points one dataset for each kind of shape; none if only the image is shared
     * @param sent number of files that this run sent
     * @param seconds how long it took
     */
    public record Output(ImageExportResult image, List<PointExportResult> points, long sent, double seconds) {}

    public ShareResult {
        checks = List.copyOf(checks);
        remarks = List.copyOf(remarks);
    }

    /** Problems that no permission or setting fixes: the data are not where others look for them, or incomplete. */
    private static final Set<Problem> HOPELESS =
            EnumSet.of(Problem.MISSING, Problem.DAMAGED, Problem.UNFINISHED, Problem.EMPTY);

    /** Problems that a wrong public address may cause. */
    private static final Set<Problem> ELSEWHERE = EnumSet.of(Problem.UNREACHABLE, Problem.TLS, Problem.MISSING);

    public ImageExportResult image() {
        return output.image();
    }

    public List<PointExportResult> points() {
        return output.points();
    }

    public long sent() {
        return output.sent();
    }

    public double seconds() {
        return output.seconds();
    }

    /** Whether a colleague can see all of it now. */
    public boolean ok() {
        return checks.stream().allMatch(CheckResult::ok);
    }

    /**
     * The link. If a permission or a setting of the storage keeps others out, it will work once that is fixed; it is
     * empty if the data are not where others look for them, or incomplete.
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

    /** All errors but the one that the {@link #summary()} tells. */
    public List<Message> otherErrors() {
        return errors().stream().map(Finding::message).distinct().skip(1).toList();
    }

    private List<Finding> findings(final Finding.Severity... wanted) {
        final List<Finding> found = new ArrayList<>();
        for (final CheckResult check : checks)
            for (final Finding finding : check.findings())
                if (List.of(wanted).contains(finding.severity())) found.add(finding);
        return found;
    }

    /** What else the user should know; of what the datasets have in common, only the first. */
    public List<Message> notes() {
        final List<Message> all = new ArrayList<>(remarks);
        final Set<Problem> told = EnumSet.noneOf(Problem.class);
        for (final Finding finding : findings(Finding.Severity.WARNING, Finding.Severity.NOTE))
            if (told.add(finding.problem())) all.add(finding.message());
        return all;
    }

    /** One line for the user: what is shared and how it was checked, or what a colleague would run into. */
    public Message summary() {
        return ok() ? shared() : problem();
    }

    private Message shared() {
        final List<String> parts = new ArrayList<>();
        parts.add(Amounts.count(image().estimate().levels(), "level"));
        if (image().files() > 0) { // files that were complete at the storage are not counted
            parts.add(Amounts.count(image().files(), "file"));
            parts.add(Amounts.bytes(image().bytes()));
        }
        if (!points().isEmpty()) addPoints(parts);
        final Message shared = Message.of(
                "{} is shared and checked: {}, at {}, readable by {}.",
                options.image().name(),
                parts,
                checks.get(0).place(),
                options.viewer());
        if (!image().wasComplete() || options.folder().isPresent() && sent() > 0) return shared;
        return shared.then(
                "The image was already there; only {} new.",
                points().isEmpty() ? "the link is" : "points and link are");
    }

    private void addPoints(final List<String> parts) {
        final long count = points().stream().mapToLong(PointExportResult::count).sum();
        final long outside =
                points().stream().mapToLong(PointExportResult::outside).sum();
        parts.add("with " + Amounts.count(count, "annotation"));
        if (outside > 0) parts.add(outside + " of them outside the image");
    }

    private Message problem() {
        final Finding first = errors().get(0);
        final Message uploaded = hasNoUse()
                ? Message.of(
                        "{} is uploaded, but a colleague would not find it. {}",
                        options.image().name(),
                        first.message())
                : Message.of(
                        "{} is uploaded, but a colleague cannot see it yet. {}",
                        options.image().name(),
                        first.message());
        final Profile profile = options.storage().profile();
        final boolean hasRule =
                !profile.publicRule().isEmpty() && !profile.address().isEmpty();
        if (ELSEWHERE.contains(first.problem()) && hasRule)
            return uploaded.then(
                    "The public address comes from the profile '{}' ({} in {}): if it is wrong, correct it there and share"
                            + " again; nothing is uploaded twice.",
                    profile.name(),
                    Slot.key("public address"),
                    Slot.command("Neuroglancer Settings", "settings"));
        return hasNoUse() ? uploaded : uploaded.then("The link will work once this is fixed.");
    }
}
