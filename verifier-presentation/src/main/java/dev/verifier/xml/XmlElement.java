package dev.verifier.xml;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element, read member by member: those in its own name space, by their local names. What is missing or is not what it should be names
 * itself. Used by one thread.
 */
public final class XmlElement {

    private final Part part;
    private final Element element;

    XmlElement(Part part, Element element) {
        this.part = part;
        this.element = element;
    }

    /** Whether it has this name. */
    public boolean is(String nameSpace, String name) {
        return nameSpace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** An attribute in no name space; empty where there is none. */
    public String attribute(String name) {
        return element.getAttributeNS(null, name);
    }

    /** The one member of this name. */
    public XmlElement child(String name) throws RejectedException {
        return optional(name).orElseThrow(() -> missing(name));
    }

    /** The member of this name, of which there may be none, and not two. */
    public Optional<XmlElement> optional(String name) throws RejectedException {
        var all = children(name);
        if (all.size() > 1) {
            throw malformed(name);
        }
        return all.stream().findFirst();
    }

    /** All members of this name. */
    public List<XmlElement> children(String name) {
        var found = new ArrayList<XmlElement>();
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && name.equals(child.getLocalName())
                    && Objects.equals(element.getNamespaceURI(), child.getNamespaceURI())) {
                found.add(new XmlElement(part, child));
            }
        }
        return found;
    }

    /** What stands in it, which is text alone, without the blanks around. */
    public String text() throws RejectedException {
        var text = new StringBuilder();
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() != Node.TEXT_NODE) {
                throw malformed(String.valueOf(element.getLocalName()));
            }
            text.append(node.getNodeValue());
        }
        return text.toString().strip();
    }

    /** A point in time with an offset (XML Schema Part 2 §3.2.7). */
    public Instant dateTime() throws RejectedException {
        try {
            return OffsetDateTime.parse(text()).toInstant();
        } catch (DateTimeParseException e) {
            throw malformed(String.valueOf(element.getLocalName()));
        }
    }

    /** A whole number from one on that a long holds. */
    public long positive() throws RejectedException {
        try {
            var number = Long.parseLong(text());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // It is none.
        }
        throw malformed(String.valueOf(element.getLocalName()));
    }

    public RejectedException missing(String name) {
        return new RejectedException(new Rejection.ClaimMissing(part, name));
    }

    public RejectedException malformed(String name) {
        return new RejectedException(new Rejection.XmlMalformed(part, name));
    }
}
