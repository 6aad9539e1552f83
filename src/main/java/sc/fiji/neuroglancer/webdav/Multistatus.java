package sc.fiji.neuroglancer.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import sc.fiji.neuroglancer.store.StoredEntry;

/**
 * Reads the answer to PROPFIND (RFC 4918, 207 Multi-Status) as a stream: one entry at a time, no document in memory, no
 * DTD or external entities.
 */
final class Multistatus {

    /** The properties that are read; dCache returns checksums only when they are named. */
    static final String REQUEST = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
            + "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:resourcetype/><D:getcontentlength/>"
            + "<C:Checksums xmlns:C=\"http://www.dcache.org/2013/webdav\"/></D:prop></D:propfind>";

    private static final String DAV = "DAV:";
    private static final Pattern ADLER32 = Pattern.compile("adler32\\s*[=:]\\s*([0-9a-f]{1,8})(?![0-9a-f])");
    private static final Pattern STATUS = Pattern.compile("HTTP/\\S+ (\\d{3}).*", Pattern.DOTALL);
    private static final int MAX_TEXT = 65536;
    /** Limits on entities, which need a DTD. Since Java 24 they also count every {@code &amp;}. */
    private static final List<String> LIMITS = List.of(
            "http://www.oracle.com/xml/jaxp/properties/maxGeneralEntitySizeLimit",
            "http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit");

    private final XMLStreamReader xml;
    private final String self;
    private final EntryVisitor visitor;
    private boolean first = true;

    interface EntryVisitor {
        /** @param isSelf whether it is the requested resource itself */
        void visit(StoredEntry entry, boolean isSelf);
    }

    private Multistatus(final XMLStreamReader xml, final URI address, final EntryVisitor visitor) {
        this.xml = xml;
        self = path(address.toString());
        this.visitor = visitor;
    }

    /**
     * Reads all entries.
     *
     * @param address the requested one
     * @throws IOException when the answer is cut off or violates the standard
     */
    static void read(final InputStream in, final URI address, final EntryVisitor visitor) throws IOException {
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        for (final String limit : LIMITS) factory.setProperty(limit, "0");
        try {
            final XMLStreamReader xml = factory.createXMLStreamReader(in);
            new Multistatus(xml, address, visitor).read();
        } catch (final XMLStreamException e) {
            final Throwable cause = e.getNestedException();
            if (cause instanceof IOException) throw (IOException) cause;
            throw new IOException("the server's listing is damaged", e);
        }
    }

    private void read() throws XMLStreamException, IOException {
        boolean complete = false;
        while (xml.hasNext()) {
            final int event = xml.next();
            if (event == XMLStreamConstants.DTD) throw new IOException("the server's listing has a DTD");
            if (event == XMLStreamConstants.START_ELEMENT && is("response")) readResponse();
            if (event == XMLStreamConstants.END_ELEMENT && is("multistatus")) complete = true;
        }
        if (!complete) throw new IOException("the server's answer is not a complete WebDAV listing");
    }

    private boolean is(final String name) {
        return xml.getLocalName().equals(name) && DAV.equals(xml.getNamespaceURI());
    }

    private void readResponse() throws XMLStreamException {
        String href = "";
        final Properties properties = new Properties();
        boolean usable = true;
        while (!endOf("response")) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) continue;
            if (is("href") && href.isEmpty()) href = text();
            else if (is("propstat")) readPropstat(properties);
            else if (is("status")) usable = isOk(text());
        }
        if (usable && !href.isEmpty()) show(path(href), properties);
    }

    private void show(final String path, final Properties found) {
        final boolean isSelf = path.equals(self) || first && !path.startsWith(self + "/");
        first = false;
        final String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty() && !isSelf || name.equals(".") || name.equals("..")) return;
        if (name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) return; // not a valid key, so not one of our files
        visitor.visit(new StoredEntry(name, found.folder, found.folder ? 0 : found.size, found.adler32), isSelf);
    }

    /** Properties count only if their status says that they were found. */
    private void readPropstat(final Properties all) throws XMLStreamException {
        final Properties here = new Properties();
        boolean found = true;
        while (!endOf("propstat")) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) continue;
            if (is("status")) found = isOk(text());
            else if (is("collection")) here.folder = true;
            else if (is("getcontentlength")) here.size = size(text());
            else if (xml.getLocalName().equalsIgnoreCase("checksums")) here.adler32 = adler32(allText());
        }
        if (found) all.add(here);
    }

    /** Advances; returns whether that reached the end of the element. */
    private boolean endOf(final String name) throws XMLStreamException {
        return xml.next() == XMLStreamConstants.END_ELEMENT && is(name);
    }

    private String text() throws XMLStreamException {
        return limited(xml.getElementText().trim());
    }

    /** The text of an element that may contain others. */
    private String allText() throws XMLStreamException {
        final StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            final int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) depth++;
            else if (event == XMLStreamConstants.END_ELEMENT) depth--;
            else if (event == XMLStreamConstants.CHARACTERS) text.append(limited(xml.getText()));
        }
        return text.toString();
    }

    private static String limited(final String text) throws XMLStreamException {
        if (text.length() > MAX_TEXT) throw new XMLStreamException("a text of " + text.length() + " characters");
        return text;
    }

    private static boolean isOk(final String status) {
        final Matcher m = STATUS.matcher(status);
        return m.matches() && m.group(1).startsWith("2");
    }

    private static long size(final String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : StoredEntry.UNKNOWN;
    }

    /** The Adler-32 checksum among others, as in {@code adler32=0a1b2c3d,md5=…}, or unknown. */
    static long adler32(final String checksums) {
        final Matcher m = ADLER32.matcher(checksums.toLowerCase(Locale.ROOT));
        return m.find() ? Long.parseLong(m.group(1), 16) : StoredEntry.UNKNOWN;
    }

    /** The decoded path of an address, without a final slash, in composed form (NFC). */
    private static String path(final String href) {
        String path;
        try {
            path = new URI(href).getPath();
        } catch (final URISyntaxException e) {
            path = null;
        }
        if (path == null) path = decode(href); // some servers encode less than they should
        while (path.endsWith("/")) path = path.substring(0, path.length() - 1);
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }

    private static String decode(final String href) {
        final byte[] in = href.getBytes(StandardCharsets.UTF_8);
        final byte[] out = new byte[in.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            final int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            final int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            out[n++] = low < 0 ? in[i] : (byte) (high * 16 + low);
            if (low >= 0) i += 2;
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    private static final class Properties {
        boolean folder;
        long size = StoredEntry.UNKNOWN;
        long adler32 = StoredEntry.UNKNOWN;

        void add(final Properties other) {
            folder |= other.folder;
            if (other.size != StoredEntry.UNKNOWN) size = other.size;
            if (other.adler32 != StoredEntry.UNKNOWN) adler32 = other.adler32;
        }
    }
}
