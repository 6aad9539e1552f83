package sc.fiji.neuroglancer.check;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sc.fiji.neuroglancer.check.Finding.Problem;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.store.Keys;
import sc.fiji.neuroglancer.store.ReadableStore;
import sc.fiji.neuroglancer.store.StoreException;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;
import sc.fiji.neuroglancer.zarr.ArrayReader;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/**
 * Distinguishes lost chunks from chunks of zeros, which an export of this program does not store: where a level is not
 * zero, the finer one that it was made of cannot be zero.
 *
 * <p>Memory: one chunk and one index of a shard.
 */
final class LostChunks {

    /** The most chunks of a level that are decoded; where all finer ones are missing, none have to be. */
    private static final int MOST_DECODED = 500;

    private final ReadableStore store;
    private final Findings findings;
    private final Monitor monitor;

    LostChunks(final ReadableStore store, final Findings findings, final Monitor monitor) {
        this.store = store;
        this.findings = findings;
        this.monitor = monitor;
    }

    /** A level, and the next coarser one. */
    private final class Pair {
        private final String finePath;
        private final ArraySpec fine;
        private final ArraySpec coarse;
        private final ArrayReader fineReader;
        private final ArrayReader coarseReader;
        private final int rank;
        private int decoded;
        private String lost = "";

        Pair(final String finePath, final String coarsePath) throws StoreException {
            this.finePath = finePath;
            fine = ZarrMetadata.readArray(store, finePath);
            coarse = ZarrMetadata.readArray(store, coarsePath);
            fineReader = new ArrayReader(store, finePath, fine);
            coarseReader = new ArrayReader(store, coarsePath, coarse);
            rank = fine.shape().length;
        }

        /** Voxels of the finer level that make one of the coarser, along an axis. */
        private long factor(final int axis) {
            return fine.shape()[axis] == coarse.shape()[axis] ? 1 : 2;
        }

        void compare() throws IOException {
            final long[] grid = coarse.chunkGrid();
            final long[] index = new long[rank];
            do {
                monitor.throwIfCanceled();
                if (coarseReader.has(index)) compare(index);
            } while (lost.isEmpty() && next(index, new long[rank], grid));
        }

        private void compare(final long[] index) throws IOException {
            final long[] from = new long[rank];
            final long[] to = new long[rank];
            for (int d = 0; d < rank; d++) {
                final long voxels = Math.min((index[d] + 1) * coarse.chunk()[d], coarse.shape()[d]) * factor(d);
                from[d] = index[d] * coarse.chunk()[d] * factor(d) / fine.chunk()[d];
                to[d] = (Math.min(voxels, fine.shape()[d]) - 1) / fine.chunk()[d] + 1;
            }
            final List<long[]> missing = new ArrayList<>();
            boolean some = false;
            final long[] child = from.clone();
            do {
                if (fineReader.has(child)) some = true;
                else missing.add(child.clone());
            } while (next(child, from, to));
            if (missing.isEmpty()) return;
            if (!some) lost = fine.key(missing.get(0));
            else if (decoded++ < MOST_DECODED) decode(index, missing);
        }

        private void decode(final long[] index, final List<long[]> missing) throws IOException {
            final Object pixels = coarseReader.read(index);
            for (final long[] child : missing) if (shows(pixels, index, child)) lost = fine.key(child);
        }

        /** Whether a coarse chunk has anything but zeros where all voxels are made of one fine chunk. */
        private boolean shows(final Object pixels, final long[] index, final long[] child) {
            final long[] from = new long[rank];
            final long[] to = new long[rank];
            for (int d = 0; d < rank; d++) {
                final long first = index[d] * coarse.chunk()[d];
                final long start = child[d] * fine.chunk()[d];
                final long end = Math.min(start + fine.chunk()[d], fine.shape()[d]);
                final boolean edge = end == fine.shape()[d];
                from[d] = Math.max(0, (start + factor(d) - 1) / factor(d) - first);
                to[d] = Math.min(coarse.chunk()[d], (edge ? end + factor(d) - 1 : end) / factor(d) - first);
                if (from[d] >= to[d]) return false;
            }
            final long[] voxel = from.clone();
            do {
                int at = 0;
                for (int d = 0; d < rank; d++) at = at * coarse.chunk()[d] + (int) voxel[d];
                if (Array.getDouble(pixels, at) != 0) return true;
            } while (next(voxel, from, to));
            return false;
        }
    }

    /** The next index of a block in C order; returns false after the last. */
    private static boolean next(final long[] index, final long[] from, final long[] to) {
        for (int d = index.length - 1; d >= 0; d--) {
            if (++index[d] < to[d]) return true;
            index[d] = from[d];
        }
        return false;
    }

    /**
     * Compares levels with missing chunks with the next coarser level.
     *
     * @param incomplete paths of all levels, fine to coarse, and whether chunks are missing there
     */
    void run(final Map<String, Boolean> incomplete) throws StoreException {
        final List<String> paths = new ArrayList<>(incomplete.keySet());
        for (int level = 0; level + 1 < paths.size(); level++) {
            if (!incomplete.get(paths.get(level))) continue;
            try {
                final Pair pair = new Pair(paths.get(level), paths.get(level + 1));
                pair.compare();
                if (!pair.lost.isEmpty()) report(Keys.join(pair.finePath, pair.lost), paths.get(level + 1));
            } catch (final InputException e) {
                return; // this program cannot read the array
            } catch (final StoreException e) {
                throw e;
            } catch (final IOException e) {
                findings.add(Finding.error(
                        Problem.DAMAGED, Message.of("{}: {}.", Inspection.reason("", e), FileScan.REPAIR)));
            }
        }
    }

    private void report(final String key, final String coarser) {
        findings.add(Finding.error(
                Problem.UNFINISHED,
                Message.of(
                        "The file {} is missing, although level {} contains data there: {}.",
                        key,
                        coarser,
                        FileScan.REPAIR)));
    }
}
