package dev.verifier.server.explain;

import dev.verifier.check.Check;
import dev.verifier.check.Step;
import dev.verifier.check.Trace;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.PublicJwk;
import dev.verifier.presentation.Handover;
import dev.verifier.presentation.HolderRule;
import dev.verifier.presentation.Nonce;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.Steps;
import dev.verifier.presentation.TransactionData;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.token.Policy;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.trust.TrustSources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Presentations and credentials, by the library's door.
 *
 * @param trust the door
 * @param queries what is asked for here
 * @param machine what machines are asked, and how their answer is bound
 * @param tolerance how that of wallets is
 * @param policy who is let in
 */
record Presentations(
        TrustSources trust, Queries queries, PresentationRequest machine, Tolerance tolerance, Policy policy) {

    /** A nonce that no request has: of a presentation whose own cannot be that of one. */
    private static final Nonce OF_NO_REQUEST = new Nonce("no-request-has-this-nonce");

    private static final Step NONCE = new Step(Part.PRESENTATION, Check.NONCE);
    private static final Step AUDIENCE = new Step(Part.PRESENTATION, Check.AUDIENCE);
    private static final Step ADMISSION = new Step(Part.PRESENTATION, Check.ADMISSION);
    private static final Step UNUSED = new Step(Part.PRESENTATION, Check.UNUSED);
    private static final Step TRANSACTION = new Step(Part.PRESENTATION, Check.TRANSACTION);
    private static final Step AUTHORIZED = new Step(Part.PRESENTATION, Check.AUTHORIZED);
    private static final Step SESSION = new Step(Part.PRESENTATION, Check.SESSION);
    private static final Step DEVICE = new Step(Part.PRESENTATION, Check.DEVICE);

    Section presentation(Question question) {
        var shown = Shown.of(question.text());
        var asked = queries.of(shown);
        return shown.format() == CredentialFormat.MSO_MDOC && handover(question).isEmpty()
                ? withoutRequest(question, shown, asked)
                : bound(question, shown, asked);
    }

    /** What becomes of somebody who is believed. */
    @FunctionalInterface
    interface Believed {

        /** Why they are not let in all the same, if so. */
        Optional<Rejection> letIn(Verdict.Accepted accepted, DcqlQuery asked) throws RejectedException;
    }

    /**
     * The same of a machine's, which is asked the same each time.
     *
     * @param believed who has the last word
     * @param last the checks of the last word
     */
    Section ofMachine(Question question, Believed believed, List<Step> last, Map<Step, String> unasked) {
        var shown = Shown.of(question.text());
        var asked = queries.ofMachine(shown, machine.query());
        var judgement = Judgement.of(() -> {
            var token = VpToken.of(asked.query().id(), shown.text());
            return refusal(trust.verify(token, machine, question.at()), machine.query(), believed);
        });
        var plan = new ArrayList<>(Steps.ofPresentation(shown.format(), shown.isCertified()));
        plan.addAll(last);
        return new Section("the presentation in it", shown.says(), List.of(), judgement.lines(plan, unasked));
    }

    Section credential(Question question) {
        var shown = Shown.ofCredential(question.text());
        var asked = queries.of(shown);
        var judgement = Judgement.of(() -> trust.inspect(asked.query(), shown.text(), question.at()));
        return new Section(
                "a credential (" + shown.format().identifier() + ")",
                shown.says(),
                List.of(asked.note(), "Whose it is was not looked at: that takes a presentation."),
                judgement.lines(Steps.ofCredential(shown.format(), shown.isCertified()), Map.of()));
    }

    private Section bound(Question question, Shown shown, Queries.Asked asked) {
        var unasked = new LinkedHashMap<Step, String>();
        if (question.nonce() == null && !asked.isOfMachines()) {
            unasked.put(NONCE, "say which nonce the request had: --nonce");
        }
        if (question.audience() == null && !asked.isOfMachines()) {
            unasked.put(AUDIENCE, "say which client_id the request had: --audience");
        }
        if (question.transactionData() == null && shown.authorizes()) {
            unasked.put(TRANSACTION, "say what the request had authorized: --transaction-data");
        }
        var judgement = Judgement.of(() -> {
            var token = VpToken.of(asked.query().id(), shown.text());
            var request = request(question, shown, asked);
            return refusal(
                    trust.verify(token, request, question.at()),
                    request.query(),
                    (accepted, of) -> letIn(PresentedSubject.of(accepted, of), question, asked));
        });
        if (question.client() == null || asked.profile() == null) {
            unasked.put(ADMISSION, "it depends on the client at which somebody signs in with it: --client");
        }
        unasked.put(UNUSED, Assertions.ONLY_RUNNING);
        var plan = new ArrayList<>(Steps.ofPresentation(shown.format(), shown.isCertified()));
        if (question.transactionData() != null) {
            plan.add(AUTHORIZED);
        }
        plan.addAll(List.of(ADMISSION, UNUSED));
        return new Section(title(shown), shown.says(), List.of(asked.note()), judgement.lines(plan, unasked));
    }

    /** What becomes of somebody at the client that is named, who was asked for this. */
    private Optional<Rejection> letIn(PresentedSubject person, Question question, Queries.Asked asked)
            throws RejectedException {
        var client = question.client();
        var profile = asked.profile();
        if (client == null || profile == null) {
            return Optional.empty();
        }
        if (policy.clients().client(client).isEmpty()) {
            throw Refusal.CLIENT_UNKNOWN.asException();
        }
        if (policy.admit(person, client, List.of(profile)) instanceof Policy.Admission.Missed(var why)) {
            return Optional.of(why);
        }
        Trace.passed(Part.PRESENTATION, Check.ADMISSION, () -> "at " + client);
        return Optional.empty();
    }

    /** What an mdoc proves of its device it proves for a request; what its issuer signed can be looked at without. */
    private Section withoutRequest(Question question, Shown shown, Queries.Asked asked) {
        var why = "say which request it answers: --nonce, --audience and --response-uri, or --nonce and --origin";
        var judgement = Judgement.of(() -> trust.inspect(asked.query(), shown.text(), question.at()));
        var plan = new ArrayList<>(Steps.ofCredential(shown.format(), true));
        plan.addAll(List.of(SESSION, DEVICE));
        if (question.transactionData() != null) {
            plan.add(AUTHORIZED);
        }
        return new Section(
                title(shown),
                shown.says(),
                List.of(asked.note()),
                judgement.lines(plan, Map.of(SESSION, why, DEVICE, why, AUTHORIZED, why)));
    }

    private static String title(Shown shown) {
        return "a presentation (" + shown.format().identifier() + ")";
    }

    private static Optional<Rejection> refusal(Verdict verdict, DcqlQuery asked, Believed believed)
            throws RejectedException {
        return switch (verdict) {
            case Verdict.Accepted accepted -> believed.letIn(accepted, asked);
            case Verdict.Rejected(var why) -> Optional.of(why);
        };
    }

    /** What is not known of the request is taken from the presentation, so that everything else is looked at. */
    private PresentationRequest request(Question question, Shown shown, Queries.Asked asked) throws RejectedException {
        var query = new DcqlQuery(List.of(asked.query()));
        if (asked.isOfMachines() && question.nonce() == null && question.audience() == null) {
            return new PresentationRequest(query, machine.audience(), machine.freshness(), machine.uniqueId());
        }
        var audience = question.audience() == null ? shown.audience() : question.audience();
        var nonce = question.nonce() == null ? shown.nonce().orElse(OF_NO_REQUEST) : question.nonce();
        return new PresentationRequest(
                query,
                tolerance.walletAudience(new Audiences(Set.of(audience), true)),
                tolerance.freshness().dated(),
                nonce,
                handover(question, responseKey(question)).orElseGet(Handover.None::new),
                transactionData(question, asked),
                HolderRule.ONE_KEY);
    }

    /** Which of its queries the request had it authorized with is not known here: it is taken for this one. */
    private static TransactionData transactionData(Question question, Queries.Asked asked) {
        var sent = question.transactionData();
        return sent == null
                ? TransactionData.UNTOLD
                : new TransactionData(sent.stream()
                        .map(text ->
                                Question.entry(text).answeredBy(asked.query().id()))
                        .toList());
    }

    private static Optional<Handover> handover(Question question) {
        return handover(question, null);
    }

    private static Optional<Handover> handover(Question question, @Nullable PublicJwk key) {
        var nonce = question.nonce();
        if (nonce == null) {
            return Optional.empty();
        }
        if (question.origin() != null) {
            return Optional.of(new Handover.DcApi(question.origin(), nonce.value(), key));
        }
        return question.audience() == null || question.responseUri() == null
                ? Optional.empty()
                : Optional.of(new Handover.Redirect(question.audience(), nonce.value(), key, question.responseUri()));
    }

    private static @Nullable PublicJwk responseKey(Question question) throws RejectedException {
        var jwk = question.responseKey();
        return jwk == null ? null : PublicJwk.parse(jwk.getBytes(StandardCharsets.UTF_8));
    }
}
