package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import dev.verifier.server.wallet.WalletLogin.Requested;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where wallets fetch what they are asked (OpenID4VP 1.0 §5.10), as often as they like while it waits for its answer. No cookie and
 * no session: a wallet is known by what it was told in the link. Thread-safe.
 */
@RestController
class RequestEndpoint {

    private static final String REQUEST_OBJECT = "application/oauth-authz-req+jwt";

    private final WalletLogins logins;
    private final WalletRequests requests;
    private final LoginEvents browsers;
    private final ErrorAnswers answers;
    private final Clock clock;

    RequestEndpoint(
            WalletLogins logins, WalletRequests requests, LoginEvents browsers, ErrorAnswers answers, Clock clock) {
        this.logins = logins;
        this.requests = requests;
        this.browsers = browsers;
        this.answers = answers;
        this.clock = clock;
    }

    @GetMapping(Surface.WALLET_REQUEST + "/{requestId}")
    void request(@PathVariable String requestId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        new RequestFacts(Surface.WALLET_REQUEST, "", "").keepWith(request);
        switch (AskingWallet.of(request)) {
            case AskingWallet.Unusable(var why) -> answers.refuse(request, response, why);
            case AskingWallet.Known wallet -> answer(wallet, requestId, request, response);
        }
    }

    private void answer(
            AskingWallet.Known wallet, String requestId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var at = clock.instant();
        var flow = WalletFlow.of(requestId);
        var kept = logins.byRequestId(flow.unmarked(requestId));
        if (kept.isEmpty()
                || !(kept.get().login() instanceof Requested login)
                || login.isOver(at)
                || !requests.isHandedOut(login.order())) {
            answers.refuse(request, response, Refusal.NOT_FOUND);
            return;
        }
        if (!login.fetched() && !request.getMethod().equals("HEAD") && logins.fetched(kept.get())) {
            browsers.scanned(login.order());
        }
        response.setContentType(REQUEST_OBJECT);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().print(requests.object(login, flow, wallet, at));
    }

    @PostMapping(Surface.WALLET_REQUEST + "/{requestId}")
    void requestByPost(@PathVariable String requestId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request(requestId, request, response);
    }
}
