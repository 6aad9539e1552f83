package sc.fiji.neuroglancer.check;

import static sc.fiji.neuroglancer.message.Slot.given;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sc.fiji.neuroglancer.annotation.AnnotationLayout;
import sc.fiji.neuroglancer.annotation.AnnotationLayout.Index;
import sc.fiji.neuroglancer.annotation.AnnotationLayout.IndexLevel;
import sc.fiji.neuroglancer.annotation.ReadAnnotations;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.precomputed.KeyedReader;
import sc.fiji.neuroglancer.precomputed.MortonCode;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.Monitor;

/**
 * Samples annotations as a viewer reads them: cells of each level of the spatial index, some of their annotations by
 * id, and some of the segments that these belong to.
 *
 * <p>Empty cells have no file. So a level is sampled where most annotations of coarser levels are, which are a fair
 * sample of all.
 *
 * <p>Memory: one cell or list of a segment, and {@value #MOST_KEPT} annotations of each cell that was read.
 */
final class AnnotationInspection {

    /** The most cells of a level that are looked for. */
    private static final int MOST_CELLS = 27;
    /** The most annotations of a cell that are kept in memory, to find those of finer levels. */
    private static final int MOST_KEPT = 4000;
    /** The most cells of a level that are read. */
    private static final int ENOUGH_CELLS = 2;

    private static final Message AGAIN = Message.of(
            "upload the annotations again with {}, or export them again with {}",
            given("existing", "Resume"),
            given("existing", "Replace"));

    private final Inspection inspection;
    private final ReadableStore store;
    private final AnnotationLayout layout;
    private final Monitor monitor;
    private final List<ReadAnnotations> known = new ArrayList<>();
    /** Shards whose end was read. */
    private final Set<String> whole = new HashSet<>();
    /** A segment and an annotation that names it, for each relationship; null until one is found. */
    private final long[][] relations;

    /** @param monitor counts levels and indices */
    AnnotationInspection(
            final Inspection inspection,
            final ReadableStore store,
            final AnnotationLayout layout,
            final Monitor monitor) {
        this.inspection = inspection;
        this.store = store;
        this.layout = layout;
        this.monitor = monitor;
        relations = new long[layout.relationships().size()][];
    }

    /** @throws sc.fiji.neuroglancer.task.InputException when an index is sharded in a way that viewers do not know */
    void run() throws StoreException {
        monitor.start("Checking", layout.levels().size() + 2);
        boolean lookedEverywhere = true;
        for (final IndexLevel level : layout.levels()) {
            lookedEverywhere &= look(level);
            monitor.advance(1);
        }
        if (known.stream().allMatch(cell -> cell.count() == 0)) {
            nothing(lookedEverywhere);
            return;
        }
        byId();
        monitor.advance(1);
        for (int r = 0; r < relations.length; r++) if (relations[r] != null) related(r);
        monitor.advance(1);
    }

    private void nothing(final boolean lookedEverywhere) {
        final Message what =
                Message.of("No annotation was found in the spatial index, so the viewer shows no annotations");
        inspection.addMissing(
                lookedEverywhere
                        ? Finding.error(Problem.EMPTY, Message.of("{}: {}.", what, AGAIN))
                        : Finding.warning(Problem.EMPTY, Message.of("{}: if the dataset has any, {}.", what, AGAIN)));
    }

    /** Samples a level; returns whether all of its cells were looked for. */
    private boolean look(final IndexLevel level) throws StoreException {
        final KeyedReader shards =
                new KeyedReader(store, level.index().folder(), level.index().sharding());
        final List<ReadAnnotations> coarser = List.copyOf(known);
        final List<int[]> cells = cells(level, coarser);
        int read = 0;
        for (final int[] cell : cells) {
            if (read < ENOUGH_CELLS && look(level, cell, shards)) read++;
        }
        if (read == 0 && !coarser.isEmpty())
            inspection.addMissing(Finding.error(
                    Problem.UNFINISHED,
                    Message.of(
                            "The annotations in {} are missing, so the viewer shows only some of them: {}.",
                            level.index().folder(),
                            AGAIN)));
        return cells.size() == count(level);
    }

    private boolean look(final IndexLevel level, final int[] cell, final KeyedReader shards) throws StoreException {
        final long morton = MortonCode.of(cell, level.grid());
        final String name = IntStream.of(cell).mapToObj(Integer::toString).collect(Collectors.joining("_"));
        final String file = shards.isSharded()
                ? shards.file(morton)
                : Keys.join(level.index().folder(), name);
        return inspection.sample(file, () -> {
            final Optional<byte[]> bytes = shards.isSharded() ? read(shards, morton) : store.read(file);
            if (bytes.isPresent()) known.add(layout.list(bytes.get()).first(MOST_KEPT));
            return bytes.isPresent();
        });
    }

