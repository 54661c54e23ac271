package dev.verifier.wallet.web;

import dev.verifier.wallet.openid4vp.HeldCredential;

/** A credential as a card. */
final class CredentialCard {
    private CredentialCard() {}

    static Element of(HeldCredential credential) {
        return Element.of("article")
                .with("class", "card")
                .add(Element.of("h3", Words.kind(credential)), facts(credential));
    }

    /** The same as something to choose. */
    static Element choice(HeldCredential credential, String value, boolean chosen) {
        var id = "choice-" + value;
        var input = Element.of("input")
                .with("type", "radio")
                .with("name", "choice")
                .with("id", id)
                .with("value", value)
                .with("aria-describedby", id + "-facts")
                .with("required");
        return Element.of("div")
                .with("class", "card choice")
                .add(
                        chosen ? input.with("checked") : input,
                        Element.of("label", Words.kind(credential)).with("for", id),
                        facts(credential).with("id", id + "-facts"));
    }

    private static Element facts(HeldCredential credential) {
        var list = Element.of("dl");
        Words.facts(credential).forEach((name, value) -> list.add(Element.of("dt", name), Element.of("dd", value)));
        return list;
    }
}
