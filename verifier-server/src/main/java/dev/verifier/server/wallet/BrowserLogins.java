package dev.verifier.server.wallet;

import dev.verifier.server.audit.LoginLeg;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import dev.verifier.server.page.Pages;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The logins that the browser which sends a request has started, and no others. Thread-safe. */
record BrowserLogins(WalletLogins logins, BrowserCookie browsers, ErrorAnswers answers) {

    /** The login, if this browser started it. */
    Optional<Kept> find(String id, HttpServletRequest request) {
        var kept = logins.byId(id)
                .filter(found -> browsers.secret(found.login(), request).isPresent());
        var client = kept.map(found -> found.login().order().clientId()).orElse("");
        kept.ifPresent(found -> LoginLeg.mark(found.login().order().id()));
        kept.ifPresent(found -> Pages.prefer(found.login().order().uiLocales(), request));
        new RequestFacts(Surface.LOGIN, "", client).keepWith(request);
        return kept;
    }

    /** The same; a refusal was written where there is none. */
    Optional<Kept> require(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var kept = find(id, request);
        if (request.getMethod().equals("HEAD")) {
            answers.refuse(request, response, Refusal.METHOD_NOT_ALLOWED); // a look that must not be a step
            return Optional.empty();
        }
        if (kept.isEmpty()) {
            answers.refuse(request, response, Refusal.LOGIN_ELSEWHERE);
        }
        return kept;
    }

    /** What only this browser can have sent. */
    String secret(WalletLogin login, HttpServletRequest request) {
        return browsers.secret(login, request).orElseThrow();
    }
}
