package dev.verifier.wallet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A page as it was received, parsed strictly: these pages are XML too. */
record Screen(int status, Document document) {
    static Screen of(HttpResponse<String> answer) {
        try {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setEntityResolver((_, _) -> {
                throw new SAXException("a page needs nothing from elsewhere");
            });
            return new Screen(
                    answer.statusCode(),
                    builder.parse(new ByteArrayInputStream(answer.body().getBytes(UTF_8))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not a page: " + answer.body(), e);
        }
    }

    /** The elements at an XPath. */
    List<Element> all(String path) {
        try {
            var found = new ArrayList<Element>();
            XPathFactory.newInstance()
                    .newXPath()
                    .evaluateExpression(path, document, XPathNodes.class)
                    .forEach(node -> found.add((Element) node));
            return found;
        } catch (XPathExpressionException e) {
            throw new AssertionError(path, e);
        }
    }

    List<String> texts(String path) {
        return all(path).stream().map(Element::getTextContent).toList();
    }

    List<String> attributes(String path, String name) {
        return all(path).stream().map(element -> element.getAttribute(name)).toList();
    }

    String heading() {
        return texts("//h1").getFirst();
    }

    String text() {
        return texts("//main").getFirst();
    }

    String action() {
        return attributes("//form", "action").getFirst();
    }

    Map<String, String> hiddenFields() {
        var fields = new LinkedHashMap<String, String>();
        all("//form//input[@type='hidden']")
                .forEach(input -> fields.put(input.getAttribute("name"), input.getAttribute("value")));
        return fields;
    }
}
