package dev.verifier.server.wallet;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.authorize.AuthorizationQuery;
import dev.verifier.server.authorize.Wishes;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.request.AskedParameters;
import dev.verifier.server.session.BrowserSessions;
import dev.verifier.server.token.WalletAuthentication;
import dev.verifier.server.wallet.WalletLogin.Completed;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Who is signed in: whoever completed a login in this browser for exactly the authorization request that is asked now, and that
 * once; else whoever is known by the browser's session, if that is wanted and enough for the request. Thread-safe.
 */
final class LoginContexts implements SecurityContextRepository {

    private final WalletLogins logins;
    private final BrowserCookie browsers;
    private final BrowserSessions sessions;
    private final KnownPersons known;
    private final EventLog events;
    private final Clock clock;

    LoginContexts(
            WalletLogins logins,
            BrowserCookie browsers,
            BrowserSessions sessions,
            KnownPersons known,
            EventLog events,
            Clock clock) {
        this.logins = logins;
        this.browsers = browsers;
        this.sessions = sessions;
        this.known = known;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    private SecurityContext context(HttpServletRequest request) {
        return Surface.AUTHORIZE.equals(request.getRequestURI()) && request.getCookies() != null
                ? authentication(request).map(SecurityContextImpl::new).orElseGet(SecurityContextImpl::new)
                : new SecurityContextImpl();
    }

    private Optional<WalletAuthentication> authentication(HttpServletRequest request) {
        for (var kept : logins.completed(AuthorizationQuery.of(request))) {
            if (kept.login() instanceof Completed completed
                    && !completed.isOver(clock.instant())
                    && browsers.secret(completed, request).isPresent()
                    && known.isStillKnown(completed.answered(), completed.subject(), request)
                    && isFirst(kept, completed)) {
                return Optional.of(new WalletAuthentication(
                                completed.subject(),
                                completed.answered().at(),
                                sessions.nameFor(completed.subject(), request))
                        .by(completed.order().id()));
            }
        }
        return known(request);
    }

    /** What is wrong with the request is told by those who read it behind us. One that led to a login goes on there. */
    private Optional<WalletAuthentication> known(HttpServletRequest request) {
        if (AskedParameters.of(request)
                .map(AskedParameters::kept)
                .filter(kept -> kept.login() != null)
                .isPresent()) {
            return Optional.empty();
        }
        var clientId = Objects.requireNonNullElse(request.getParameter("client_id"), "");
        var scopes = Set.copyOf(List.of(
                Objects.requireNonNullElse(request.getParameter("scope"), "").split(" ")));
        var wishes = Wishes.of(request);
        return known.find(wishes, clientId, scopes, request)
                .filter(session -> !known.mustAgree(session, wishes, clientId, scopes))
                .map(session -> WalletAuthentication.known(session.subject(), session.at(), session.id()));
    }

    private boolean isFirst(Kept kept, Completed completed) {
        var first = logins.replace(kept, completed.ended(WalletLogin.Ended.COMPLETED));
        if (first) {
            events.publish(new VerifierEvent.LoginEnded(
                    completed.order().id(), completed.order().clientId(), "completed", "none"));
        }
        return first;
    }

    /** What Spring would keep is in the login already. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // Nothing is kept beside the login.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return false;
    }
}
