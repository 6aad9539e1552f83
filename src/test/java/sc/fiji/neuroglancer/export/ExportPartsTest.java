package sc.fiji.neuroglancer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.neuroglancer.dataset.LocalDataset;
import sc.fiji.neuroglancer.image.PixelSource;
import sc.fiji.neuroglancer.image.ij.Content;
import sc.fiji.neuroglancer.task.InputException;
import sc.fiji.neuroglancer.task.Monitor;

/** An export in parts, in any order, gives the bytes of an export at once. */
class ExportPartsTest {

    /** Image, options, number of parts asked for, and number of parts that can be made. */
    enum Case {
        Z_RANGES(new SampleStack(SampleStack.Kind.GRAY16, 40, 36, 75, 1, 1), VolumeFormat.OME_ZARR_04, "16,16,4", 3, 3),
        MORE_THAN_UNITS(
                new SampleStack(SampleStack.Kind.GRAY16, 20, 18, 37, 1, 1), VolumeFormat.OME_ZARR_05, "16,16,4", 9, 3),
        VOLUMES(new SampleStack(SampleStack.Kind.GRAY8, 20, 18, 20, 2, 3), VolumeFormat.OME_ZARR_04, "16,16,8", 4, 4),
        RGB(new SampleStack(SampleStack.Kind.RGB, 9, 20, 9, 1, 2), VolumeFormat.OME_ZARR_04, "16,16,2", 3, 3),
        SHARDS(new SampleStack(SampleStack.Kind.FLOAT, 75, 20, 41, 1, 1), VolumeFormat.OME_ZARR_05, "8,8,2", 5, 5),
        ODD_CHUNK(
                new SampleStack(SampleStack.Kind.SIGNED16, 20, 18, 31, 1, 1),
                VolumeFormat.OME_ZARR_04,
                "16,16,3",
                2,
                2),
        LABELS(
                new SampleStack(SampleStack.Kind.GRAY8, 20, 18, 34, 1, 1).labels(),
                VolumeFormat.OME_ZARR_05,
                "8,8,4",
                3,
                3);

        private final SampleStack sample;
        private final VolumeFormat format;
        private final String chunk;
        private final int asked;
        private final int made;

        Case(final SampleStack sample, final VolumeFormat format, final String chunk, final int asked, final int made) {
            this.sample = sample;
            this.format = format;
            this.chunk = chunk;
            this.asked = asked;
            this.made = made;
        }

        PixelSource source() {
            return (this == LABELS ? Content.LABELS : Content.INTENSITY).open(sample.image(), null);
        }

        ImageExportOptions options(final Path folder) {
            return ImageExportOptions.of(folder.toString(), "brain")
                    .format(format)
                    .shards(this == SHARDS)
                    .labels(this == LABELS)
                    .chunk(chunk)
                    .levels(3)
                    .threads(2)
                    .checked();
        }

        ExportPlan plan() {
            final PixelSource source = source();
            final ImageExportOptions options = options(Path.of("anywhere"));
            final ExportPlan draft = ExportPlan.of(source.metadata(), options);
            final String fingerprint = new ImageExport(source, options, Monitor.NONE).fingerprint();
            return draft.with(fingerprint, draft.chunk());
        }
    }

    @TempDir
    Path temp;

    private Map<String, byte[]> atOnce(final Case how) throws IOException {
        final ImageExportOptions options = how.options(temp.resolve("once"));
        new ImageExport(how.source(), options, Monitor.NONE).run();
        return DatasetFiles.of(options.dataset());
    }

    private static List<ExportPart> parts(final ExportPlan plan, final Case how) {
        return ExportPart.split(plan, how.source().channelsPerRead(), how.asked);
    }

