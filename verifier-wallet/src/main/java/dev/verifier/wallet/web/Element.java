package dev.verifier.wallet.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of a page: HTML that is XML too. Text is escaped on its way out, so that nothing a stranger wrote becomes markup. Not thread-safe.
 */
final class Element {
    /** HTML, Void elements: those of them that are used here. */
    private static final Set<String> VOID = Set.of("meta", "link", "input", "br", "hr");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<String> content = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    static Element of(String name, String text) {
        return new Element(name).text(text);
    }

    Element with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /** With an attribute that is there or not. */
    Element with(String attribute) {
        return with(attribute, attribute);
    }

    Element text(String text) {
        content.add(escaped(text));
        return this;
    }

    Element add(Element... children) {
        return add(List.of(children));
    }

    Element add(List<Element> children) {
        children.forEach(child -> content.add(child.toString()));
        return this;
    }

    @Override
    public String toString() {
        var html = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) -> html.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        if (VOID.contains(name)) {
            return html.append(" />").toString();
        }
        html.append('>');
        content.forEach(html::append);
        return html.append("</").append(name).append('>').toString();
    }

    /** Control characters are in no XML, escaped or not. */
    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
