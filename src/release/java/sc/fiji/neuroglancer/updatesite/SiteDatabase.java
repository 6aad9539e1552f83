package sc.fiji.neuroglancer.updatesite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import sc.fiji.neuroglancer.task.InputException;

/** The XML that lists a site's files (imagej-updater, {@code XMLFileReader} and {@code XMLFileWriter}). */
final class SiteDatabase {

    private static final String ROOT = "pluginRecords";

    private SiteDatabase() {}

    /**
     * Reads the plain, not compressed XML; at most some kilobytes a release.
     *
     * @param source where it comes from, and
     * @param remedy what to do about a damaged one, for the message
     * @throws InputException when it is no list of files, or lacks something of a record
     */
    static List<SiteFile> read(final InputStream in, final Path source, final String remedy) throws IOException {
        try {
            final Element root = parser().parse(in).getDocumentElement();
            if (!root.getNodeName().equals(ROOT)) throw new SAXException("its root is " + root.getNodeName());
            final List<SiteFile> files = new ArrayList<>();
            for (final Element plugin : children(root, "plugin")) files.add(file(plugin));
            return files;
        } catch (final SAXException | NumberFormatException | ParserConfigurationException e) {
            throw new InputException(source + " is damaged (" + e.getMessage() + "): " + remedy, e);
        }
    }

    /** Lists that Fiji itself wrote begin with a document type; what lies outside of the file is never read. */
    private static DocumentBuilder parser() throws ParserConfigurationException {
        final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        final DocumentBuilder parser = factory.newDocumentBuilder();
        // The default handler prints to the console.
        parser.setErrorHandler(new DefaultHandler());
        return parser;
    }

    private static SiteFile file(final Element plugin) throws SAXException {
        final SiteFile file = new SiteFile();
        for (final Element version : children(plugin, "version")) {
            file.current = version(plugin.getAttribute("filename"), version, number(version, "filesize"), 0);
            children(version, "description").forEach(d -> file.description = d.getTextContent());
            children(version, "dependency").forEach(d -> file.dependencies.add(d.getAttribute("filename")));
            children(version, "link").forEach(d -> file.links.add(d.getTextContent()));
            children(version, "author").forEach(d -> file.authors.add(d.getTextContent()));
        }
        for (final Element former : children(plugin, "previous-version"))
            file.previous.add(
                    version(former.getAttribute("filename"), former, 0, number(former, "timestamp-obsolete")));
        if (file.versions().isEmpty()) throw new SAXException("a record without any version");
        return file;
    }

    private static SiteFile.Version version(
            final String filename, final Element element, final long size, final long obsolete) throws SAXException {
        final String checksum = element.getAttribute("checksum");
        if (filename.isEmpty() || !checksum.matches("[0-9a-f]{40}"))
            throw new SAXException("a version without name or checksum");
        return new SiteFile.Version(filename, checksum, number(element, "timestamp"), size, obsolete);
    }

    private static long number(final Element element, final String attribute) {
        return Long.parseLong(element.getAttribute(attribute));
    }

    private static List<Element> children(final Element parent, final String name) {
        final List<Element> children = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling())
            if (n instanceof Element && n.getNodeName().equals(name)) children.add((Element) n);
        return children;
    }

    /** Writes the XML without indentation: ImageJ's reader takes blanks into descriptions. */
    static void write(final List<SiteFile> files, final OutputStream out) throws IOException {
        try {
            final XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement(ROOT);
            for (final SiteFile file : files) write(file, xml);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (final XMLStreamException e) {
            throw new IOException("The list of the update site cannot be written: " + e.getMessage(), e);
        }
    }

    private static void write(final SiteFile file, final XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("plugin");
        final SiteFile.Version newest =
                file.current == null ? file.previous.get(file.previous.size() - 1) : file.current;
        xml.writeAttribute("filename", newest.filename);
        if (file.current != null) {
            xml.writeStartElement("version");
            xml.writeAttribute("checksum", file.current.checksum);
            xml.writeAttribute("timestamp", String.valueOf(file.current.timestamp));
            xml.writeAttribute("filesize", String.valueOf(file.current.size));
            write("description", List.of(file.description), xml);
            for (final String dependency : file.dependencies) {
                xml.writeEmptyElement("dependency");
                xml.writeAttribute("filename", dependency);
                xml.writeAttribute("timestamp", String.valueOf(file.current.timestamp));
            }
            write("link", file.links, xml);
            write("author", file.authors, xml);
            xml.writeEndElement();
        }
        for (final SiteFile.Version former : file.previous) {
            xml.writeEmptyElement("previous-version");
            xml.writeAttribute("timestamp", String.valueOf(former.timestamp));
            xml.writeAttribute("timestamp-obsolete", String.valueOf(former.obsolete));
            xml.writeAttribute("checksum", former.checksum);
            xml.writeAttribute("filename", former.filename);
        }
        xml.writeEndElement();
    }

    private static void write(final String name, final List<String> texts, final XMLStreamWriter xml)
            throws XMLStreamException {
        for (final String text : texts) {
            xml.writeStartElement(name);
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
    }
}
