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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where wallets post their answers (OpenID4VP 1.0 §8.2). No cookie and no session: a wallet is known by what it was told in the
 * request. Thread-safe.
 */
@RestController
class WalletEndpoints {

    private final LoginRules rules;
    private final WalletLogins logins;
    private final WalletAnswers walletAnswers;
    private final AnswerSteps steps;
    private final ErrorAnswers answers;
    private final Clock clock;

    WalletEndpoints(
            LoginRules rules,
            WalletLogins logins,
            WalletAnswers walletAnswers,
            AnswerSteps steps,
            ErrorAnswers answers,
            Clock clock) {
        this.rules = rules;
        this.logins = logins;
        this.walletAnswers = walletAnswers;
        this.steps = steps;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping(Surface.WALLET_RESPONSE)
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var posted = PostedAnswer.of(request);
        var flow = WalletFlow.of(posted.handle());
        var kept = logins.byState(flow.unmarked(posted.handle()));
        if (kept.isEmpty()) {
            answers.refuse(request, response, Refusal.WALLET_STATE_UNKNOWN);
            return;
        }
        var order = kept.get().login().order();
        RequestFacts.of(request).withClient(order.clientId()).keepWith(request);
        var at = clock.instant();
        if (!(kept.get().login() instanceof Requested login)) {
            steps.again(kept.get().login(), posted.text(), at, request, response);
        } else if (login.isOver(at)) {
            answers.refuse(request, response, Refusal.LOGIN_EXPIRED);
        } else {
            var content = walletAnswers.open(order.manner(), order.state(), flow, posted);
            steps.take(
                    new AnswerSteps.Arrival(
                            kept.get(), login, content, posted.text(), AnswerChannel.POST, rules.flow(order, flow), at),
                    request,
                    response);
        }
    }
}
