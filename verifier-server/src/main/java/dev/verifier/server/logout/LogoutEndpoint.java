package dev.verifier.server.logout;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import dev.verifier.server.logout.LogoutRules.Judged;
import dev.verifier.server.page.LogoutView;
import dev.verifier.server.page.Pages;
import dev.verifier.server.session.BrowserSession;
import dev.verifier.server.session.BrowserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Where somebody is signed out (OpenID Connect RP-Initiated Logout 1.0). Without a word where the client shows an ID token of this
 * browser's session; in every other case the person is asked. Thread-safe.
 */
@RestController
class LogoutEndpoint {

    private static final String CONFIRM = Surface.LOGOUT + "/confirm";

    /** As long as a Location may be: Tomcat has 8 KB for the whole head of an answer. */
    private static final int LONGEST_LINK = 6 * 1024;

    private final LogoutRules rules;
    private final BrowserSessions sessions;
    private final Logouts logouts;
    private final ErrorAnswers answers;
    private final Pages pages;
    private final Surface surface;

    LogoutEndpoint(
            LogoutRules rules,
            BrowserSessions sessions,
            Logouts logouts,
            ErrorAnswers answers,
            Pages pages,
            Surface surface) {
        this.rules = rules;
        this.sessions = sessions;
        this.logouts = logouts;
        this.answers = answers;
        this.pages = pages;
        this.surface = surface;
    }

    @GetMapping(Surface.LOGOUT)
    void byLink(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = judged(request, response);
        if (asked.isPresent()) {
            answer(asked.get(), false, request, response);
        }
    }

    /** The same as a form. That of another site comes without our cookie: then the browser asks again, by a link. */
    @PostMapping(Surface.LOGOUT)
    void byForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = judged(request, response);
        if (asked.isEmpty()) {
            return;
        }
        if (sessions.of(request).isPresent()) {
            answer(asked.get(), false, request, response);
            return;
        }
        var link = UriComponentsBuilder.fromUriString(surface.url(Surface.LOGOUT));
        asked.get()
                .fields()
                .forEach((name, value) -> link.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
        var location = link.build(true).toUriString();
        if (location.length() > LONGEST_LINK) {
            ask(asked.get(), request, response);
        } else {
            leadTo(location, response);
        }
    }

    /** The person said yes, on our page. */
    @PostMapping(CONFIRM)
    void confirm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = judged(request, response);
        if (asked.isPresent()) {
            var meant = sessions.isToken(request, CONFIRM, request.getParameter("token"));
            answer(asked.get(), meant, request, response);
        }
    }

    /** A request that is in order; else a refusal was written. */
    private Optional<LogoutRequest> judged(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var facts = new RequestFacts(Surface.LOGOUT, "", "");
        facts.keepWith(request);
        if (request.getMethod().equals("HEAD")) {
            answers.refuse(request, response, Refusal.METHOD_NOT_ALLOWED); // a look that must not be a step
            return Optional.empty();
        }
        Pages.prefer(request.getParameter("ui_locales"), request);
        return switch (rules.judge(request)) {
            case Judged.Refused(var refusal) -> {
                answers.refuse(request, response, refusal);
                yield Optional.empty();
            }
            case Judged.InOrder(var asked) -> {
                if (asked.client() != null) {
                    facts.withClient(asked.client().clientId()).keepWith(request);
                }
                yield Optional.of(asked);
            }
        };
    }

    private void answer(
            LogoutRequest asked, boolean confirmed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var session = sessions.of(request);
        if (session.isEmpty()) {
            finish(asked, request, response); // nobody is signed in here
        } else if (confirmed || isNamed(session.get(), asked)) {
            logouts.end(session.get().id(), confirmed ? Logouts.PERSON : Logouts.CLIENT);
            finish(asked, request, response);
        } else {
            ask(asked, request, response);
        }
    }

    private static boolean isNamed(BrowserSession session, LogoutRequest asked) {
        return asked.hint() != null && session.id().equals(asked.hint().session());
    }

    private void ask(LogoutRequest asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var fields = asked.fields();
        sessions.token(request, CONFIRM).ifPresent(token -> fields.put("token", token));
        pages.write(
                new LogoutView(asked.clientName(), CONFIRM, fields, LogoutRules.formTarget(asked)), request, response);
    }

    private void finish(LogoutRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        sessions.leave(request, response);
        if (asked.back() == null) {
            pages.write(new LogoutView.Done(asked.clientName(), asked.home()), request, response);
        } else {
            leadTo(asked.target(), response);
        }
    }

    private static void leadTo(String location, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.LOCATION, location);
    }
}
