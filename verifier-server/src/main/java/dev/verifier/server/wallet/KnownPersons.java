package dev.verifier.server.wallet;

import dev.verifier.server.authorize.Wishes;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.session.BrowserSession;
import dev.verifier.server.session.BrowserSessions;
import dev.verifier.server.token.IdTokenHints;
import dev.verifier.server.token.Policy;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.trust.Standing;
import dev.verifier.server.trust.StandingReading;
import dev.verifier.server.wallet.WalletLogin.Answered;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Whom we know well enough, by the session of their browser, that an authorization request need not be taken to a wallet. Thread-safe. */
record KnownPersons(
        BrowserSessions sessions,
        TrustedClients clients,
        IdTokenHints hints,
        Policy policy,
        Standing standing,
        Clock clock) {

    /** The session of somebody who presented what is asked for, as lately as is asked for, is whom the client means, and whose credential still stands. */
    Optional<BrowserSession> find(Wishes wishes, String clientId, Set<String> scopes, HttpServletRequest request) {
        var asked = clients.asked(clientId, scopes);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var query = CredentialProfiles.query(asked);
        return sessions.answering(request)
                .filter(session -> wishes.allow(session.at(), clock.instant()))
                .filter(session -> session.subject().answers(query))
                .flatMap(session -> admitted(session, clientId, scopes))
                .filter(session -> isMeant(session, wishes, clientId))
                .filter(session ->
                        standing.read(session.subject().believed(), clock.instant()) instanceof StandingReading.Stands);
    }

    private Optional<BrowserSession> admitted(BrowserSession session, String clientId, Set<String> scopes) {
        return switch (policy.admit(session.subject(), clientId, scopes)) {
            case Policy.Admission.Admitted(var person) -> Optional.of(session.with(person));
            case Policy.Admission.Missed _ -> Optional.empty();
        };
    }

    private boolean isMeant(BrowserSession session, Wishes wishes, String clientId) {
        return wishes.idTokenHint() == null
                || wishes.hint(hints, clientId)
                        .filter(hint -> hints.isAbout(hint, session.subject()))
                        .isPresent();
    }

    /** Whether somebody who did not come with their wallet, but was known by a session, is known in this browser by what they presented then. */
    boolean isStillKnown(Answered answered, PresentedSubject subject, HttpServletRequest request) {
        return !Boolean.TRUE.equals(answered.bySession())
                || sessions.of(request)
                        .filter(session -> session.subject().holder().equals(subject.holder()))
                        .filter(session -> session.at().equals(answered.at()))
                        .isPresent();
    }

    /** Whether they have to agree first: where the client is registered so and they have not in this session, or wants it anew. */
    boolean mustAgree(BrowserSession session, Wishes wishes, String clientId, Set<String> scopes) {
        return wishes.consent() || (needsConsent(clientId) && !sessions.agreed(session, clientId, scopes));
    }

    private boolean needsConsent(String clientId) {
        return clients.client(clientId)
                .filter(TrustedClient::requireAuthorizationConsent)
                .isPresent();
    }
}
