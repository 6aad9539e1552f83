package sc.fiji.neuroglancer.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends StoreContract {

    private static final byte[] VALUE = {1, 2, 3};

    @TempDir
    Path folder;

    private DirectoryStore store;

    @Override
    protected Store emptyStore() {
        return new DirectoryStore(folder.resolve("not there/yet"));
    }

    @BeforeEach
    void openHere() {
        store = new DirectoryStore(folder);
    }

    private static List<String> keys(final Store store) throws StoreException {
        final List<String> keys = new ArrayList<>();
        store.walk("", (key, size) -> keys.add(key));
        return keys;
    }

    private static List<String> files(final Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(p -> folder.relativize(p).toString())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private String refused() {
        final StoreException e = assertThrows(StoreException.class, () -> keys(store));
        return e.getMessage();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatCannotBeReadByItsKeyIsNamed() throws IOException {
        final Path file = Files.write(folder.resolve("a\\b"), VALUE);
        assertEquals(file + " has a name that cannot be used: rename it without \\ and unusual characters.", refused());
    }

    /** git-annex leaves such links when content was not fetched; a copy without them would lack chunks. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksThatLeadNowhereAreNamed() throws IOException {
        store.write("a", VALUE);
        Files.createSymbolicLink(folder.resolve(".#a"), Paths.get("lena@computer.123"));
        assertEquals(List.of("a"), keys(store), "an editor's mark is no file");
        final Path link = Files.createSymbolicLink(folder.resolve("b"), Paths.get(".git/annex/objects/xyz"));
        assertEquals(link + " is a broken link: restore its target, or remove it.", refused());
        Files.delete(link);
        final Path circle = Files.createSymbolicLink(folder.resolve("c"), folder);
        assertEquals(
                "Could not list " + folder + ": " + circle + " leads back to a folder that contains it. Remove it.",
                refused());
    }

    @Test
    void aKeyIsAFile() throws IOException {
        store.write("a/b", VALUE);
        assertEquals(List.of(Paths.get("a", "b").toString()), files(folder));
        assertArrayEquals(VALUE, Files.readAllBytes(folder.resolve("a").resolve("b")));
        assertEquals(folder.toString(), store.location());
        assertEquals(folder, store.root());
    }

    @Test
    void aLeftOverPartIsNoValueAndIsReplaced() throws IOException {
        final Path part =
                Files.write(Files.createDirectories(folder.resolve("a")).resolve(".b.part"), new byte[100]);
        assertEquals(List.of(), keys(store));
        assertEquals(Optional.empty(), store.read("a/.b.part"));
        assertEquals(Optional.empty(), store.read("a/.b.part", 0, 1));
        assertEquals(OptionalLong.empty(), store.size("a/.b.part"));
        assertThrows(IllegalArgumentException.class, () -> store.write("a/.b.part", VALUE));
        store.write("a/b", VALUE);
        assertArrayEquals(VALUE, store.read("a/b").get());
        assertFalse(Files.exists(part));
    }

    @Test
    void aFolderThatSomebodyDeletedIsMadeAgain() throws IOException {
        store.write("a/b/1", VALUE);
        new DirectoryStore(folder).deleteAll("a");
        store.write("a/b/2", VALUE);
        assertEquals(List.of("a/b/2"), keys(store));
    }

    @Test
    void deleteAllTakesPartsAndLeavesTheRest() throws IOException {
        store.write("a/b/1", VALUE);
        store.write("ab", VALUE);
        Files.write(folder.resolve("a").resolve(".c.part"), VALUE);
        store.deleteAll("a");
        store.deleteAll("a");
        assertEquals(List.of("ab"), files(folder));
        assertFalse(Files.exists(folder.resolve("a")));
        store.deleteAll("");
        assertFalse(Files.exists(folder));
    }

    @Test
    void deleteAllDoesNotFollowLinks() throws IOException {
        final Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.write(outside.resolve("precious"), VALUE);
        store.write("a/1", VALUE);
        assumeTrue(link(folder.resolve("a").resolve("link"), outside));
        store.deleteAll("a");
        assertTrue(Files.exists(outside.resolve("precious")));
    }

    @Test
    void aWalkFollowsLinksAsReadersDo() throws IOException {
        store.write("data/0/0", VALUE);
        final Path link = folder.resolve("link");
        assumeTrue(link(link, folder.resolve("data")));
        assertEquals(List.of("0/0"), keys(new DirectoryStore(link)));
        assertEquals(
                List.of("data/0/0", "link/0/0"), keys(store).stream().sorted().collect(Collectors.toList()));
    }

    @Test
    void aCircleOfLinksIsAnError() throws IOException {
        store.write("a/1", VALUE);
        assumeTrue(link(folder.resolve("a").resolve("up"), folder));
        assertThrows(StoreException.class, () -> keys(store));
    }

    private static boolean link(final Path link, final Path target) {
        try {
            Files.createSymbolicLink(link, target);
            return true;
        } catch (final IOException | UnsupportedOperationException e) { // Windows without permission to create links
            return false;
        }
    }

    @Test
    void aFileInTheWayOfAFolderIsAnErrorThatNamesIt() throws IOException {
        store.write("a", VALUE);
        final StoreException e = assertThrows(StoreException.class, () -> store.write("a/b", VALUE));
        assertEquals("a/b", e.key());
        assertTrue(e.getMessage().contains(folder.resolve("a").toString()), e.getMessage());
        assertTrue(e.getMessage().endsWith(". Choose another folder."), e.getMessage());
    }

    @Test
    void whereNoFolderCanBeMadeAnotherIsToBeChosen() {
        assumeTrue(Files.isDirectory(Paths.get("/proc/self")), "no folder can be made in there, even by root");
        final StoreException e = assertThrows(
                StoreException.class, () -> new DirectoryStore(Paths.get("/proc/none")).write("a/b", VALUE));
        final String end = "/proc/none/a/b: nothing can be created at /proc/none. Choose another folder.";
        assertTrue(e.getMessage().endsWith(end), e.getMessage());
    }

    @Test
    void aFolderWithoutWritePermissionSaysSo() throws IOException {
        // Root may write everywhere except in the kernel's own file system, where no file can be created.
        final Path locked = isRoot() ? Paths.get("/sys/kernel") : Files.createDirectory(folder.resolve("locked"));
        assumeTrue(isRoot() ? Files.isDirectory(locked) : locked.toFile().setWritable(false));
        final StoreException e =
                assertThrows(StoreException.class, () -> new DirectoryStore(locked).write("value", VALUE));
        assertTrue(e.getMessage().contains("permission denied. Choose a folder"), e.getMessage());
        assertTrue(e.getMessage().contains(locked.resolve("value").toString()), e.getMessage());
    }

    @Test
    void aFullDiskIsToldAndLeavesNoPart() throws IOException, InterruptedException {
        final Path disk = mount("size=64k");
        try {
            final DirectoryStore small = new DirectoryStore(disk);
            small.write("a/old", VALUE);
            final StoreException e = assertThrows(StoreException.class, () -> small.write("a/big", new byte[200_000]));
            assertTrue(e.getMessage().contains("the disk is full. Free some space"), e.getMessage());
            assertTrue(e.getMessage().contains(disk.resolve("a").resolve("big").toString()), e.getMessage());
            assertEquals(List.of("a/old"), files(disk));
            small.write("a/small", new byte[20_000]);
            assertEquals(20_000, small.size("a/small").getAsLong());
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void aReadOnlyDiskSaysSo() throws IOException, InterruptedException {
        final Path disk = mount("ro");
        try {
            final StoreException e =
                    assertThrows(StoreException.class, () -> new DirectoryStore(disk).write("a/b", VALUE));
            assertTrue(e.getMessage().contains("Choose a folder you may write to"), e.getMessage());
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Returns a new small disk, or skips the test where none can be created. */
    private Path mount(final String options) throws IOException, InterruptedException {
        assumeTrue(isRoot() && Files.exists(Paths.get("/proc/mounts")), "only root on Linux can mount a disk");
        final Path disk = Files.createDirectory(folder.resolve("disk"));
        final int code = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString());
        final boolean mounted =
                Files.readAllLines(Paths.get("/proc/mounts")).stream().anyMatch(line -> line.contains(disk.toString()));
        if (mounted && code != 0 && "required".equals(System.getenv("NEUROGLANCER_FIJI_E2E")))
            fail("mount failed with " + code + " although the disk is there");
        assumeTrue(mounted, "this machine lets no one mount a disk");
        return disk;
    }

    private static int run(final String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void knowsTheRoomOfTheDiskThatAFolderWillBeOn() throws IOException {
        final Path later = folder.resolve("not/yet/there");
        final long free = new DirectoryStore(later).freeBytes();
        final long disk = Files.getFileStore(folder).getTotalSpace();
        assertTrue(free > 0 && free <= disk, free + " of " + disk);
        assertFalse(Files.exists(later));
    }

    /** {@code /proc} has no size, like some network drives. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theRoomOfADiskWithoutSizeIsUnknown() {
        assertEquals(DirectoryStore.UNKNOWN, new DirectoryStore(Paths.get("/proc")).freeBytes());
    }
}
