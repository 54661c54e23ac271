package dev.verifier.server.wallet;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.wallet.WalletLogin.Presented;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the browser posts the code that the wallet's device shows. Right or wrong, it goes back to the page of the login, which says what
 * became of it. Thread-safe.
 */
@RestController
@RequestMapping(Surface.LOGIN + "/{id}" + MatchSteps.PATH)
class MatchSteps {

    static final String PATH = "/match";

    private final WalletLogins logins;
    private final LoginViews views;
    private final BrowserLogins ours;
    private final LoginEvents browsers;
    private final ErrorAnswers answers;
    private final Surface surface;
    private final EventLog events;
    private final Clock clock;

    MatchSteps(
            WalletLogins logins,
            LoginViews views,
            BrowserLogins ours,
            LoginEvents browsers,
            ErrorAnswers answers,
            Surface surface,
            EventLog events,
            Clock clock) {
        this.logins = logins;
        this.views = views;
        this.ours = ours;
        this.browsers = browsers;
        this.answers = answers;
        this.surface = surface;
        this.events = events;
        this.clock = clock;
    }

    @PostMapping
    void match(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        if (request.getQueryString() != null) {
            answers.refuse(request, response, Refusal.PARAMETERS_IN_URL);
            return;
        }
        var login = kept.get().login();
        // What another site posts, as a neighbour of our domain can, is no try.
        if (!views.isMatchToken(login, ours.secret(login, request), request.getParameter("token"))) {
            answers.refuse(request, response, Refusal.LOGIN_ELSEWHERE);
            return;
        }
        compare(kept.get(), Objects.requireNonNullElse(request.getParameter("code"), ""), request);
        response.sendRedirect(surface.url(Surface.LOGIN + "/" + id));
    }

    /** Of several that try at once each counts, whichever node they came to. */
    private void compare(Kept kept, String typed, HttpServletRequest request) {
        if (!(kept.login() instanceof Presented login) || login.match() == null || login.isOver(clock.instant())) {
            return;
        }
        var right = login.match().is(login.order(), typed);
        var after = right ? login.broughtBack() : login.mistyped(login.match(), Refusal.MATCH_CODE_WRONG.code());
        if (!logins.replace(kept, after)) {
            logins.byId(login.order().id()).ifPresent(again -> compare(again, typed, request));
        } else if (!right) {
            wrong(after, request);
        }
    }

    private void wrong(WalletLogin after, HttpServletRequest request) {
        var refusal = Refusal.MATCH_CODE_WRONG;
        answers.note(request, refusal);
        if (after instanceof WalletLogin.Ended) {
            var order = after.order();
            browsers.refused(order, refusal.code(), 0);
            events.publish(new VerifierEvent.LoginEnded(order.id(), order.clientId(), "exhausted", refusal.code()));
        }
    }
}
