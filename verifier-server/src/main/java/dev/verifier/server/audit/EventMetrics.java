package dev.verifier.server.audit;

import dev.verifier.server.configuration.Surface;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** The numbers behind the events. Every label has few values, none of which a stranger can choose. Thread-safe. */
final class EventMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger accelerated = new AtomicInteger();

    EventMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("verifier.clients.loaded", clients);
        registry.gauge("verifier.crypto.accelerated", accelerated);
    }

    void count(VerifierEvent event) {
        switch (event) {
            case VerifierEvent.TokenIssued issued -> token(issued.grant(), "issued", "none");
            case VerifierEvent.LoginStarted _ -> {}
            case VerifierEvent.LoginAccepted _ -> {}
            case VerifierEvent.LoginEnded ended -> login(ended.outcome(), ended.reason());
            case VerifierEvent.SessionUsed _ -> login("reused", "none");
            case VerifierEvent.SessionEnded ended -> count("verifier.session.ended", "reason", ended.reason());
            case VerifierEvent.SessionUnread(var problem) -> count("verifier.session.unread", "problem", problem);
            case VerifierEvent.LogoutNotice notice -> count("verifier.logout.notice", "outcome", notice.outcome());
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
            case VerifierEvent.DatabaseAway _ ->
                registry.counter("verifier.database.outages").increment();
            case VerifierEvent.DatabaseBack _ -> {}
            case VerifierEvent.UpkeepFailed(var problem) -> count("verifier.upkeep.failed", "problem", problem);
            case VerifierEvent.Failed _ -> registry.counter("verifier.failures").increment();
            case VerifierEvent.Ready _ -> {}
            case VerifierEvent.UnknownVariable _ -> {}
            case VerifierEvent.KeyGenerated _ -> {}
            case VerifierEvent.KeyExposed _ -> {}
            case VerifierEvent.SignerAway _ ->
                registry.counter("verifier.signer.away").increment();
            case VerifierEvent.VouchingEnds _ -> {}
            case VerifierEvent.KeyAdded _ -> {}
            case VerifierEvent.KeyRetired _ -> {}
            case VerifierEvent.KeyLoaded _ -> {}
        }
    }

    private void refused(VerifierEvent.Refused refused) {
        if (refused.endpoint().equals(Surface.TOKEN)) {
            token(refused.grant().isEmpty() ? "unknown" : refused.grant(), "refused", refused.code());
        }
        if (refused.endpoint().equals(Surface.WALLET_RESPONSE)) {
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