    /** The cells to look for: the fullest as far as is known, otherwise cells all over the level. */
    private List<int[]> cells(final IndexLevel level, final List<ReadAnnotations> coarser) {
        final Map<String, int[]> cells = new LinkedHashMap<>();
        for (final int[] cell : fullest(level, coarser)) cells.put(Arrays.toString(cell), cell);
        final long count = count(level);
        final long step = Math.max(1, count / MOST_CELLS);
        for (long i = 0; i < count && cells.size() < MOST_CELLS; i += step) {
            final int[] cell = cell(level.grid(), i);
            cells.put(Arrays.toString(cell), cell);
        }
        return new ArrayList<>(cells.values());
    }

    private List<int[]> fullest(final IndexLevel level, final List<ReadAnnotations> coarser) {
        final Map<String, int[]> places = new LinkedHashMap<>();
        final Map<String, Integer> counts = new LinkedHashMap<>();
        for (final ReadAnnotations annotations : coarser) {
            for (int i = 0; i < annotations.count(); i++) {
                final int[] cell = layout.cell(level, annotations.position(i));
                counts.merge(Arrays.toString(cell), 1, Integer::sum);
                places.putIfAbsent(Arrays.toString(cell), cell);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_CELLS)
                .map(entry -> places.get(entry.getKey()))
                .collect(Collectors.toList());
    }

    private static long count(final IndexLevel level) {
        double count = 1;
        for (final int n : level.grid()) count *= n;
        return (long) count;
    }

    private static int[] cell(final int[] grid, final long index) {
        final int[] cell = new int[grid.length];
        long rest = index;
        for (int d = 0; d < grid.length; d++) {
            cell[d] = (int) (rest % grid[d]);
            rest /= grid[d];
        }
        return cell;
    }

    /** Reads an annotation of each cell that was read by its id, and two of the coarsest. */
    private void byId() throws StoreException {
        final KeyedReader index =
                new KeyedReader(store, layout.byId().folder(), layout.byId().sharding());
        for (final ReadAnnotations cell : known) if (cell.count() > 0) byId(index, cell, 0);
        final ReadAnnotations coarsest = known.get(0);
        if (coarsest.count() > 1) byId(index, coarsest, coarsest.count() - 1);
    }

    private void byId(final KeyedReader index, final ReadAnnotations cell, final int i) throws StoreException {
        final long id = cell.id(i);
        final String file = index.file(id);
        final boolean there = inspection.sample(file, () -> {
            final Optional<byte[]> bytes = read(index, id);
            if (bytes.isEmpty()) return false;
            if (!cell.begins(bytes.get(), i))
                throw new IOException("annotation " + Long.toUnsignedString(id) + " differs from the one in the"
                        + " spatial index, as after two exports to the same place");
            note(id, layout.related(bytes.get()));
            return true;
        });
        if (!there)
            missing(Message.of(
                    "Annotation {} is not in {}, so the viewer cannot describe it: {}.",
                    Long.toUnsignedString(id),
                    file,
                    AGAIN));
    }

    private void note(final long id, final List<long[]> related) {
        for (int r = 0; r < relations.length; r++)
            if (relations[r] == null && related.get(r).length > 0) relations[r] = new long[] {related.get(r)[0], id};
    }

    private void related(final int r) throws StoreException {
        final Index relationship = layout.relationships().get(r);
        final KeyedReader index = new KeyedReader(store, relationship.folder(), relationship.sharding());
        final long segment = relations[r][0];
        final String file = index.file(segment);
        final boolean there = inspection.sample(file, () -> {
            final Optional<byte[]> bytes = read(index, segment);
            if (bytes.isPresent() && !layout.list(bytes.get()).has(relations[r][1]))
                throw new IOException("segment " + Long.toUnsignedString(segment) + " lacks annotation "
                        + Long.toUnsignedString(relations[r][1]) + ", as after two exports to the same place");
            return bytes.isPresent();
        });
        if (!there)
            missing(Message.of(
                    "The annotations of segment {} are not in {}, so the viewer cannot filter by {}: {}.",
                    Long.toUnsignedString(segment),
                    file,
                    relationship.name(),
                    AGAIN));
    }

    /** Reads a value, and the end of its shard when that comes first. */
    private Optional<byte[]> read(final KeyedReader index, final long key) throws IOException {
        final Optional<byte[]> value = index.read(key);
        if (value.isPresent() && index.isSharded() && whole.add(index.file(key))) index.requireWhole(index.file(key));
        return value;
    }

    private void missing(final Message message) {
        inspection.addMissing(Finding.error(Problem.UNFINISHED, message));
    }
}
