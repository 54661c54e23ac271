package dev.verifier.wallet.web;

import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.VpTokenForm;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.CredentialQuery;
import dev.verifier.wallet.openid4vp.DcqlQuery.Choice;
import dev.verifier.wallet.openid4vp.HeldCredential;
import dev.verifier.wallet.openid4vp.Payment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Who asks, for what, and what to say to it. */
final class AskPage {
    private AskPage() {}

    static Page of(Question question, boolean sealHeld) {
        var request = question.request();
        var form = Element.of("form").with("action", "/answer").with("method", "post");
        form.add(Element.of("input")
                .with("type", "hidden")
                .with("name", "question")
                .with("value", question.id()));
        if (question.choices().isEmpty()) {
            form.add(Element.of(
                    "p", "You hold nothing that answers this by itself. You can decline, or close this page."));
        } else {
            form.add(choices(question.choices()));
            form.add(misbehaviour(question, sealHeld));
        }
        var content = new ArrayList<>(List.of(who(request), what(request)));
        if (!request.payments().isEmpty()) {
            content.add(authorized(request.payments()));
        }
        content.add(form.add(buttons(!question.choices().isEmpty())));
        return Page.of(
                Words.host(request.responseUri()) + " wants to know who you are", content.toArray(Element[]::new));
    }

    private static Element authorized(List<Payment> payments) {
        var list = Element.of("ul");
        payments.forEach(
                payment -> list.add(Element.of("li", "You pay " + payment.amount() + " to " + payment.payee() + ".")));
        return section("authorized", "What you authorize with your answer", list);
    }

    private static Element who(AuthorizationRequest request) {
        var facts = Element.of("dl");
        request.clientName()
                .ifPresent(name -> facts.add(
                        Element.of("dt", "Calls itself"),
                        Element.of("dd", name)
                                .add(Element.of("span", "Nobody vouches for this name.")
                                        .with("class", "hint"))));
        facts.add(
                Element.of("dt", "Your answer goes to"),
                Element.of("dd").add(Element.of("strong", Words.host(request.responseUri()))),
                Element.of("dt", "On its way"),
                Element.of(
                        "dd",
                        request.encryption().isPresent()
                                ? "Your answer is encrypted, for this verifier and this request alone."
                                : "Your answer is not encrypted beyond the connection."),
                Element.of("dt", "Signature"),
                signature(request),
                Element.of("dt", "Verifier’s name"),
                Element.of("dd").add(Element.of("code", request.clientId())));
        return section("who", "Who asks", facts);
    }

    private static Element signature(AuthorizationRequest request) {
        var found = request.signed()
                ? Element.of("strong", "✓ Verified").with("class", "good")
                : Element.of("strong", "None");
        var hint = request.signed()
                ? "The request is signed with the key that the verifier’s name leads to."
                : "Nobody vouches for this verifier: all that is known of it is where your answer goes.";
        return Element.of("dd").add(found, Element.of("span", hint).with("class", "hint"));
    }

    private static Element what(AuthorizationRequest request) {
        var list = Element.of("ul");
        var known = request.query().credentials().stream()
                .filter(CredentialQuery::known)
                .toList();
        known.forEach(query -> list.add(Element.of("li").text(wanted(query))));
        return known.isEmpty()
                ? section("what", "What is wanted", Element.of("p", "Nothing that this wallet can hold."))
                : section("what", "What is wanted", list);
    }

    /** The types and the claims of a query as a phrase. */
    private static String wanted(CredentialQuery query) {
        var types = query.types().stream()
                .map(all -> all.stream().map(Words::type).collect(Collectors.joining(" and ")))
                .distinct()
                .collect(Collectors.joining(" or "));
        var claims = query.claims().stream().map(Words::claim).distinct().collect(Collectors.joining(", "));
        return (types.isEmpty() ? "Any credential" : types) + (claims.isEmpty() ? "" : ", for: " + claims);
    }

    private static Element choices(List<Choice> choices) {
        var field = Element.of("fieldset").add(Element.of("legend", "What you show"));
        for (int number = 0; number < choices.size(); number++) {
            field.add(CredentialCard.choice(choices.get(number).credential(), String.valueOf(number), number == 0));
        }
        var partly = choices.stream().map(Choice::credential).anyMatch(HeldCredential::showsParts);
        return field.add(Element.of(
                        "p",
                        partly
                                ? "You show what is wanted, and what its issuer always shows. A credential that cannot be shown in parts is"
                                        + " shown in full."
                                : "You show all of it: a credential of this kind cannot be shown in parts.")
                .with("class", "hint"));
    }

    private static Element misbehaviour(Question question, boolean sealHeld) {
        return Element.of("details")
                .add(
                        Element.of("summary", "Misbehave"),
                        Element.of(
                                        "p",
                                        "To see that a verifier notices: one thing about the answer will be wrong, or written"
                                                + " in another wallet’s way.")
                                .with("class", "hint"),
                        Element.of("label", "Crime").with("for", "tamper"),
                        crimes(question, sealHeld),
                        Element.of("label", "Form of the answer").with("for", "form"),
                        forms());
    }

    private static Element crimes(Question question, boolean sealHeld) {
        var select = Element.of("select").with("id", "tamper").with("name", "tamper");
        select.add(Element.of("option", "None: behave").with("value", ""));
        var stages = new LinkedHashMap<String, List<Tampering>>();
        var possible = new ArrayList<>(committable(question.choices()));
        if (question.request().encryption().isPresent()) {
            possible.addAll(Tampering.ofEncryption());
        }
        for (var crime : possible.reversed()) {
            if (sealHeld || !crime.needsSeal()) {
                var stage = crime.id().substring(0, crime.id().indexOf('.'));
                stages.computeIfAbsent(stage, _ -> new ArrayList<>()).addFirst(crime);
            }
        }
        stages.forEach((stage, crimes) -> select.add(Element.of("optgroup")
                .with("label", "On the " + stage)
                .add(crimes.stream()
                        .map(crime -> Element.of("option", crime.crime()).with("value", crime.id()))
                        .toList())));
        return select;
    }

    /** What can be wrong with one of these. */
    private static List<Tampering> committable(List<Choice> choices) {
        return choices.stream()
                .map(choice -> choice.credential().showsParts() ? Tampering.ofSdJwts() : Tampering.ofWallets())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static Element forms() {
        return Element.of("select")
                .with("id", "form")
                .with("name", "form")
                .add(Arrays.stream(VpTokenForm.values())
                        .map(form -> Element.of("option", form == VpTokenForm.DCQL ? "OpenID4VP 1.0" : form.name())
                                .with("value", form.name()))
                        .toList())
                .add(Element.of("option", "All as the legacy wallet does").with("value", Answer.LEGACY));
    }

    private static Element buttons(boolean answerable) {
        var buttons = Element.of("div").with("class", "buttons");
        if (answerable) {
            buttons.add(button("Show it", "show"));
        }
        // A required choice is no reason to keep somebody from declining.
        return buttons.add(button("Decline", "decline").with("class", "quiet").with("formnovalidate"));
    }

    private static Element button(String text, String decision) {
        return Element.of("button", text)
                .with("type", "submit")
                .with("name", "decision")
                .with("value", decision);
    }

    private static Element section(String id, String heading, Element content) {
        return Element.of("section")
                .with("aria-labelledby", id)
                .add(Element.of("h2", heading).with("id", id), content);
    }
}
