package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.Journal;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.pyramid.MemoryPlan;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * A share of an export that can be made without the others: some slabs of some volumes, on all levels. The parts of an
 * export write different files, so they may run in any order, at the same time, and on different machines. Pure data.
 *
 * @param number of this part, from 1
 * @param count of all parts
 * @param ranges what is made
 */
public record ExportPart(int number, int count, List<Range> ranges) {

    /**
     * Slabs of level 0, and of the other levels what follows from them.
     *
     * @param time from 0
     * @param channel first of the channels, from 0
     * @param channels as many as one read delivers
     * @param from first slab of level 0
     * @param to the slab of level 0 after the last
     */
    public record Range(int time, int channel, int channels, int from, int to) {}

    /** Is shown slabs. */
    @FunctionalInterface
    interface SlabVisitor {
        void visit(int level, int time, int channel, int zIndex);
    }

    /** Copies the ranges. */
    public ExportPart {
        ranges = List.copyOf(ranges);
    }

    /** The part that is the whole export. */
    static ExportPart whole(final ExportPlan plan, final int channelsPerRead) {
        return new ExportPart(1, 1, ranges(plan, channelsPerRead, plan.slabs()));
    }

    /**
     * Splits an export.
     *
     * <p>A volume can be split along z where a slab begins on every level: so no pair of planes that are averaged lies in
     * two parts.
     *
     * @param channelsPerRead of the source, see {@link PixelSource#channelsPerRead()}
     * @param count how many parts; fewer if the export cannot be split into that many
     */
    public static List<ExportPart> split(final ExportPlan plan, final int channelsPerRead, final int count) {
        final int step = plan.factors().get(plan.factors().size() - 1).z();
        final List<Range> units = ranges(plan, channelsPerRead, step);
        final int n = Math.min(count, units.size());
        final List<ExportPart> parts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            final List<Range> mine =
                    units.subList((int) ((long) i * units.size() / n), (int) ((i + 1L) * units.size() / n));
            parts.add(new ExportPart(i + 1, n, joined(mine)));
        }
        return parts;
    }

    private static List<Range> ranges(final ExportPlan plan, final int channelsPerRead, final int step) {
        final List<Range> ranges = new ArrayList<>();
        for (int t = 0; t < plan.image().frames(); t++)
            for (int c = 0; c < plan.image().channels().size(); c += channelsPerRead)
                for (int z = 0; z < plan.slabs(); z += step)
                    ranges.add(new Range(t, c, channelsPerRead, z, Math.min(z + step, plan.slabs())));
        return ranges;
    }

    /** Neighbors in one volume become one range, which keeps the levels in memory from one to the next. */
    private static List<Range> joined(final List<Range> units) {
        final List<Range> ranges = new ArrayList<>();
        for (final Range unit : units) {
            final Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last == null || last.to != unit.from || last.time != unit.time || last.channel != unit.channel)
                ranges.add(unit);
            else ranges.set(ranges.size() - 1, new Range(last.time, last.channel, last.channels, last.from, unit.to));
        }
        return ranges;
    }

    /** Shows all slabs of this part, on all levels. */
    void forEachSlab(final ExportPlan plan, final SlabVisitor visitor) {
        for (final Range range : ranges)
            for (int level = 0; level < plan.factors().size(); level++)
                for (int c = range.channel; c < range.channel + range.channels; c++)
                    for (int z = plan.slabs(level, range.from); z < plan.slabs(level, range.to); z++)
                        visitor.visit(level, range.time, c, z);
    }

    /** Where this part notes what is stored. */
    Path journalFile(final Dataset dataset) {
        final Path file = dataset.journalFile();
        return count == 1 ? file : file.resolveSibling(file.getFileName() + "-" + number + "-of-" + count);
    }

    /**
     * Makes this part; if it was interrupted before, what is left of it.
     *
     * @param threads number of threads that compress
     * @throws IOException when a plane cannot be read or a file cannot be written; the part can be run again
     */
    public void run(
            final ExportPlan plan,
            final PixelSource source,
            final Dataset dataset,
            final int threads,
            final Monitor monitor)
            throws IOException {
        final Path file = journalFile(dataset);
        final Journal.Header header = new Journal.Header(plan.fingerprint(), plan.chunk());
        final boolean resumed = Files.exists(file) && Journal.header(file).equals(header);
        final MemoryPlan.Demand demand = ImageExport.demand(plan, source, threads, resumed);
        final MemoryPlan memory = ImageExport.memory(demand, plan.chunk(), false, dataset, MemoryPlan::freeHeap);
        try (Journal journal = resumed ? Journal.open(file) : Journal.create(file, header)) {
            new ExportRun(plan, this, source, dataset, memory, monitor).run(journal, () -> {});
        }
    }

    @Override
    public String toString() {
        return "part " + number + " of " + count;
    }
}
