package dev.verifier.server.audit;

import dev.verifier.server.configuration.Surface;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The numbers behind the events. Every label has few values, none of which a stranger can choose. Thread-safe. */
final class EventMetrics {

    /** Nobody looks at more of them, and each is kept for good. */
    private static final int MOST_CLIENTS = 200;

    private final MeterRegistry registry;
    private final Set<String> clientNames = ConcurrentHashMap.newKeySet();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger accelerated = new AtomicInteger();
    private final Counter outages;
    private final Counter failures;
    private final Counter signerAway;

    EventMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("verifier.clients.loaded", clients);
        registry.gauge("verifier.crypto.accelerated", accelerated);
        // Zero before they count for the first time, or nobody who watches them would see that first time.
        outages = registry.counter("verifier.database.outages");
        failures = registry.counter("verifier.failures");
        signerAway = registry.counter("verifier.signer.away");
    }

    void count(VerifierEvent event) {
        switch (event) {
            case VerifierEvent.TokenIssued issued -> issued(issued);
            case VerifierEvent.LoginStarted _ -> {}
            case VerifierEvent.LoginAccepted accepted -> believed("person", accepted.evidence());
            case VerifierEvent.LoginEnded ended -> login(ended.outcome(), ended.reason());
            case VerifierEvent.SessionUsed _ -> login("reused", "none");
            case VerifierEvent.SessionEnded ended -> count("verifier.session.ended", "reason", ended.reason());
            case VerifierEvent.SessionUnread(var problem) -> count("verifier.session.unread", "problem", problem);
            case VerifierEvent.LogoutNotice notice -> count("verifier.logout.notice", "outcome", notice.outcome());
            case VerifierEvent.SecurityEventNotice told -> count("verifier.security.event", "outcome", told.outcome());
            case VerifierEvent.Refused refused -> refused(refused);
            case VerifierEvent.Introspected answer ->
                count("verifier.introspection", "active", String.valueOf(answer.active()));
            case VerifierEvent.GrantEnded ended -> count("verifier.grants.ended", "reason", ended.reason());
            case VerifierEvent.TokenRevoked _ -> {}
            case VerifierEvent.QuirkUsed(var quirk) -> count("verifier.compatibility", "quirk", quirk);
            case VerifierEvent.ListLoaded loaded -> loaded(loaded);
            case VerifierEvent.ListUnchanged(var list) -> reload(list, "unchanged");
            case VerifierEvent.ListKept kept -> reload(kept.list(), kept.result());
            case VerifierEvent.ListFromCopy copy -> reload(copy.list(), "copy");
            case VerifierEvent.StatusListAsked asked -> count("verifier.status.lists", "result", asked.result());
            case VerifierEvent.OutboundDenied(var reason) -> count("verifier.outbound.denied", "reason", reason);
            case VerifierEvent.CryptoChosen chosen -> accelerated.set(chosen.accelerated() ? 1 : 0);
            case VerifierEvent.DatabaseAway _ -> outages.increment();
            case VerifierEvent.DatabaseBack _ -> {}
            case VerifierEvent.UpkeepFailed(var problem) -> count("verifier.upkeep.failed", "problem", problem);
            case VerifierEvent.Failed _ -> failures.increment();
            case VerifierEvent.Ready _ -> {}
            case VerifierEvent.UnknownVariable _ -> {}
            case VerifierEvent.KeyGenerated _ -> {}
            case VerifierEvent.KeyExposed _ -> {}
            case VerifierEvent.SignerAway _ -> signerAway.increment();
            case VerifierEvent.VouchingEnds _ -> {}
            case VerifierEvent.KeyAdded _ -> {}
            case VerifierEvent.KeyRetired _ -> {}
            case VerifierEvent.KeyLoaded _ -> {}
        }
    }

    private void issued(VerifierEvent.TokenIssued issued) {
        token(issued.grant(), "issued", "none");
        client(issued.client(), "issued");
        if (issued.evidence() != null) {
            believed("machine", issued.evidence());
        }
    }

    private void believed(String mode, VerifierEvent.Evidence evidence) {
        var format = evidence.grounds() == null ? "unknown" : evidence.grounds().format();
        registry.counter("verifier.believed", "mode", mode, "format", format).increment();
    }

    /** By name as long as there are few. */
    private void client(String client, String outcome) {
        var name = clientNames.contains(client) || (clientNames.size() < MOST_CLIENTS && clientNames.add(client))
                ? client
                : "other";
        registry.counter("verifier.client", "client", name, "outcome", outcome).increment();
    }

    private void refused(VerifierEvent.Refused refused) {
        if (!refused.client().isEmpty()) {
            client(refused.client(), "refused");
        }
        if (refused.endpoint().equals(Surface.TOKEN)) {
            token(refused.grant().isEmpty() ? "unknown" : refused.grant(), "refused", refused.code());
        }
        if (refused.endpoint().equals(Surface.WALLET_RESPONSE)
                || refused.endpoint().equals(Surface.DIGITAL_CREDENTIAL)) {
            login("refused", refused.code());
        }
    }

    private void loaded(VerifierEvent.ListLoaded loaded) {
        reload(loaded.list(), "loaded");
        if (loaded.list().equals("clients")) {
            clients.set(loaded.entries());
        }
    }

    private void token(String grant, String outcome, String reason) {
        registry.counter("verifier.token", "grant", grant, "outcome", outcome, "reason", reason)
                .increment();
    }

    /** Each answer of a wallet that was refused, and the one way each login ended. */
    private void login(String outcome, String reason) {
        registry.counter("verifier.login", "outcome", outcome, "reason", reason).increment();
    }

    private void reload(String list, String result) {
        registry.counter("verifier.reload", "list", list, "result", result).increment();
    }

    private void count(String name, String label, String value) {
        registry.counter(name, label, value).increment();
    }
}
