package sc.fiji.neuroglancer.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fiji.neuroglancer.store.StoredEntry;
import sc.fiji.neuroglancer.task.InputException;

class CopyJournalTest {

    @TempDir
    Path temp;

    private CopyJournal open(final String source) throws IOException {
        return CopyJournal.open(temp, "https://host/data/", source);
    }

    @Test
    void whatWasAddedIsKnownNextTime() throws IOException {
        try (CopyJournal journal = open("a")) {
            assertFalse(journal.hasBegun());
            for (long i = 1; i < 5000; i++) journal.add(-i * i);
            journal.setCleared();
        }
        try (CopyJournal journal = open("a")) {
            assertTrue(journal.hasBegun() && journal.isCleared());
            for (long i = 1; i < 5000; i++) assertTrue(journal.has(-i * i));
            assertFalse(journal.has(-2));
            journal.setDone();
        }
        try (CopyJournal journal = open("a")) {
            assertFalse(journal.isCleared());
            journal.restart();
        }
        try (CopyJournal journal = open("a")) {
            assertFalse(journal.hasBegun() || journal.has(-1));
        }
    }

    /** The user must learn that it is this disk that is full, in any language of the system. */
    @Test
    void aFullDiskIsThatOfTheJournal() throws IOException {
        final Path full = Paths.get("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        final Path file;
        try (CopyJournal journal = open("a")) {
            file = journal.beside(".journal");
        }
        Files.delete(file);
        Files.createSymbolicLink(file, full);
        try (CopyJournal journal = open("a")) {
            final FileSystemException e = assertThrows(FileSystemException.class, () -> journal.add(5));
            assertEquals(file.toString(), e.getFile());
        }
    }

    @Test
    void anotherSourceStartsAnew() throws IOException {
        try (CopyJournal journal = open("a")) {
            journal.add(5);
        }
        try (CopyJournal journal = open("b")) {
            assertFalse(journal.has(5));
        }
    }

    @Test
    void aLineWithoutItsEndCountsForNothing() throws IOException {
        try (CopyJournal journal = open("a")) {
            journal.add(5);
        }
        final Path file = temp.resolve(temp.toFile().list()[0]);
        Files.writeString(file, "0000000000000007", StandardOpenOption.APPEND);
        try (CopyJournal journal = open("a")) {
            assertTrue(journal.has(5));
            assertFalse(journal.has(7));
            journal.add(8);
        }
        try (CopyJournal journal = open("a")) {
            assertTrue(journal.has(5) && journal.has(8) && !journal.has(7));
        }
    }

    @Test
    void itHoldsNoNames() throws IOException {
        try (CopyJournal journal = CopyJournal.open(temp, "https://host/secret-place/", "/home/me/secret-place")) {
            journal.add(5);
        }
        final Path file = temp.resolve(temp.toFile().list()[0]);
        assertFalse((file + Files.readString(file)).contains("secret-place"));
    }

    @Test
    void oneAtATime() throws IOException {
        try (CopyJournal journal = open("a")) {
            assertThrows(InputException.class, () -> open("a"));
            journal.add(1);
        }
    }

    @Test
    void setsAndListingsAreAsJavas() {
        final Random random = new Random(3);
        final Set<Long> known = new HashSet<>();
        final LongSet set = new LongSet();
        final Map<String, Long> sizes = new HashMap<>();
        final Listing listing = new Listing();
        for (int i = 0; i < 20_000; i++) {
            final long value = 1 + random.nextInt(30_000);
            assertEquals(known.add(value), set.add(value));
            sizes.put("c" + value, value);
            listing.add(new StoredEntry("c" + value, false, value, value % 3 == 0 ? value : StoredEntry.UNKNOWN));
        }
        assertEquals(sizes.size(), listing.count());
        for (long value = 1; value <= 30_000; value++) {
            assertEquals(known.contains(value), set.has(value));
            assertEquals(sizes.getOrDefault("c" + value, StoredEntry.UNKNOWN), listing.size("c" + value));
            final boolean summed = known.contains(value) && value % 3 == 0;
            assertEquals(summed ? value : StoredEntry.UNKNOWN, listing.adler32("c" + value));
        }
    }
}
