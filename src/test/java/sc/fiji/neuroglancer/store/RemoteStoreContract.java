package sc.fiji.neuroglancer.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every remote store does, in addition to what every store does. */
public abstract class RemoteStoreContract extends StoreContract {

    private static final byte[] VALUE = "chunk".getBytes(StandardCharsets.UTF_8);

    private RemoteStore remote;

    @Override
    protected abstract RemoteStore emptyStore() throws Exception;

    @BeforeEach
    void openRemote() throws Exception {
        remote = emptyStore();
    }

    private List<StoredEntry> list(final String folder) throws StoreException {
        final List<StoredEntry> entries = new ArrayList<>();
        remote.list(folder, RemoteStore.EntryListener.into(entries));
        entries.sort(Comparator.comparing(StoredEntry::name));
        return entries;
    }

    @Test
    void whatIsPutIsListedAsItWasSent() throws StoreException {
        final Digests sent = remote.put("0/1/2", Body.of(VALUE, VALUE.length));
        assertEquals(VALUE.length, sent.length());
        assertEquals("Wo9Poq6rVDGIjuihjOO86g==", sent.md5());
        assertEquals(0x63a021aL, sent.adler32());
        assertTrue(sent.matches(remote.stat("0/1/2")));
        assertEquals(1, list("0/1").size());
        assertTrue(sent.matches(list("0/1").get(0)));
        assertArrayEquals(VALUE, remote.read("0/1/2").orElseThrow());
    }

    @Test
    void aListingShowsFilesAndFoldersOfOneFolder() throws StoreException {
        remote.write("a", VALUE);
        remote.write("f/b", VALUE);
        remote.write("f/g/c", VALUE);
        assertEquals(List.of("a", "f"), list("").stream().map(StoredEntry::name).toList());
        assertEquals(
                List.of(false, true),
                list("f").stream().map(StoredEntry::isFolder).toList());
        assertEquals(List.of(), list("missing"));
    }

    @Test
    void whatDoesNotExistHasNoEntry() throws StoreException {
        assertFalse(remote.stat("0/1/2").exists());
        remote.write("0/1/2", VALUE);
        assertTrue(remote.stat("0/1/2").exists());
        remote.delete("0/1/2");
        assertFalse(remote.stat("0/1/2").exists());
    }

    @Test
    void publishingReplaces() throws StoreException {
        remote.publish("zarr.json", "{}".getBytes(StandardCharsets.UTF_8));
        remote.publish("zarr.json", VALUE);
        assertArrayEquals(VALUE, remote.read("zarr.json").orElseThrow());
        assertEquals(1, list("").size(), "no temporary file is left");
    }

    @Test
    void theWholeFolderIsDeleted() throws StoreException {
        assertFalse(remote.exists());
        remote.write("f/g/c", VALUE);
        remote.write("a", VALUE);
        assertTrue(remote.exists());
        remote.deleteAll();
        assertEquals(List.of(), list(""));
        assertFalse(remote.stat("f/g/c").exists());
        remote.deleteAll();
    }
}
