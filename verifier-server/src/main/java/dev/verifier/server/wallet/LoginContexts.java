package dev.verifier.server.wallet;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.authorize.AuthorizationQuery;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.token.WalletAuthentication;
import dev.verifier.server.wallet.WalletLogin.Completed;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Who is signed in: whoever completed a login in this browser for exactly the authorization request that is asked now, and that
 * once. There is no session beside the login, so there is nothing that another request, tab or client could find. Thread-safe.
 */
final class LoginContexts implements SecurityContextRepository {

    private final WalletLogins logins;
    private final BrowserCookie browsers;
    private final EventLog events;
    private final Clock clock;

    LoginContexts(WalletLogins logins, BrowserCookie browsers, EventLog events, Clock clock) {
        this.logins = logins;
        this.browsers = browsers;
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
                    && isFirst(kept, completed)) {
                return Optional.of(new WalletAuthentication(
                        completed.subject(), completed.answered().at()));
            }
        }
        return Optional.empty();
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
