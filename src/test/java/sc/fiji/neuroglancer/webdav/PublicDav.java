package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WebDAV in memory for users who log in; all others may read, including pages of any viewer. */
public final class PublicDav implements ScriptedServer.Handler {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /** What is behind the login. */
    public final DavHandler dav = new DavHandler();

    /** What pages may read, as Access-Control-Allow-Origin; null for nothing. */
    public volatile String allowed = "*";

    /** Whether others may read. */
    public volatile boolean isPublic = true;

    @Override
    public void answer(final ScriptedServer.Call call) throws IOException {
        final boolean reads = call.method.matches("GET|HEAD|OPTIONS");
        if (reads && call.header("Authorization") == null) visit(call);
        else dav.answer(call);
    }

    private void visit(final ScriptedServer.Call call) throws IOException {
        final String cors = allowed == null ? "X-None: x" : "Access-Control-Allow-Origin: " + allowed;
        final byte[] file = dav.files.get(call.path);
        if (!isPublic) call.answer(401, cors, "WWW-Authenticate: Basic realm=x");
        else if (call.method.equals("OPTIONS")) call.answer(204, cors, "Access-Control-Allow-Headers: Range");
        else if (file == null) call.answer(404, cors);
        else send(call, file, cors);
    }

    private static void send(final ScriptedServer.Call call, final byte[] file, final String cors) throws IOException {
        final String range = call.header("Range");
        if (range == null) {
            call.answer(200, file, cors);
            return;
        }
        final Matcher bounds = RANGE.matcher(range);
        if (!bounds.matches()) throw new IOException(range);
        final int from = Integer.parseInt(bounds.group(1));
        final int to = Math.min(file.length, Integer.parseInt(bounds.group(2)) + 1);
        final String there = "Content-Range: bytes " + from + "-" + (to - 1) + "/" + file.length;
        call.answer(206, Arrays.copyOfRange(file, from, to), cors, there);
    }
}
