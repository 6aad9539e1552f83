package sc.fiji.neuroglancer.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.message.Message;

/** What every store does. The test of a store extends it and supplies an empty store. */
@Timeout(60)
public abstract class StoreContract {

    private Store store;

    /** Returns a new store without values. */
    protected abstract Store emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    private static byte[] bytes(final int... values) {
        final byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    private Map<String, Long> walk(final String folder) throws StoreException {
        final Map<String, Long> found = new TreeMap<>();
        store.walk(folder, (key, size) -> assertEquals(null, found.put(key, size), () -> "twice: " + key));
        return found;
    }

    @Test
    void anEmptyStoreHasNothing() throws StoreException {
        assertEquals(Optional.empty(), store.read("a/b"));
        assertEquals(Optional.empty(), store.read("a/b", 0, 1));
        assertEquals(OptionalLong.empty(), store.size("a/b"));
        assertEquals(Map.of(), walk(""));
        assertEquals(Map.of(), walk("a"));
        store.delete("a/b");
    }

    @Test
    void whatIsWrittenIsRead() throws StoreException {
        store.write(".zattrs", bytes(1, 2, 3));
        store.write("0/0/0", bytes(9, 8, 7, 6), 2);
        store.write("empty", new byte[0]);
        assertArrayEquals(bytes(1, 2, 3), store.read(".zattrs").get());
        assertArrayEquals(bytes(9, 8), store.read("0/0/0").get());
        assertArrayEquals(bytes(), store.read("empty").get());
        assertEquals(OptionalLong.of(2), store.size("0/0/0"));
        assertEquals(OptionalLong.of(0), store.size("empty"));
        assertEquals(Map.of(".zattrs", 3L, "0/0/0", 2L, "empty", 0L), walk(""));
    }

    @Test
    void theCallersArraysStayTheCallers() throws StoreException {
        final byte[] mine = bytes(1, 2, 3);
        store.write("a", mine);
        mine[0] = 100;
        store.read("a").get()[1] = 100;
        assertArrayEquals(bytes(1, 2, 3), store.read("a").get());
    }

    @Test
    void aSecondWriteReplacesTheFirst() throws StoreException {
        store.write("a", bytes(1, 2, 3, 4, 5));
        store.write("a", bytes(6));
        assertArrayEquals(bytes(6), store.read("a").get());
        assertEquals(Map.of("a", 1L), walk(""));
    }

    @Test
    void everyRangeInsideAValueIsRead() throws StoreException {
        final byte[] value = bytes(10, 11, 12, 13, 14);
        store.write("a", value);
        for (int from = 0; from <= value.length; from++) {
            for (int to = from; to <= value.length; to++) {
                assertArrayEquals(
                        Arrays.copyOfRange(value, from, to),
                        store.read("a", from, to - from).get());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,6", "5,1", "6,0", "-1,2", "2,-1", "9223372036854775807,1", "0,2147483647", "4294967296,1"})
    void aRangeThatLeavesTheValueIsAnError(final long offset, final int length) throws StoreException {
        store.write("folder/a", bytes(1, 2, 3, 4, 5));
        final StoreException e = assertThrows(StoreException.class, () -> store.read("folder/a", offset, length));
        assertEquals("folder/a", e.key());
        assertTrue(e.getMessage().contains("only 5"), e.getMessage());
    }

    @Test
    void deletedIsGone() throws StoreException {
        store.write("a/b", bytes(1));
        store.write("a/c", bytes(2));
        store.delete("a/b");
        store.delete("a/b");
        assertEquals(Optional.empty(), store.read("a/b"));
        assertEquals(Map.of("a/c", 1L), walk(""));
    }

    @Test
    void aFolderIsNoValueAndAValueIsNoFolder() throws StoreException {
        store.write("a/b", bytes(1));
        for (final String none : List.of("a", "a/b/c")) {
            assertEquals(Optional.empty(), store.read(none), none);
            assertEquals(Optional.empty(), store.read(none, 0, 0), none);
            assertEquals(OptionalLong.empty(), store.size(none), none);
            store.delete(none);
        }
        assertArrayEquals(bytes(1), store.read("a/b").get());
    }

    @Test
    void aWalkStaysInItsFolder() throws StoreException {
        for (final String key : List.of("a/x", "a/b/c/y", "a.b/z", "ab/z", "a-b", "b/a/x")) store.write(key, bytes(1));
        assertEquals(Map.of("a/x", 1L, "a/b/c/y", 1L), walk("a"));
        assertEquals(Map.of("a/b/c/y", 1L), walk("a/b"));
        assertEquals(Map.of(), walk("c"));
        assertEquals(6, walk("").size());
    }

    @Test
    void aVisitorsErrorEndsTheWalk() throws StoreException {
        store.write("a", bytes(1));
        store.write("b", bytes(1));
        final List<String> seen = new ArrayList<>();
        final StoreException thrown = new StoreException(Message.text("stop"), "test", "", null);
        final StoreException caught = assertThrows(
                StoreException.class,
                () -> store.walk("", (key, size) -> {
                    seen.add(key);
                    throw thrown;
                }));
        assertEquals(thrown, caught);
        assertEquals(1, seen.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a/..", "a\\b", "a\0b"})
    void keysThatLeaveTheStoreAreRefused(final String key) {
        assertThrows(IllegalArgumentException.class, () -> store.read(key));
        assertThrows(IllegalArgumentException.class, () -> store.read(key, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> store.size(key));
        assertThrows(IllegalArgumentException.class, () -> store.write(key, bytes(1)));
        assertThrows(IllegalArgumentException.class, () -> store.delete(key));
        if (!key.isEmpty()) assertThrows(IllegalArgumentException.class, () -> walk(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two words/a b", "Gehäuse/größe.zarr/0", "a#b", "100%/x", "a+b", "..a", "a..", ".zarray", "脳"})
    void namesOfPeopleWork(final String key) throws StoreException {
        store.write(key, bytes(1, 2));
        assertArrayEquals(bytes(1, 2), store.read(key).get());
        assertEquals(Map.of(key, 2L), walk(""));
    }

    @Test
    void manyWritersDoNotDisturbEachOther() throws Exception {
        final int writers = 8;
        final int each = 50;
        final ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            final List<Future<?>> ends = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                final int writer = w;
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) store.write("x/" + i + "/" + writer, bytes(writer, i));
                    return null;
                }));
            }
            for (final Future<?> end : ends) end.get();
        } finally {
            threads.shutdownNow();
        }
        assertEquals(writers * each, walk("").size());
        for (int i = 0; i < each; i++) {
            for (int w = 0; w < writers; w++) {
                assertArrayEquals(bytes(w, i), store.read("x/" + i + "/" + w).get());
            }
        }
    }

    /** While one thread keeps replacing a value, readers and walks must see only complete ones. */
    @Test
    void aValueAppearsWholeOrNotAtAll() throws Exception {
        final int[] lengths = {300_000, 1, 70_000};
        store.write("a/v", filled(lengths[0], 0));
        final AtomicBoolean over = new AtomicBoolean();
        final ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            final Future<?> reader = threads.submit(() -> {
                while (!over.get()) assertWhole(store.read("a/v").get(), lengths);
                return null;
            });
            final Future<?> walker = threads.submit(() -> {
                while (!over.get()) assertEquals(List.of("a/v"), new ArrayList<>(walk("").keySet()));
                return null;
            });
            for (int i = 0; i < 300; i++) store.write("a/v", filled(lengths[i % lengths.length], i));
            over.set(true);
            await(reader);
            await(walker);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private static void await(final Future<?> future) throws Exception {
        try {
            future.get(20, TimeUnit.SECONDS);
        } catch (final ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static byte[] filled(final int length, final int i) {
        final byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) i);
        return bytes;
    }

    private static void assertWhole(final byte[] value, final int[] lengths) {
        assertTrue(Arrays.stream(lengths).anyMatch(n -> n == value.length), "cut to " + value.length);
        for (final byte b : value) assertEquals(value[0], b, "two values in one");
    }

    @Test
    void itsLocationIsForPeople() {
        assertFalse(store.location().isEmpty());
    }
}
