package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.zip.Adler32;
import sc.fiji.neuroglancer.address.WebAddress;

/**
 * WebDAV in memory, like that of common servers or of a dCache door. In {@link DavHandlerIT}, litmus checks that it is
 * WebDAV, except for setting properties, which no upload needs.
 */
public final class DavHandler implements ScriptedServer.Handler {

    /** The key that opens the door of a pool once. */
    public static final String ONE_SHOT = "dcache-http-uuid=0n3-sh0t";

    private static final String CHECKSUMS = "http://www.dcache.org/2013/webdav";

    /** Files by path. */
    public final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();
    /** Folders by path, without final slash. */
    public final Set<String> folders = new ConcurrentSkipListSet<>(Set.of(""));
    /** Paths that are listed without their size. */
    public final Set<String> unsized = ConcurrentHashMap.newKeySet();
    /** Like dCache: creates parents, reports checksums, refuses bodies that do not match. */
    public volatile boolean dCache;
    /** Where a dCache door sends clients that expect 100-continue; it forwards the files of others itself. */
    public volatile URI pool;
    /** A PUT over a file is 409. */
    public volatile boolean refusesOverwrite;
    /** The only Authorization accepted; null for any. */
    public volatile String login;

    @Override
    public void answer(final ScriptedServer.Call call) throws IOException {
        if (login != null && !login.equals(call.header("Authorization"))) {
            call.body();
            call.answer(401, "WWW-Authenticate: Bearer");
            return;
        }
        final String path = call.path.endsWith("/") ? call.path.substring(0, call.path.length() - 1) : call.path;
        switch (call.method) {
            case "PUT":
                put(call, path);
                break;
            case "GET":
                get(call, path);
                break;
            case "DELETE":
                delete(call, path);
                break;
            case "MKCOL":
                mkcol(call, path);
                break;
            case "COPY":
            case "MOVE":
                transfer(call, path);
                break;
            case "OPTIONS":
                call.body();
                call.answer(200, "DAV: 1", "Allow: OPTIONS, GET, PUT, DELETE, MKCOL, COPY, MOVE, PROPFIND");
                break;
            case "PROPFIND":
                propfind(call, path);
                break;
            default:
                call.answer(405);
        }
    }

