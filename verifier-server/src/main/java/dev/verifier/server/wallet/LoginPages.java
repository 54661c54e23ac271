package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.limit.CallerAddress;
import dev.verifier.server.page.Pages;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the browser waits: as a page, as facts for programs, and as events. Every path belongs to one login and answers only the
 * browser that started it; nothing is taken from the URL but that login's identifier. Thread-safe.
 */
@RestController
@RequestMapping(Surface.LOGIN + "/{id}")
class LoginPages {

    private final JsonMapper json = new JsonMapper();
    private final LoginRules rules;
    private final WalletLogins logins;
    private final LoginViews views;
    private final LoginEvents events;
    private final BrowserLogins ours;
    private final CallerAddress addresses;
    private final ErrorAnswers answers;
    private final Pages pages;
    private final Clock clock;

    LoginPages(
            LoginRules rules,
            WalletLogins logins,
            LoginViews views,
            LoginEvents events,
            BrowserLogins ours,
            CallerAddress addresses,
            ErrorAnswers answers,
            Pages pages,
            Clock clock) {
        this.rules = rules;
        this.logins = logins;
        this.views = views;
        this.events = events;
        this.ours = ours;
        this.addresses = addresses;
        this.answers = answers;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    void page(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isPresent()) {
            var login = kept.get().login();
            pages.write(views.page(login, ours.secret(login, request), clock.instant()), request, response);
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    void facts(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isPresent()) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            json.writeValue(response.getOutputStream(), views.facts(kept.get().login(), clock.instant()));
        }
    }

    @GetMapping("/events")
    void events(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        var login = kept.get().login();
        if (events.isClosed()) {
            EventChannel.write(LoginEvents.comeBack(login.order()), response);
            return;
        }
        if (!EventChannel.isPossibleFor(request)) {
            EventChannel.write(
                    LoginEvents.comeBack(login.order()) + events.state(login, rules, clock.instant()), response);
            return;
        }
        var left = Duration.between(clock.instant(), login.endsAt());
        var channel = events.wait(
                login.order(),
                CallerAddress.network(addresses.of(request)),
                left.isPositive() ? left : Duration.ofMillis(1));
        if (channel.isEmpty()) {
            answers.refuse(request, response, Refusal.TOO_BUSY);
            return;
        }
        // Read again now that whatever happens is heard: between the two nothing can be missed.
        try {
            channel.get().send(events.state(logins.byId(id).map(Kept::login).orElse(login), rules, clock.instant()));
            channel.get().open(request, response);
        } catch (IOException | RuntimeException e) {
            events.abandon(login.order(), channel.get()); // nobody else would
            throw e;
        }
    }
}
