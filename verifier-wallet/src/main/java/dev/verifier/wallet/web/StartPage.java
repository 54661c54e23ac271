package dev.verifier.wallet.web;

import dev.verifier.wallet.openid4vp.HeldCredential;
import java.util.List;

/** What is held, and where to put what a QR code says. */
final class StartPage {
    private StartPage() {}

    static Page of(List<HeldCredential> held, String pasted) {
        return Page.of("Your wallet", answer(pasted), credentials(held));
    }

    /** The field to paste into; GET, since reading a request changes nothing. */
    static Element answer(String pasted) {
        return Element.of("section")
                .with("aria-labelledby", "answer")
                .add(
                        Element.of("h2", "Sign in somewhere").with("id", "answer"),
                        Element.of("form")
                                .with("action", "/present")
                                .with("method", "get")
                                .add(
                                        Element.of("label", "What the code says")
                                                .with("for", "request"),
                                        Element.of(
                                                        "p",
                                                        "Paste the link from the sign-in page. It begins with openid4vp://")
                                                .with("id", "request-hint")
                                                .with("class", "hint"),
                                        Element.of("textarea", pasted)
                                                .with("id", "request")
                                                .with("name", "request")
                                                .with("rows", "4")
                                                .with("required")
                                                .with("spellcheck", "false")
                                                .with("autocomplete", "off")
                                                .with("autocapitalize", "none")
                                                .with("aria-describedby", "request-hint"),
                                        Element.of("button", "Look at the request")
                                                .with("type", "submit")));
    }

    private static Element credentials(List<HeldCredential> held) {
        var section = Element.of("section")
                .with("aria-labelledby", "credentials")
                .add(Element.of("h2", "Credentials").with("id", "credentials"));
        return held.isEmpty()
                ? section.add(Element.of("p", "This wallet is empty."))
                : section.add(held.stream().map(CredentialCard::of).toList());
    }
}
