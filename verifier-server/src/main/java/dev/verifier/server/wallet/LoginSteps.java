package dev.verifier.server.wallet;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.authorize.AuthorizationAnswers;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.page.ElsewhereView;
import dev.verifier.server.page.Page;
import dev.verifier.server.page.Pages;
import dev.verifier.server.wallet.WalletLogin.Presented;
import dev.verifier.server.wallet.WalletLogin.Requested;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How the browser goes on: with the wallet's answer, with the person's, or back to the client without either. As on the pages,
 * every path answers only the browser that started the login; beside its identifier the response code is all that is taken from
 * the URL. Thread-safe.
 */
@RestController
@RequestMapping(Surface.LOGIN + "/{id}")
class LoginSteps {

    private final WalletLogins logins;
    private final LoginViews views;
    private final BrowserLogins ours;
    private final KnownPersons known;
    private final AuthorizationAnswers authorization;
    private final ErrorAnswers answers;
    private final Pages pages;
    private final Surface surface;
    private final EventLog events;
    private final Clock clock;

    LoginSteps(
            WalletLogins logins,
            LoginViews views,
            BrowserLogins ours,
            KnownPersons known,
            AuthorizationAnswers authorization,
            ErrorAnswers answers,
            Pages pages,
            Surface surface,
            EventLog events,
            Clock clock) {
        this.logins = logins;
        this.views = views;
        this.ours = ours;
        this.known = known;
        this.authorization = authorization;
        this.answers = answers;
        this.pages = pages;
        this.surface = surface;
        this.events = events;
        this.clock = clock;
    }

    /** The browser goes on by itself, where the wallet is on another device. */
    @GetMapping("/continue")
    void goOn(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        var login = kept.get().login();
        if (login instanceof WalletLogin.Completed && !login.isOver(clock.instant())) {
            leadOn(login, response); // it did not hear us
        } else if (!(login instanceof Presented presented) || presented.isOver(clock.instant())) {
            response.sendRedirect(path(id));
        } else if (presented.match() != null) {
            response.sendRedirect(path(id)); // where the code is typed
        } else if (!presented.mayGoOn()) {
            answers.refuse(request, response, Refusal.RESPONSE_CODE_INVALID);
        } else {
            complete(kept.get(), presented, request, response);
        }
    }

    /**
     * The wallet brings the person back (OpenID4VP 1.0 §13.3). Into another browser than the one that started the login, such as that
     * of the phone with the wallet on it, nothing leads back: its owner is sent to the other screen, with the code to type there where one
     * is wanted. Where it is, this address is worth nothing in the browser that started the login.
     */
    @GetMapping("/return")
    void comeBack(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var kept = ours.find(id, request);
        var code = request.getParameter("response_code");
        if (kept.isEmpty()) {
            pages.write(elsewhere(id, code), request, response);
        } else if (!(kept.get().login() instanceof Presented presented)
                || presented.isOver(clock.instant())
                || presented.match() != null) {
            response.sendRedirect(path(id));
        } else if (code == null || !Digest.matches(presented.answered().responseCode(), code)) {
            answers.refuse(request, response, Refusal.RESPONSE_CODE_INVALID);
        } else {
            complete(kept.get(), presented, request, response);
        }
    }

    private Page elsewhere(String id, @Nullable String code) {
        return code != null
                        && logins.byId(id).map(Kept::login).orElse(null) instanceof Presented presented
                        && presented.match() != null
                        && !presented.isOver(clock.instant())
                        && Digest.matches(presented.answered().responseCode(), code)
                ? views.onPhone(presented, MatchCode.of(presented.order(), code))
                : new ElsewhereView();
    }

    private void complete(Kept kept, Presented presented, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var id = presented.order().id();
        if (hasLeft(kept, presented, request, response)) {
            return;
        }
        if (views.needsConsent(presented)) {
            if (presented.returned() || logins.replace(kept, presented.broughtBack())) {
                pages.write(views.consent(presented, ours.secret(presented, request)), request, response);
            } else {
                response.sendRedirect(path(id));
            }
            return;
        }
        authorize(kept, presented, response);
    }

    private void authorize(Kept kept, Presented presented, HttpServletResponse response) throws IOException {
        logins.replace(kept, presented.completed());
        leadOn(presented, response);
    }

    /** The authorization request is asked again, now by somebody. */
    private void leadOn(WalletLogin login, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.sendRedirect(
                surface.url(Surface.AUTHORIZE) + "?" + login.order().query());
    }

    @PostMapping("/consent")
    void consent(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        if (!(kept.get().login() instanceof Presented presented)
                || presented.isOver(clock.instant())
                || !presented.returned()) {
            response.sendRedirect(path(id));
        } else if (!views.isConsentToken(presented, ours.secret(presented, request), request.getParameter("token"))) {
            answers.refuse(request, response, Refusal.LOGIN_ELSEWHERE);
        } else if (!"allow".equals(request.getParameter("answer"))) {
            cancel(kept.get(), request, response);
        } else if (!hasLeft(kept.get(), presented, request, response)) {
            authorize(kept.get(), presented, response);
        }
    }

    /** Whoever was known by a session and has signed out of it agrees to nothing any more. */
    private boolean hasLeft(Kept kept, Presented presented, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (known.isStillKnown(presented.answered(), presented.subject(), request)) {
            return false;
        }
        end(kept, Refusal.LOGIN_OVER, "cancelled");
        answers.refuse(request, response, Refusal.LOGIN_OVER);
        return true;
    }

    private void end(Kept kept, Refusal why, String outcome) {
        var order = kept.login().order();
        if (logins.replace(kept, kept.login().ended(why.code()))) {
            events.publish(new VerifierEvent.LoginEnded(order.id(), order.clientId(), outcome, why.code()));
        }
    }

    @GetMapping("/cancel")
    void cancel(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isPresent()) {
            cancel(kept.get(), request, response);
        }
    }

    private void cancel(Kept kept, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var login = kept.login();
        var refusal = switch (login) {
            case Requested requested when requested.isOver(clock.instant()) -> Refusal.LOGIN_EXPIRED;
            case WalletLogin.Ended _ -> Refusal.LOGIN_REFUSED;
            default -> Refusal.LOGIN_CANCELLED;
        };
        if (!(login instanceof WalletLogin.Ended)) {
            end(kept, refusal, refusal == Refusal.LOGIN_EXPIRED ? "expired" : "cancelled");
        }
        authorization.refuse(request, response, refusal, login.order().back());
    }

    /** The same request once more, as a new login. One whose code is still awaited ends: it is not to be gone back to. */
    @GetMapping("/retry")
    void retry(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isPresent()) {
            if (kept.get().login() instanceof Presented presented && presented.match() != null) {
                end(kept.get(), Refusal.LOGIN_OVER, "cancelled");
            }
            leadOn(kept.get().login(), response);
        }
    }

    private String path(String id) {
        return surface.url(Surface.LOGIN + "/" + id);
    }
}
