package dev.verifier.server.session;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.token.IdTokenHints;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.token.WalletAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The sessions of browsers. A session begins with a login, and goes on with the next login of the same person in the same browser;
 * each login has a new secret, so that what was in the browser before is worth nothing after it. Thread-safe.
 */
public final class BrowserSessions {

    private final SessionTable table;
    private final SessionCookie cookie;
    private final SessionRules rules;
    private final IdTokenHints names;
    private final TrustedClients clients;
    private final TransactionOperations transactions;
    private final SecureRandom random;
    private final EventLog events;
    private final Clock clock;

    BrowserSessions(
            SessionTable table,
            SessionCookie cookie,
            SessionRules rules,
            IdTokenHints names,
            TrustedClients clients,
            TransactionOperations transactions,
            SecureRandom random,
            EventLog events,
            Clock clock) {
        this.table = table;
        this.cookie = cookie;
        this.rules = rules;
        this.names = names;
        this.clients = clients;
        this.transactions = transactions;
        this.random = random;
        this.events = events;
        this.clock = clock;
    }

    /** The session of the browser that sends a request, whether or not it still answers for its person. */
    public Optional<BrowserSession> of(HttpServletRequest request) {
        return cookie.secret(request).flatMap(secret -> table.bySecret(secret.digest(), clock.instant()));
    }

    /** The same, where it may answer for its person ({@code verifier.login.single-sign-on}). */
    public Optional<BrowserSession> answering(HttpServletRequest request) {
        return rules.window().isZero()
                ? Optional.empty()
                : of(request).filter(session -> rules.answers(session, clock.instant()));
    }

    /** Whether the person agreed, in this session, that a client gets all of this. */
    public boolean agreed(BrowserSession session, String clientId, Set<String> scopes) {
        return table.consented(session.id(), clientId).containsAll(scopes);
    }

    /** The name of the session in which somebody signs in now: that of their session in this browser, or of a new one. */
    public String nameFor(PresentedSubject person, HttpServletRequest request) {
        return of(request)
                .filter(session -> session.subject().holder().equals(person.holder()))
                .map(BrowserSession::id)
                .orElseGet(() -> SessionSecret.text(random));
    }

    /**
     * A client is about to be told that somebody signed in: what is issued for it is in a session from now on. Not so where a session
     * answered for them that has ended since: nobody is signed in again by what they signed out of.
     *
     * @param code writes down what is issued: in one commit with a session that begins, before one that goes on is joined
     */
    boolean signedIn(
            WalletAuthentication person,
            String clientId,
            Set<String> scopes,
            Runnable code,
            HttpServletRequest request,
            HttpServletResponse response) {
        var id = person.session();
        if (id == null) {
            code.run();
            return true;
        }
        var before = of(request).filter(session -> session.id().equals(id));
        if (person.isKnown() && before.isEmpty()) {
            return false;
        }
        var asked = clients.client(clientId)
                .filter(TrustedClient::requireAuthorizationConsent)
                .isPresent();
        var subject = names.name(person.subject(), clientId).orElseGet(person::getName);
        Set<String> consented = asked ? scopes : Set.of();
        if (before.isPresent() && before.get().at().equals(person.at())) {
            events.publish(new VerifierEvent.SessionUsed(clientId));
        } else if (begin(person, id, new SessionClient(clientId, subject), consented, code, request, response)) {
            return true;
        } else if (before.isPresent() && !before.get().subject().tellsTheSameAs(person.subject())) {
            table.forgetConsents(id);
        }
        code.run(); // whoever ends the session ends it with it, and where they were faster nobody is told it
        return table.join(id, clientId, subject, consented);
    }

    /** Whether a session begins, and the client is in it; not so where the one there is goes on. */
    private boolean begin(
            WalletAuthentication person,
            String id,
            SessionClient client,
            Set<String> consented,
            Runnable code,
            HttpServletRequest request,
            HttpServletResponse response) {
        var at = clock.instant();
        var session = new BrowserSession(id, person.subject(), person.at(), at.plus(rules.life()));
        var secret = SessionSecret.next(random);
        var old = cookie.secret(request).map(SessionSecret::digest);
        var renewed = old.isPresent() && table.renew(session, old.get(), secret.digest());
        var begun = !renewed && added(session, secret.digest(), client, consented, code);
        if (renewed || begun) {
            cookie.give(secret, Duration.between(at, session.endsAt()), response);
        }
        return begun;
    }

    /**
     * With its first client and what that is told, in one commit; not so where another tab of its browser was faster, whose secret the
     * browser has then.
     */
    private boolean added(
            BrowserSession session, String digest, SessionClient client, Set<String> consented, Runnable code) {
        try {
            transactions.executeWithoutResult(_ -> {
                table.add(session, digest, client, consented);
                code.run();
            });
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** What only the browser with this request's session can send back. */
    public Optional<String> token(HttpServletRequest request, String purpose) {
        return cookie.secret(request).map(secret -> secret.token(purpose));
    }

    /** Whether this was sent back by the browser that was told it. */
    public boolean isToken(HttpServletRequest request, String purpose, @Nullable String token) {
        return token != null
                && token(request, purpose)
                        .filter(own -> MessageDigest.isEqual(
                                own.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    /** The browser forgets its session. */
    public void leave(HttpServletRequest request, HttpServletResponse response) {
        if (cookie.secret(request).isPresent()) {
            cookie.takeBack(response);
        }
    }

    /** Ends a session, in a transaction: the clients that signed somebody in with it. Empty where somebody else has ended it. */
    public Optional<List<SessionClient>> end(String session) {
        if (!table.hold(session)) {
            return Optional.empty();
        }
        var joined = table.clients(session);
        table.remove(session);
        return Optional.of(joined);
    }

    /** The names of sessions that go on, in an order of their own, behind one of them. */
    public List<String> after(String session, Instant at, int most) {
        return table.after(session, at, most);
    }

    /** The session of this name, where it goes on. */
    public Optional<BrowserSession> named(String session, Instant at) {
        return table.byId(session, at);
    }
}
