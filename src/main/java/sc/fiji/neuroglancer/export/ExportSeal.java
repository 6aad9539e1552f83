package sc.fiji.neuroglancer.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.dataset.Dataset;
import sc.fiji.neuroglancer.dataset.Journal;
import sc.fiji.neuroglancer.ome.OmeOptions;
import sc.fiji.neuroglancer.store.WritableStore;
import sc.fiji.neuroglancer.store.WriteBatch;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.zarr.ArraySpec;
import sc.fiji.neuroglancer.zarr.ZarrMetadata;

/** The end of an export: checks that all slabs are stored, then writes the metadata that make the dataset visible. */
public final class ExportSeal {

    private final ExportPlan plan;
    private final Dataset dataset;

    public ExportSeal(final ExportPlan plan, final Dataset dataset) {
        this.plan = plan;
        this.dataset = dataset;
    }

    /**
     * Completes an export that was made in parts.
     *
     * @param parts all of them
     * @throws InputException naming the first part that is missing or not complete
     */
    public void seal(final List<ExportPart> parts) throws IOException {
        for (final ExportPart part : parts) {
            final Path file = part.journalFile(dataset);
            if (!Files.exists(file))
                throw new InputException(
                        "The export to {} is not complete: {} has not been run. Run it, then finish the export.",
                        dataset.shown(),
                        part);
            if (!Journal.header(file).equals(new Journal.Header(plan.fingerprint(), plan.chunk())))
                throw new InputException(
                        "The export to {} cannot be finished: {} was made from a different image or with different"
                                + " options. Run it again.",
                        dataset.shown(),
                        part);
            try (Journal journal = Journal.open(file)) {
                requireStored(part, journal);
            }
        }
        writeMetadata();
        for (final ExportPart part : parts) Files.delete(part.journalFile(dataset));
    }

    /**
     * Completes an export that was made at once, and deletes its journal.
     *
     * @return the metadata
     */
    WriteBatch seal(final ExportPart whole, final Journal journal) throws IOException {
        requireStored(whole, journal);
        final WriteBatch metadata = writeMetadata();
        journal.delete();
        return metadata;
    }

    private WriteBatch writeMetadata() throws IOException {
        final WriteBatch metadata = dataset.metadata();
        writeMetadata(metadata);
        dataset.finish();
        return metadata;
    }

    private void requireStored(final ExportPart part, final Journal journal) {
        final List<String> missing = new ArrayList<>();
        part.forEachSlab(plan, (level, time, channel, z) -> {
            if (!journal.has(level, time, channel, z))
                missing.add("level " + level + ", time " + time + ", channel " + channel + ", slab " + z);
        });
        if (!missing.isEmpty())
            throw new InputException(
                    "The export to {} is not complete: {} has not stored {}. Run it again, then finish the export.",
                    dataset.shown(),
                    part,
                    missing.get(0));
    }

    /** Writes all metadata, those of the root last. */
    void writeMetadata(final WritableStore store) throws IOException {
        final List<ArraySpec> specs = plan.specs();
        for (int l = 0; l < specs.size(); l++) ZarrMetadata.writeArray(store, String.valueOf(l), specs.get(l));
        writeRoot(store);
    }

    /** Writes the root metadata: voxel size, unit, origin, channels, colors and display ranges. */
    void writeRoot(final WritableStore store) throws IOException {
        final boolean labels = plan.encoding().labels();
        final OmeOptions ome = OmeOptions.of(ImageExport.PROGRAM, plan.programVersion())
                .downsampling(labels ? OmeOptions.Downsampling.MODE : OmeOptions.Downsampling.MEAN)
                .labels(labels)
                .entry("fingerprint", plan.fingerprint());
        plan.encoding().format().writeRoot(store, plan.image(), plan.pyramid(), ome);
    }
}
