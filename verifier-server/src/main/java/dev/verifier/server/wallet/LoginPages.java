package dev.verifier.server.wallet;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.authorize.AuthorizationAnswers;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import dev.verifier.server.limit.CallerAddress;
import dev.verifier.server.page.ElsewhereView;
import dev.verifier.server.page.Pages;
import dev.verifier.server.wallet.WalletLogin.Presented;
import dev.verifier.server.wallet.WalletLogin.Requested;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the browser waits, and goes on. Every path belongs to one login and answers only the browser that started it; nothing is
 * taken from the URL but that login's identifier and the response code. Thread-safe.
 */
@RestController
@RequestMapping(Surface.LOGIN + "/{id}")
class LoginPages {

    private final JsonMapper json = new JsonMapper();
    private final LoginRules rules;
    private final WalletLogins logins;
    private final LoginViews views;
    private final LoginEvents events;
    private final BrowserCookie browsers;
    private final CallerAddress addresses;
    private final AuthorizationAnswers authorization;
    private final ErrorAnswers answers;
    private final Pages pages;
    private final Surface surface;
    private final EventLog log;
    private final Clock clock;

    LoginPages(
            LoginRules rules,
            WalletLogins logins,
            LoginViews views,
            LoginEvents events,
            BrowserCookie browsers,
            CallerAddress addresses,
            AuthorizationAnswers authorization,
            ErrorAnswers answers,
            Pages pages,
            Surface surface,
            EventLog log,
            Clock clock) {
        this.rules = rules;
        this.logins = logins;
        this.views = views;
        this.events = events;
        this.browsers = browsers;
        this.addresses = addresses;
        this.authorization = authorization;
        this.answers = answers;
        this.pages = pages;
        this.surface = surface;
        this.log = log;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    void page(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours(id, request, response);
        if (kept.isPresent()) {
            pages.write(views.page(kept.get().login(), clock.instant()), request, response);
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    void facts(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours(id, request, response);
        if (kept.isPresent()) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            json.writeValue(response.getOutputStream(), views.facts(kept.get().login(), clock.instant()));
        }
    }

    @GetMapping("/events")
    @Nullable
    SseEmitter events(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var kept = ours(id, request, response);
        if (kept.isEmpty()) {
            return null;
        }
        var login = kept.get().login();
        var left = Duration.between(clock.instant(), login.endsAt());
        var channel = events.wait(
                login.order(),
                CallerAddress.network(addresses.of(request)),
                left.isPositive() ? left : Duration.ofMillis(1));
        if (channel.isEmpty()) {
            answers.refuse(request, response, Refusal.TOO_BUSY);
            return null;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies that collect what they pass on would make the browser wait.
        response.setHeader("X-Accel-Buffering", "no");
        // Read again now that whatever happens is heard: between the two nothing can be missed.
        channel.get().send(events.state(logins.byId(id).map(Kept::login).orElse(login), rules));
        return channel.get();
    }

    /** The browser goes on by itself, where the wallet is on another device. */
    @GetMapping("/continue")
    void goOn(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        if (!(kept.get().login() instanceof Presented presented) || presented.isOver(clock.instant())) {
            response.sendRedirect(path(id));
        } else if (!presented.returned() && !rules.crossDevice()) {
            answers.refuse(request, response, Refusal.RESPONSE_CODE_INVALID);
        } else {
            complete(kept.get(), presented, request, response);
        }
    }

    /**
     * The wallet brings the person back (OpenID4VP 1.0 §13.3). Into another browser than the one that started the login, such as that
     * of the phone with the wallet on it, nothing leads back: its owner is sent to the other screen.
     */
    @GetMapping("/return")
    void comeBack(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var kept = logins.byId(id)
                .filter(found -> browsers.secret(found.login(), request).isPresent());
        var code = request.getParameter("response_code");
        new RequestFacts(Surface.LOGIN, "", "").keepWith(request);
        if (kept.isEmpty()) {
            pages.write(new ElsewhereView(), request, response);
        } else if (!(kept.get().login() instanceof Presented presented) || presented.isOver(clock.instant())) {
            response.sendRedirect(path(id));
        } else if (code == null || !Digest.matches(presented.responseCode(), code)) {
            answers.refuse(request, response, Refusal.RESPONSE_CODE_INVALID);
        } else {
            complete(kept.get(), presented, request, response);
        }
    }

    private void complete(Kept kept, Presented presented, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var id = presented.order().id();
        if (views.needsConsent(presented)) {
            if (presented.returned() || logins.replace(kept, presented.returnedByWallet())) {
                pages.write(
                        views.consent(
                                presented, browsers.secret(presented, request).orElseThrow()),
                        request,
                        response);
            } else {
                response.sendRedirect(path(id));
            }
            return;
        }
        authorize(kept, presented, response);
    }

    /** The authorization request is asked again, now by somebody. */
    private void authorize(Kept kept, Presented presented, HttpServletResponse response) throws IOException {
        logins.replace(kept, presented.completed());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.sendRedirect(
                surface.url(Surface.AUTHORIZE) + "?" + presented.order().query());
    }

    @PostMapping("/consent")
    void consent(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        if (!(kept.get().login() instanceof Presented presented)
                || presented.isOver(clock.instant())
                || !presented.returned()) {
            response.sendRedirect(path(id));
        } else if (!views.isConsentToken(
                presented, browsers.secret(presented, request).orElseThrow(), request.getParameter("token"))) {
            answers.refuse(request, response, Refusal.LOGIN_ELSEWHERE);
        } else if ("allow".equals(request.getParameter("answer"))) {
            authorize(kept.get(), presented, response);
        } else {
            cancel(kept.get(), request, response);
        }
    }

    @GetMapping("/cancel")
    void cancel(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours(id, request, response);
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
        if (!(login instanceof WalletLogin.Ended) && logins.replace(kept, login.ended(refusal.code()))) {
            var outcome = refusal == Refusal.LOGIN_EXPIRED ? "expired" : "cancelled";
            log.publish(new VerifierEvent.LoginEnded(
                    login.order().id(), login.order().clientId(), outcome, refusal.code()));
        }
        authorization.refuse(request, response, refusal, login.order().back());
    }

    /** The same request once more, as a new login. */
    @GetMapping("/retry")
    void retry(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours(id, request, response);
        if (kept.isPresent()) {
            response.sendRedirect(surface.url(Surface.AUTHORIZE) + "?"
                    + kept.get().login().order().query());
        }
    }

    private String path(String id) {
        return surface.url(Surface.LOGIN + "/" + id);
    }

    /** The login, if this browser started it; a refusal was written otherwise. */
    private Optional<Kept> ours(String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var kept = logins.byId(id)
                .filter(found -> browsers.secret(found.login(), request).isPresent());
        var client = kept.map(found -> found.login().order().clientId()).orElse("");
        new RequestFacts(Surface.LOGIN, "", client).keepWith(request);
        if (kept.isEmpty()) {
            answers.refuse(request, response, Refusal.LOGIN_ELSEWHERE);
        }
        return kept;
    }
}
