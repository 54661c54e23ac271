package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import dev.verifier.server.wallet.WalletLogin.Requested;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the login page fetches what to ask the browser for, and posts what the browser hands it (OpenID4VP 1.0 Appendix A). It answers
 * only scripts of that page, in the browser that started the login: the wallet's answer is found by nothing else. Thread-safe.
 */
@RestController
@RequestMapping(Surface.DIGITAL_CREDENTIAL)
class DigitalCredentialEndpoint {

    private static final String SITE = "Sec-Fetch-Site";

    private final JsonMapper json = new JsonMapper();
    private final DigitalRequests requests;
    private final WalletAnswers walletAnswers;
    private final AnswerSteps steps;
    private final BrowserLogins ours;
    private final ErrorAnswers answers;
    private final Surface surface;
    private final Clock clock;

    DigitalCredentialEndpoint(
            DigitalRequests requests,
            WalletAnswers walletAnswers,
            AnswerSteps steps,
            BrowserLogins ours,
            ErrorAnswers answers,
            Surface surface,
            Clock clock) {
        this.requests = requests;
        this.walletAnswers = walletAnswers;
        this.steps = steps;
        this.ours = ours;
        this.answers = answers;
        this.surface = surface;
        this.clock = clock;
    }

    /** The request is as good as the login: the same for as long as it waits. */
    @GetMapping
    void request(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = require(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        var at = clock.instant();
        if (!(kept.get().login() instanceof Requested login) || login.isOver(at)) {
            answers.refuse(request, response, Refusal.LOGIN_OVER);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.writeValue(
                response.getOutputStream(),
                Map.of("requests", requests.of(login, at), "token", token(login, ours.secret(login, request))));
    }

    @PostMapping
    void answer(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = require(id, request, response);
        if (kept.isEmpty()) {
            return;
        }
        var flaw = flaw(request);
        if (flaw.isPresent()) {
            answers.refuse(request, response, flaw.get());
            return;
        }
        var found = kept.get().login();
        var token = request.getParameter("token");
        // A page always says where it is from when it posts (Fetch §3.2).
        if (request.getHeader(HttpHeaders.ORIGIN) == null
                || token == null
                || !Digest.matches(Digest.of(token(found, ours.secret(found, request))), token)) {
            answers.refuse(request, response, Refusal.ORIGIN_FOREIGN);
            return;
        }
        take(kept.get(), PostedAnswer.of(request), request, response);
    }

    /** What is wrong with the form itself; Tomcat throws where it cannot be read. */
    private static Optional<Refusal> flaw(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            return Optional.of(Refusal.PARAMETERS_IN_URL);
        }
        try {
            return request.getParameterMap().values().stream().anyMatch(values -> values.length > 1)
                    ? Optional.of(Refusal.PARAMETER_REPEATED)
                    : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(Refusal.REQUEST_MALFORMED);
        }
    }

    private void take(Kept kept, PostedAnswer posted, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var at = clock.instant();
        new RequestFacts(Surface.DIGITAL_CREDENTIAL, "", kept.login().order().clientId()).keepWith(request);
        if (!(kept.login() instanceof Requested login)) {
            steps.again(kept.login(), posted.text(), at, request, response);
        } else if (login.isOver(at)) {
            answers.refuse(request, response, Refusal.LOGIN_EXPIRED);
        } else {
            var content = walletAnswers.openOfBrowser(login.order(), posted);
            // Its own browser brings it: it leads on as a wallet on this device does.
            steps.take(
                    new AnswerSteps.Arrival(
                            kept, login, content, posted.text(), AnswerChannel.BROWSER, WalletFlow.SAME_DEVICE, at),
                    request,
                    response);
        }
    }

    private Optional<Kept> require(String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var kept = ours.require(id, request, response);
        if (kept.isPresent() && requests.protocol(kept.get().login().order()).isEmpty()) {
            answers.refuse(request, response, Refusal.NOT_FOUND);
            return Optional.empty();
        }
        if (kept.isPresent() && !isOurs(request)) {
            answers.refuse(request, response, Refusal.ORIGIN_FOREIGN);
            return Optional.empty();
        }
        return kept;
    }

    private boolean isOurs(HttpServletRequest request) {
        return isNoneOr(surface.origin(), request.getHeader(HttpHeaders.ORIGIN))
                && isNoneOr("same-origin", request.getHeader(SITE));
    }

    private static boolean isNoneOr(String wanted, @Nullable String header) {
        return header == null || wanted.equals(header);
    }

    private static String token(WalletLogin login, String secret) {
        return Digest.of("digital-credential " + login.order().id() + " " + secret);
    }
}
