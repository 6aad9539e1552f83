package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.message.Voice;

class UploadableTest {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "cells.csv, cells.csv, this file as it is, the export-points command",
        "RoiSet.ZIP, RoiSet.ZIP, this file as it is, Export Points for Neuroglancer",
        "brain.tif, brain.tif, this file as it is, the export-image command",
        "slices/z001.tif, slices, this folder as it is, Export Image for Neuroglancer",
        "tables/a.tsv, tables, this folder as it is, the export-points command"
    })
    void whatNoViewerShowsIsSaid(final String file, final String place, final String what, final String how)
            throws IOException {
        make(file);
        final Voice voice = how.startsWith("the ") ? Voice.SHELL : Voice.MACRO;
        final String note = Uploadable.note(dir.resolve(place)).in(voice);
        assertTrue(note.startsWith(". No viewer can show " + what + ": make a dataset of it with "), note);
        assertTrue(note.contains(how), note);
    }

    @ParameterizedTest
    @CsvSource({
        "b.ome.zarr/.zattrs, b.ome.zarr", "b.zarr/zarr.json, b.zarr", "points/info, points",
        "all/b.ome.zarr/.zattrs, all", "x.n5/attributes.json, x.n5", "brain.nii.gz, brain.nii.gz",
        "state.json, state.json", "unknown/thing, unknown", "empty/, empty"
    })
    void whatAViewerMayShowIsNotSpokenOf(final String file, final String place) throws IOException {
        make(file);
        if (Files.isDirectory(dir.resolve(place))) make(place + "/preview.png");
        if (place.equals("empty") || place.equals("unknown")) Files.delete(dir.resolve(place + "/preview.png"));
        assertEquals("", Uploadable.note(dir.resolve(place)).toString());
    }

    private void make(final String file) throws IOException {
        final Path path = dir.resolve(file);
        Files.createDirectories(file.endsWith("/") ? path : path.getParent());
        if (!file.endsWith("/")) Files.writeString(path, "x");
    }
}
