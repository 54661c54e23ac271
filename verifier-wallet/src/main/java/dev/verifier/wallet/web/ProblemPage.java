package dev.verifier.wallet.web;

import dev.verifier.wallet.openid4vp.RequestFlaw;

/** Why this wallet does not go on. */
final class ProblemPage {
    private ProblemPage() {}

    /** A request that must not be answered; nothing of it was shown, since nothing of it is certain. */
    static Page of(RequestFlaw flaw, String pasted) {
        return Page.of(
                        "This request is not answered",
                        Element.of("p", flaw.sentence()).with("class", "notice").with("role", "alert"),
                        Element.of(
                                "p", "Nothing was sent. Go back to where you want to sign in, and start again there."),
                        StartPage.answer(pasted))
                .withStatus(400);
    }

    static Page of(int status, String title, String sentence) {
        return Page.of(
                        title,
                        Element.of("p", sentence),
                        Element.of("p")
                                .add(Element.of("a", "To your wallet")
                                        .with("class", "button quiet")
                                        .with("href", "/")))
                .withStatus(status);
    }
}
