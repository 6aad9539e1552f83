package sc.fiji.neuroglancer.updatesite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The XML that lists a site's files (imagej-updater, {@code XMLFileReader} and {@code XMLFileWriter}). */
final class SiteDatabase {

    private SiteDatabase() {}

    /** Reads the plain, not compressed XML; at most some kilobytes a release. */
    static List<SiteFile> read(final InputStream in) throws IOException {
        try {
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            final Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
            final List<SiteFile> files = new ArrayList<>();
            for (final Element plugin : children(root, "plugin")) files.add(file(plugin));
            return files;
        } catch (final SAXException | NumberFormatException | ParserConfigurationException e) {
            throw new IOException(
                    "The history of the update site is damaged (" + e.getMessage() + "): restore it from git.", e);
        }
    }

    private static SiteFile file(final Element plugin) {
        final SiteFile file = new SiteFile();
        for (final Element version : children(plugin, "version")) {
            file.current = new SiteFile.Version(
                    plugin.getAttribute("filename"),
                    version.getAttribute("checksum"),
                    number(version, "timestamp"),
                    number(version, "filesize"),
                    0);
            children(version, "description").forEach(d -> file.description = d.getTextContent());
            children(version, "dependency").forEach(d -> file.dependencies.add(d.getAttribute("filename")));
        }
        for (final Element former : children(plugin, "previous-version"))
            file.previous.add(new SiteFile.Version(
                    former.getAttribute("filename"),
                    former.getAttribute("checksum"),
                    number(former, "timestamp"),
                    0,
                    number(former, "timestamp-obsolete")));
        return file;
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
            xml.writeStartElement("pluginRecords");
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
            xml.writeStartElement("description");
            xml.writeCharacters(file.description);
            xml.writeEndElement();
            for (final String dependency : file.dependencies) {
                xml.writeEmptyElement("dependency");
                xml.writeAttribute("filename", dependency);
                xml.writeAttribute("timestamp", String.valueOf(file.current.timestamp));
            }
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
}
