package dev.verifier.server.explain;

import dev.verifier.jose.Limits;
import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.machine.MachineQuestion;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.request.RequestObjects;
import dev.verifier.server.token.Policy;
import dev.verifier.server.trust.TrustSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The front door: takes something that was pasted for what it is, and says how each check of it went. Thread-safe. */
public final class Explainer {

    private static final int MOST = 10;

    private final Recognition recognition;
    private final Assertions assertions;
    private final Requests requests;
    private final Presentations presentations;
    private final Tokens tokens;
    private final String issuer;

    /**
     * @param keys ours, where they are here
     * @param limits how much of a token is looked at
     */
    public Explainer(
            TrustSources trust,
            TrustedClients clients,
            ClientSignatures signatures,
            RequestObjects objects,
            CredentialProfiles profiles,
            Supplier<Optional<KeyRing>> keys,
            Surface surface,
            Tolerance tolerance,
            Limits limits) {
        this.issuer = surface.issuer().toString();
        this.recognition = new Recognition(surface);
        var machine = MachineQuestion.of(profiles, surface, tolerance);
        var policy = new Policy(clients, profiles);
        this.presentations = new Presentations(trust, new Queries(profiles), machine, tolerance, policy);
        this.assertions = new Assertions(clients, signatures, presentations, policy);
        this.requests = new Requests(clients, objects, surface.url(Surface.AUTHORIZE));
        this.tokens = new Tokens(keys, issuer, limits);
    }

    /** What there is to say about it. */
    public Explained explain(Question asked) {
        var question = asked.with(asked.text().strip());
        var seen = recognition.of(question.text());
        var kind = seen.isLookedAt() && question.kind() != null ? question.kind() : seen;
        var sections = sections(kind, question);
        return sections.isEmpty()
                ? Explained.nothing(kind.isLookedAt() ? Kind.UNKNOWN : kind, question.at(), issuer)
                : new Explained(kind, question.at(), issuer, sections);
    }

    private List<Section> sections(Kind kind, Question question) {
        return switch (kind) {
            case REQUEST_OBJECT -> requests.explain(question);
            case CLIENT_ASSERTION -> assertions.explain(question);
            case PRESENTATION -> List.of(presentations.presentation(question));
            case VP_TOKEN -> each(question);
            case CREDENTIAL -> List.of(presentations.credential(question));
            case TOKEN -> tokens.explain(question);
            case PRIVATE_KEY, ENCRYPTED, UNKNOWN -> List.of();
        };
    }

    /** Each presentation by itself; none where there are more than are looked at, for the rest would be taken for good. */
    private List<Section> each(Question question) {
        var texts = new ArrayList<String>();
        Alleged.object(question.text()).orElse(Map.of()).forEach((id, value) -> {
            for (var presentation : value instanceof List<?> several ? several : List.of(String.valueOf(value))) {
                texts.add(presentation instanceof String text ? text : String.valueOf(presentation));
            }
        });
        if (texts.size() > MOST) {
            return List.of();
        }
        // One of them authorizes what was asked, and the others need not.
        var authorizing = texts.stream().filter(Explainer::authorizes).toList();
        return texts.stream()
                .map(question::with)
                .map(each -> authorizing.isEmpty() || authorizing.contains(each.text()) ? each : each.untold())
                .map(presentations::presentation)
                .toList();
    }

    private static boolean authorizes(String text) {
        return Shown.of(text).authorizes();
    }
}
