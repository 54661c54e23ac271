package dev.verifier.server.explain;

import dev.verifier.check.Check;
import dev.verifier.check.Step;
import dev.verifier.check.Trace;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.presentation.Verdict;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.machine.VpTokenClaim;
import dev.verifier.server.token.Policy;
import dev.verifier.server.token.PresentedSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Client assertions, and what a machine presents in one.
 *
 * @param clients whose they may be
 * @param signatures how they are verified
 * @param presentations what is in them
 * @param policy who is let in
 */
record Assertions(TrustedClients clients, ClientSignatures signatures, Presentations presentations, Policy policy) {

    static final String ONLY_RUNNING = "only a running server knows, and remembers it from the first use on";
    private static final String ONLY_OF_MACHINES =
            "this client signs people in, too, and that takes none; with grant_type=client_credentials it does";
    private static final Step UNUSED = new Step(Part.CLIENT_ASSERTION, Check.UNUSED);

    private static final List<Step> PLAN = Stream.of(
                    Check.CLIENT,
                    Check.READ,
                    Check.KEY,
                    Check.ALGORITHM,
                    Check.TYPE,
                    Check.HEADERS,
                    Check.SIGNATURE,
                    Check.CLIENT_NAMES,
                    Check.AUDIENCE,
                    Check.FRESHNESS,
                    Check.NONCE,
                    Check.UNUSED)
            .map(check -> new Step(Part.CLIENT_ASSERTION, check))
            .toList();

    /** Of a machine's assertion, which has a presentation in it. */
    private static final Step PRESENTED = new Step(Part.PRESENTATION, Check.READ);

    private static final List<Step> REST_OF_A_MACHINE = Stream.of(Check.SAME_KEY, Check.ADMISSION, Check.UNUSED)
            .map(check -> new Step(Part.PRESENTATION, check))
            .toList();

    List<Section> explain(Question question) {
        var alleged = Alleged.of(question.text());
        var clientId = alleged.map(said -> said.text("sub")).orElse("");
        var presentation = new AtomicReference<@Nullable String>();
        var judgement = Judgement.of(() -> {
            var client = clients.client(clientId).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
            if (!client.authenticatesByAssertion()) {
                throw Refusal.CLIENT_METHOD_NOT_REGISTERED.asException();
            }
            Trace.passed(Part.CLIENT_ASSERTION, Check.CLIENT, client::clientId);
            var asserted = signatures.requireAssertion(client, question.text(), question.at());
            if (client.isMachine()
                    && (!client.signsPeopleIn()
                            || VpTokenClaim.isIn(asserted.claims().asMap()))) {
                presentation.set(VpTokenClaim.presentation(asserted.claims().asMap(), question.text()));
                Trace.passed(Part.PRESENTATION, Check.READ, () -> "it is in the assertion");
            }
            return Optional.empty();
        });
        var presented = presentation.get();
        var unasked = judgement.holds() && presented == null
                ? Map.of(UNUSED, ONLY_RUNNING, PRESENTED, ONLY_OF_MACHINES)
                : Map.of(UNUSED, ONLY_RUNNING);
        var sections = new ArrayList<Section>();
        sections.add(new Section(
                "a client assertion",
                alleged.map(Alleged::shown).orElse(Map.of()),
                List.of(),
                judgement.lines(plan(clientId), unasked)));
        if (presented != null) {
            sections.add(
                    ofMachine(question.with(presented), clients.client(clientId).orElseThrow()));
        }
        return sections;
    }

    private List<Step> plan(String clientId) {
        var plan = new ArrayList<>(PLAN);
        if (clients.client(clientId).filter(TrustedClient::isMachine).isPresent()) {
            plan.add(plan.indexOf(UNUSED), PRESENTED);
        }
        return plan;
    }

    private Section ofMachine(Question question, TrustedClient client) {
        return presentations.ofMachine(
                question,
                (accepted, asked) -> letIn(accepted, asked, client),
                REST_OF_A_MACHINE,
                Map.of(new Step(Part.PRESENTATION, Check.UNUSED), ONLY_RUNNING));
    }

    private Optional<Rejection> letIn(Verdict.Accepted accepted, DcqlQuery asked, TrustedClient client)
            throws RejectedException {
        var holder = accepted.all().getFirst().holder();
        if (!signatures.isKeyOf(client, holder.key())) {
            return Optional.of(new Rejection.HolderIsNotClient());
        }
        Trace.passed(Part.PRESENTATION, Check.SAME_KEY);
        var admission = policy.admitMachine(PresentedSubject.of(accepted, asked), client.clientId());
        if (admission instanceof Policy.Admission.Missed(var why)) {
            return Optional.of(why);
        }
        Trace.passed(Part.PRESENTATION, Check.ADMISSION);
        return Optional.empty();
    }
}
