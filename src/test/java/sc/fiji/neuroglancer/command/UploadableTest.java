package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadableTest {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "cells.csv, cells.csv, this file as it is, export-points in a shell",
        "RoiSet.ZIP, RoiSet.ZIP, this file as it is, Export Points for Neuroglancer...",
        "brain.tif, brain.tif, this file as it is, export-image in a shell",
        "slices/z001.tif, slices, this folder as it is, Export Image for Neuroglancer...",
        "tables/a.tsv, tables, this folder as it is, export-points in a shell"
    })
    void whatNoViewerShowsIsSaid(final String file, final String place, final String what, final String how)
            throws IOException {
        make(file);
        final String note = Uploadable.note(dir.resolve(place));
        assertTrue(note.startsWith(". No viewer shows " + what + ": make a dataset of it ("), note);
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
        assertEquals("", Uploadable.note(dir.resolve(place)));
    }

    private void make(final String file) throws IOException {
        final Path path = dir.resolve(file);
        Files.createDirectories(file.endsWith("/") ? path : path.getParent());
        if (!file.endsWith("/")) Files.writeString(path, "x");
    }
}
