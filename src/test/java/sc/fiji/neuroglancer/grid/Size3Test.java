package sc.fiji.neuroglancer.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;

class Size3Test {

    @Test
    void givesWhatItWasMadeOf() {
        final Size3 size = Size3.of(2, 3, 5);
        assertEquals(2, size.x());
        assertEquals(3, size.y());
        assertEquals(5, size.z());
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(new int[] {2, 3, 5}[axis], size.get(axis));
            assertEquals(7, size.with(axis, 7).get(axis));
        }
        assertEquals(Size3.of(2, 7, 5), size.with(1, 7));
        assertEquals(30, size.product());
        assertEquals(5, size.max());
        assertEquals("2 x 3 x 5", size.toString());
        assertThrows(IndexOutOfBoundsException.class, () -> size.get(3));
    }

    @Test
    void comparesAllThree() {
        assertEquals(Size3.of(2, 3, 5), Size3.of(2, 3, 5));
        assertEquals(Size3.of(2, 3, 5).hashCode(), Size3.of(2, 3, 5).hashCode());
        for (int axis = 0; axis < 3; axis++) assertNotEquals(Size3.ONE, Size3.ONE.with(axis, 2));
    }

    @Test
    void refusesNothing() {
        assertThrows(IllegalArgumentException.class, () -> Size3.of(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Size3.of(1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> Size3.of(1, 1, 0));
    }

    @Test
    void neverWrapsAround() {
        final int max = Integer.MAX_VALUE;
        assertEquals(Size3.ONE, Size3.of(max, max, max).ceilDiv(Size3.of(max, max, max)));
        assertEquals((long) max * max, Size3.of(max, max, 1).product());
        assertThrows(ArithmeticException.class, () -> Size3.of(max, max, max).product());
        assertThrows(ArithmeticException.class, () -> Size3.of(max, 1, 1).times(Size3.of(2, 1, 1)));
    }

    @Property
    void boxesCoverAndNoneIsTooMany(
            @ForAll @Positive final int n, @ForAll @IntRange(min = 1, max = 100_000) final int box) {
        final long boxes = Size3.of(1, n, 1).ceilDiv(Size3.of(1, box, 1)).y();
        assertEquals(true, boxes * box >= n && (boxes - 1) * box < n);
    }

    @Property
    void timesThenDividedIsTheSame(
            @ForAll @IntRange(min = 1, max = 40_000) final int a,
            @ForAll @IntRange(min = 1, max = 40_000) final int b) {
        final Size3 factor = Size3.of(b, 1, a);
        assertEquals(Size3.of(a, b, 3), Size3.of(a, b, 3).times(factor).ceilDiv(factor));
    }
}
