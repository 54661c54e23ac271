package dev.verifier.xml;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads XML as elements, attributes and text and nothing else: no document type and so no entities, nothing from elsewhere. It is run
 * through once to see how large and deep it becomes, and kept only where that is within the limits. By the JDK's own parser, whatever
 * else is on the class path. Stateless.
 */
final class StrictXml {

    /** Elements, attributes and name spaces: more than the largest national list has. */
    private static final int MOST_NODES = 500_000;

    private static final int DEEPEST = 64;

    private static final Map<String, Boolean> FEATURES = Map.of(
            XMLConstants.FEATURE_SECURE_PROCESSING,
            true,
            "http://apache.org/xml/features/disallow-doctype-decl",
            true,
            "http://xml.org/sax/features/external-general-entities",
            false,
            "http://xml.org/sax/features/external-parameter-entities",
            false,
            "http://apache.org/xml/features/nonvalidating/load-external-dtd",
            false);

    private StrictXml() {}

    static Document parse(Part part, byte[] document) throws RejectedException {
        try {
            measure(part, document);
            return builder().parse(new ByteArrayInputStream(document));
        } catch (XMLStreamException | SAXException | IOException | RuntimeException e) {
            // The JDK stumbles over some of what it would report, such as a character that no document type may have.
            throw new RejectedException(new Rejection.XmlMalformed(part, "it is not well-formed"));
        }
    }

    private static void measure(Part part, byte[] document) throws XMLStreamException, RejectedException {
        var reader = input().createXMLStreamReader(new ByteArrayInputStream(document));
        var depth = 0;
        var nodes = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new RejectedException(new Rejection.XmlMalformed(part, "DOCTYPE"));
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    nodes += nodes(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            if (depth > DEEPEST || nodes > MOST_NODES) {
                throw new RejectedException(new Rejection.TooLarge(part, depth > DEEPEST ? DEEPEST : MOST_NODES));
            }
        }
    }

    private static int nodes(XMLStreamReader reader) {
        return 1 + reader.getAttributeCount() + reader.getNamespaceCount();
    }

    private static XMLInputFactory input() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            for (var feature : FEATURES.entrySet()) {
                factory.setFeature(feature.getKey(), feature.getValue());
            }
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // what is wrong is thrown, and not printed
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser knows these", e);
        }
    }
}
