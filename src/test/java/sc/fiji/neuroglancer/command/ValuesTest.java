package sc.fiji.neuroglancer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.task.InputException;

class ValuesTest {

    private static final List<Key> KEYS = List.of(
            Key.folder("folder", "where"),
            Key.text("name", "cells", "what it is called"),
            Key.choice("format", List.of("OME-Zarr 0.4", "OME-Zarr 0.5"), "which"),
            Key.flag("crop", false, "whether"),
            Key.number("levels", 7, "how many"));

    @Test
    void hasTheDefaultOfWhatIsNotGiven() {
        final Values values = Values.of(KEYS, Map.of());
        assertEquals("", values.text("folder"));
        assertEquals("cells", values.text("name"));
        assertEquals("OME-Zarr 0.4", values.text("format"));
        assertFalse(values.flag("crop"));
        assertEquals(7, values.number("levels"));
    }

    @Test
    void takesWhatIsGivenInAnyCase() {
        final Values values = Values.of(
                KEYS, Map.of("folder", " /a b ", "format", " ome-zarr 0.5", "crop", "TRUE ", "levels", " 3 "));
        assertEquals(" /a b ", values.text("folder"), "text is left alone");
        assertEquals("OME-Zarr 0.5", values.text("format"));
        assertTrue(values.flag("crop"));
        assertEquals(3, values.number("levels"));
        assertEquals(3, Values.of(KEYS, Map.of("levels", "3.0")).number("levels"));
    }

    @Test
    void takesTheLastWordOfAChoice() {
        assertEquals("OME-Zarr 0.5", Values.of(KEYS, Map.of("format", "0.5")).text("format"));
        final List<Key> codecs = List.of(Key.choice("codec", List.of("Blosc zstd", "Zstd"), "which"));
        assertEquals("Zstd", Values.of(codecs, Map.of("codec", "zstd")).text("codec"), "the whole name wins");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format|OME-Zarr 0.3|format 'OME-Zarr 0.3' is not known: choose OME-Zarr 0.4, OME-Zarr 0.5.",
                "crop|yes|crop 'yes' cannot be used: give true or false.",
                "levels|2.5|levels '2.5' cannot be used: give a whole number.",
                "levels||levels '' cannot be used: give a whole number.",
                "levels|NaN|levels 'NaN' cannot be used: give a whole number.",
                "levels|many|levels 'many' cannot be used: give a whole number.",
                "levels|99999999999|levels '99999999999' cannot be used: give a whole number.",
                "level|3|'level' is not known here: use folder, name, format, crop, levels."
            })
    void saysWhatIsWrongAndWhatToDo(final String key, final String value, final String sentence) {
        final InputException e =
                assertThrows(InputException.class, () -> Values.of(KEYS, Map.of(key, value == null ? "" : value)));
        assertEquals(sentence, e.getMessage());
    }

    @Test
    void knowsNoOtherKeys() {
        final Values values = Values.of(KEYS, Map.of());
        assertThrows(IllegalArgumentException.class, () -> values.text("threads"));
    }
}
