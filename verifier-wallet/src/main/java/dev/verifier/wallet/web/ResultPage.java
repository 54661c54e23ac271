package dev.verifier.wallet.web;

import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of it, and where to go on. */
final class ResultPage {
    private ResultPage() {}

    static Page of(Question question, Answer answer, VerifierReply reply) {
        var host = Words.host(question.request().responseUri());
        return switch (reply) {
            case VerifierReply.Accepted accepted when !answer.show() -> declined(host, accepted.redirectUri());
            case VerifierReply.Accepted accepted -> accepted(host, answer.crime(), accepted.redirectUri());
            case VerifierReply.Refused refused -> refused(question, answer, refused);
            case VerifierReply.Unanswered unanswered ->
                Page.of("No answer from " + host, notice(unanswered.why()), again(question))
                        .withStatus(502);
        };
    }

    /** A choice that is not on the page, or a crime that shows in none of the chosen form. */
    static Page impossible(Question question) {
        return Page.of(
                        "This cannot be sent",
                        notice("The crime does not show in the chosen form of the answer. Nothing was sent."),
                        again(question))
                .withStatus(400);
    }

    private static Page accepted(String host, @Nullable Tampering crime, @Nullable URI redirectUri) {
        var content = new ArrayList<Element>();
        if (crime != null) {
            content.add(notice("It believed you, and should not have. What was wrong: " + crime.crime()));
        }
        content.add(next(redirectUri, "Look at your other screen: you are signed in there."));
        return new Page(200, crime == null ? "Done: " + host + " knows who you are" : "You got away with it", content);
    }

    private static Page declined(String host, @Nullable URI redirectUri) {
        return Page.of(
                "You declined",
                Element.of("p", host + " was told that you declined, and nothing else."),
                next(redirectUri, "You can close this page."));
    }

    private static Page refused(Question question, Answer answer, VerifierReply.Refused refused) {
        var facts = Element.of("dl");
        fact(facts, "Reason", refused.description());
        fact(facts, "Code", refused.error());
        fact(facts, "To quote to its support", refused.errorId());
        fact(facts, "HTTP status", String.valueOf(refused.status()));
        var content = new ArrayList<Element>(List.of(facts));
        var crime = answer.crime();
        if (crime != null) {
            content.addFirst(notice("It noticed. What was wrong: " + crime.crime()));
        }
        content.add(again(question));
        return new Page(200, Words.host(question.request().responseUri()) + " did not take your answer", content);
    }

    private static Element next(@Nullable URI redirectUri, String elsewhere) {
        if (redirectUri == null) {
            return Element.of("p", elsewhere);
        }
        return Element.of("p")
                .add(Element.of("a", "Continue to " + Words.host(redirectUri))
                        .with("class", "button")
                        .with("rel", "noreferrer")
                        .with("href", redirectUri.toString()));
    }

    private static Element again(Question question) {
        return Element.of("p")
                .add(Element.of("a", "Look at the request again")
                        .with("class", "button quiet")
                        .with("href", "/present?" + question.link().query()));
    }

    private static Element notice(String text) {
        return Element.of("p", text).with("class", "notice").with("role", "status");
    }

    private static void fact(Element facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(Element.of("dt", name), Element.of("dd", value));
        }
    }
}
