package sc.fiji.neuroglancer.ome;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.grid.Size3;
import sc.fiji.neuroglancer.grid.Unit;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.image.ImageMetadata;

class AxesTest {

    private static final long[] INDEX = {9, 8, 7, 6, 5};

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, yx", "5, 1, 1, zyx", "1, 3, 1, cyx", "5, 3, 1, czyx",
        "1, 1, 4, tyx", "5, 1, 4, tzyx", "1, 3, 4, tcyx", "5, 3, 4, tczyx",
    })
    void holdsWhatTheImageHas(final int z, final int channels, final int frames, final String names) {
        final Axes axes = Axes.of(Samples.plain(z, channels, frames).build());
        assertEquals(names, String.join("", axes.names()));
        final long[] shape = names.chars()
                .mapToLong(name -> new long[] {frames, channels, z, 30, 40}["tczyx".indexOf(name)])
                .toArray();
        assertArrayEquals(shape, axes.shape(Size3.of(40, 30, z), channels, frames));
        final int[] chunk = names.chars()
                .map(name -> new int[] {1, 1, 16, 32, 64}["tczyx".indexOf(name)])
                .toArray();
        assertArrayEquals(chunk, axes.chunkShape(Size3.of(64, 32, 16)));
        final long[] index =
                names.chars().mapToLong(name -> INDEX["tczyx".indexOf(name)]).toArray();
        assertArrayEquals(index, axes.chunkIndex(9, 8, 7, 6, 5));
    }

    @Test
    void typesAndUnits() {
        final ImageMetadata image = Samples.plain(2, 2, 2)
                .spaceUnit(Units.byName("nanometer"))
                .timeUnit(Units.byName("minute"))
                .build();
        final List<String> axes =
                Axes.of(image).list().stream().map(OmeAxis::toString).collect(Collectors.toList());
        assertEquals(
                List.of("t:time:minute", "c:channel", "z:space:nanometer", "y:space:nanometer", "x:space:nanometer"),
                axes);
    }

    @Test
    void withoutUnitsThereAreNone() {
        for (final OmeAxis axis : Axes.of(Samples.plain(2, 2, 2).build()).list()) {
            assertEquals(Unit.NONE, axis.unit());
            assertEquals("", axis.unitText());
        }
    }
}
