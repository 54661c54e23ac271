package dev.verifier.wallet.web;

import java.util.List;

/**
 * What every screen is in: WCAG 2.2 landmarks, a title of its own, and the word that this is a demo.
 *
 * @param status the HTTP status it comes with
 */
record Page(int status, String title, List<Element> content) {
    static Page of(String title, Element... content) {
        return new Page(200, title, List.of(content));
    }

    Page withStatus(int other) {
        return new Page(other, title, content);
    }

    @Override
    public String toString() {
        var head = Element.of("head")
                .add(
                        Element.of("meta").with("charset", "utf-8"),
                        Element.of("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1"),
                        Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                        Element.of("title", title + " – demo wallet"),
                        Element.of("link").with("rel", "stylesheet").with("href", "/wallet.css"));
        var body = Element.of("body")
                .add(
                        Element.of("a", "Skip to the content")
                                .with("class", "skip")
                                .with("href", "#content"),
                        Element.of("header")
                                .add(
                                        Element.of("a", "Wallet")
                                                .with("class", "name")
                                                .with("href", "/"),
                                        Element.of("strong", "demo").with("class", "mark")),
                        Element.of("main")
                                .with("id", "content")
                                .with("tabindex", "-1")
                                .add(Element.of("h1", title))
                                .add(content),
                        Element.of("footer")
                                .add(Element.of(
                                        "p",
                                        "This wallet is for demos and tests. It runs on this machine only, and its keys are"
                                                + " worth nothing: keep no real credential in it.")));
        return "<!DOCTYPE html>\n" + Element.of("html").with("lang", "en").add(head, body) + "\n";
    }
}