    private static void run(final ExportPlan plan, final ExportPart part, final Case how, final LocalDataset dataset)
            throws IOException {
        part.run(plan, how.source(), dataset, 2, Monitor.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void partsInAnyOrderGiveTheSameBytes(final Case how) throws IOException {
        final Map<String, byte[]> expected = atOnce(how);
        final ExportPlan plan = ExportPlan.parse(how.plan().toJson());
        final List<ExportPart> parts = parts(plan, how);
        assertEquals(how.made, parts.size());
        for (int seed = 0; seed < 3; seed++) {
            final List<ExportPart> order = new ArrayList<>(parts);
            if (seed == 0) Collections.reverse(order);
            else Collections.shuffle(order, new Random(seed));
            final Path folder = temp.resolve("parts" + seed);
            for (final ExportPart part : order) run(plan, part, how, new LocalDataset(folder));
            assertFalse(new LocalDataset(folder).isComplete());
            new ExportSeal(plan, new LocalDataset(folder)).seal(parts);
            DatasetFiles.assertEqual(expected, DatasetFiles.of(folder), order.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlanComesBackFromItsText(final Case how) {
        final ExportPlan plan = how.plan();
        assertEquals(plan, ExportPlan.parse(plan.toJson()));
    }

    @Test
    void whatIsNoPlanIsRefused() {
        for (final String text : List.of("", "{", "{\"nothing\":1}")) {
            final InputException e = assertThrows(InputException.class, () -> ExportPlan.parse(text));
            assertTrue(e.getMessage().startsWith("The plan of the export cannot be read"), e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySlabIsInExactlyOnePart(final Case how) {
        final ExportPlan plan = how.plan();
        final List<String> all = new ArrayList<>();
        for (final ExportPart part : parts(plan, how))
            part.forEachSlab(plan, (level, time, channel, z) -> all.add(level + " " + time + " " + channel + " " + z));
        final List<String> whole = new ArrayList<>();
        ExportPart.whole(plan, how.source().channelsPerRead())
                .forEachSlab(
                        plan, (level, time, channel, z) -> whole.add(level + " " + time + " " + channel + " " + z));
        assertEquals(new TreeSet<>(whole), new TreeSet<>(all));
        assertEquals(whole.size(), all.size());
    }

    @Test
    void aPartIsMissing() throws IOException {
        final Case how = Case.Z_RANGES;
        final ExportPlan plan = how.plan();
        final List<ExportPart> parts = parts(plan, how);
        final LocalDataset dataset = new LocalDataset(temp.resolve("missing"));
        run(plan, parts.get(2), how, dataset);
        run(plan, parts.get(0), how, dataset);
        assertEquals(
                "The export to " + dataset.shown() + " is not complete: part 2 of 3 has not been run. Run it, then"
                        + " finish the export.",
                refusal(plan, parts, dataset));
        assertFalse(dataset.isComplete());
    }

    private static String refusal(final ExportPlan plan, final List<ExportPart> parts, final LocalDataset dataset) {
        final ExportSeal seal = new ExportSeal(plan, dataset);
        return assertThrows(InputException.class, () -> seal.seal(parts)).getMessage();
    }

    @Test
    void aPartThatStoppedIsNamedAndGoesOn() throws IOException {
        final Case how = Case.Z_RANGES;
        final Map<String, byte[]> expected = atOnce(how);
        final ExportPlan plan = how.plan();
        final List<ExportPart> parts = parts(plan, how);
        final LocalDataset dataset = new LocalDataset(temp.resolve("stopped"));
        for (final ExportPart part : parts) run(plan, part, how, dataset);
        final Path journal = parts.get(1).journalFile(dataset);
        final List<String> lines = Files.readAllLines(journal);
        final String lost = lines.remove(lines.size() - 1);
        Files.writeString(journal, String.join("\n", lines) + "\n");
        final String[] slab = lost.split(" ");
        assertEquals(
                "The export to " + dataset.shown() + " is not complete: part 2 of 3 has not stored level " + slab[0]
                        + ", time 0, channel 0, slab " + slab[3] + ". Run it again, then finish the export.",
                refusal(plan, parts, dataset));
        run(plan, parts.get(1), how, dataset);
        new ExportSeal(plan, dataset).seal(parts);
        DatasetFiles.assertEqual(expected, DatasetFiles.of(temp.resolve("stopped")), "after the stop");
    }

    @Test
    void aPartOfAnotherPlanIsNamed() throws IOException {
        final Case how = Case.Z_RANGES;
        final ExportPlan plan = how.plan();
        final List<ExportPart> parts = parts(plan, how);
        final LocalDataset dataset = new LocalDataset(temp.resolve("other"));
        for (final ExportPart part : parts) run(plan, part, how, dataset);
        assertEquals(
                "The export to " + dataset.shown() + " cannot be finished: part 1 of 3 was made from a different image"
                        + " or with different options. Run it again.",
                refusal(plan.with("f00d", plan.chunk()), parts, dataset));
    }
}