    private static String parent(final String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private void put(final ScriptedServer.Call call, final String path) throws IOException {
        if (pool != null && call.header("Expect") != null) {
            redirectToPool(call);
            return;
        }
        if (dCache) makeFolders(path);
        final boolean exists = files.containsKey(path);
        if (exists && dCache && !refusesOverwrite) files.remove(path); // a dCache deletes, then creates
        final byte[] body = call.body();
        if (!folders.contains(parent(path)) || exists && refusesOverwrite || folders.contains(path)) {
            call.answer(409);
            return;
        }
        final String md5 = call.header("Content-MD5");
        if (dCache && md5 != null && !md5.equals(md5(body))) {
            call.answer(400);
            return;
        }
        files.put(path, body);
        final int status = exists ? 204 : 201;
        if (dCache && call.header("Want-Digest") != null) call.answer(status, "Digest: adler32=" + adler32(body));
        else call.answer(status);
    }

    /** As a door does: the pool gets the body, at an address that is valid once. */
    public void redirectToPool(final ScriptedServer.Call call) throws IOException {
        call.answer(307, "Location: " + pool.resolve("." + call.rawPath) + "?" + ONE_SHOT);
        call.hangUp();
    }

    /** As a pool does: accepts what the door sent, without login and with only two content headers. */
    public void answerAsPool(final ScriptedServer.Call call) throws IOException {
        final boolean refuses = call.headerNames().stream()
                .anyMatch(h -> h.startsWith("content-") && !h.equals("content-length") && !h.equals("content-md5"));
        if (refuses || call.header("Authorization") != null || !call.rawPath.endsWith("?" + ONE_SHOT)) {
            call.body();
            call.answer(501);
        } else put(call, call.path);
    }

    /** Like a server that needs no MKCOL. */
    public void makeFolders(final String path) {
        for (String p = parent(path); folders.add(p) && !p.isEmpty(); ) p = parent(p);
    }

    static String md5(final byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String adler32(final byte[] body) {
        final Adler32 adler = new Adler32();
        adler.update(body);
        return String.format("%08x", adler.getValue());
    }

    private void get(final ScriptedServer.Call call, final String path) throws IOException {
        final byte[] file = files.get(path);
        if (file == null) {
            if (folders.contains(path)) call.answer(301, "Location: " + call.rawPath + "/");
            else call.answer(404);
            return;
        }
        final String range = call.header("Range");
        if (range == null) {
            call.answer(200, file);
            return;
        }
        final String[] ends = range.substring("bytes=".length()).split("-");
        final long from = Long.parseLong(ends[0]);
        if (from >= file.length) {
            call.answer(416);
            return;
        }
        final int to = (int) Math.min(Long.parseLong(ends[1]), file.length - 1);
        call.answer(206, java.util.Arrays.copyOfRange(file, (int) from, to + 1));
    }

    private void delete(final ScriptedServer.Call call, final String path) throws IOException {
        call.body();
        if (call.rawPath.contains("#")) call.answer(400); // fragments must not be sent to servers
        else call.answer(remove(path) ? 204 : 404);
    }

    private boolean exists(final String path) {
        return files.containsKey(path) || folders.contains(path);
    }

    /** Removes a file, or a folder with everything in it; returns whether it existed. */
    private boolean remove(final String path) {
        final boolean found = files.remove(path) != null | folders.remove(path);
        files.keySet().removeIf(f -> f.startsWith(path + "/"));
        folders.removeIf(f -> f.startsWith(path + "/"));
        return found;
    }

    private void mkcol(final ScriptedServer.Call call, final String path) throws IOException {
        if (call.body().length > 0) call.answer(415);
        else if (exists(path)) call.answer(405);
        else if (!folders.contains(parent(path))) call.answer(409);
        else if (folders.add(path)) call.answer(201);
        else call.answer(405);
    }

    private void transfer(final ScriptedServer.Call call, final String path) throws IOException {
        call.body();
        final String to = URI.create(call.header("Destination")).getPath().replaceAll("/$", "");
        final boolean exists = exists(to);
        if (!exists(path)) call.answer(404);
        else if (to.equals(path)) call.answer(403);
        else if (!folders.contains(parent(to))) call.answer(409);
        else if (exists && "F".equals(call.header("Overwrite"))) call.answer(412);
        else {
            final boolean moves = call.method.equals("MOVE");
            if (files.containsKey(path)) files.put(to, moves ? files.remove(path) : files.get(path));
            else transferFolder(path, to, moves || !"0".equals(call.header("Depth")), moves);
            call.answer(exists ? 204 : 201);
        }
    }

    private void transferFolder(final String path, final String to, final boolean deep, final boolean moves) {
        remove(to);
        folders.add(to);
        if (deep) {
            below(path).forEach((key, value) -> files.put(to + "/" + key, value));
            for (final String f : folders) if (f.startsWith(path + "/")) folders.add(to + f.substring(path.length()));
        }
        if (moves) remove(path);
    }

    private void propfind(final ScriptedServer.Call call, final String path) throws IOException {
        call.body();
        if (!folders.contains(path) && !files.containsKey(path)) {
            call.answer(404);
            return;
        }
        final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\">");
        final Set<String> shown = new TreeSet<>();
        shown.add(path);
        if ("1".equals(call.header("Depth"))) {
            for (final String f : files.tailMap(path + "/").keySet())
                if (parent(f).equals(path)) shown.add(f);
            for (final String f : folders) if (parent(f).equals(path) && !f.equals(path)) shown.add(f);
        }
        for (final String f : shown) response(xml, f);
        final byte[] text = xml.append("</d:multistatus>").toString().getBytes(StandardCharsets.UTF_8);
        call.answer(207, text, "Content-Type: application/xml");
    }

    private void response(final StringBuilder xml, final String path) {
        final byte[] file = files.get(path);
        xml.append("<d:response><d:href>").append(WebAddress.encode(path.isEmpty() ? "/" : path));
        xml.append(file == null ? "/</d:href>" : "</d:href>");
        xml.append("<d:propstat><d:prop>");
        if (file == null) xml.append("<d:resourcetype><d:collection/></d:resourcetype>");
        else if (!unsized.contains(path)) {
            xml.append("<d:resourcetype/><d:getcontentlength>")
                    .append(file.length)
                    .append("</d:getcontentlength>");
            if (dCache) {
                xml.append("<c:Checksums xmlns:c=\"" + CHECKSUMS + "\">adler32=");
                xml.append(adler32(file)).append(",md5=x</c:Checksums>");
            }
        }
        xml.append("</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>");
        xml.append("<d:propstat><d:prop><d:getetag/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>");
        xml.append("</d:response>");
    }

    /** The files below a folder, by their keys. */
    public Map<String, byte[]> below(final String folder) {
        final Map<String, byte[]> found = new ConcurrentSkipListMap<>();
        files.forEach((path, value) -> {
            if (path.startsWith(folder + "/")) found.put(path.substring(folder.length() + 1), value);
        });
        return found;
    }
}
