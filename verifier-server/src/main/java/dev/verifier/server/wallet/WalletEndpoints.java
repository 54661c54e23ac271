package dev.verifier.server.wallet;

import dev.verifier.presentation.Verdict;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.wallet.WalletLogin.Answered;
import dev.verifier.server.wallet.WalletLogin.Requested;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * What wallets talk to (OpenID4VP 1.0 §5.10, §8.2): the request, as often as it is asked for while it waits for its answer, and the
 * answer. No cookie and no session: a wallet is known by what it was told in the request. Thread-safe.
 */
@RestController
class WalletEndpoints {

    private static final String REQUEST_OBJECT = "application/oauth-authz-req+jwt";
    private static final int LONGEST_NONCE = 512;

    /** An answer, why there is none, and an encrypted answer, which is not asked for (OpenID4VP 1.0 §8.2, §8.3, §8.5). */
    private static final List<String> ANSWERS = List.of("vp_token", "error", "response");

    private final JsonMapper json = new JsonMapper();
    private final LoginRules rules;
    private final WalletLogins logins;
    private final WalletRequests requests;
    private final WalletAnswers walletAnswers;
    private final LoginEvents browsers;
    private final ErrorAnswers answers;
    private final Surface surface;
    private final EventLog events;
    private final Clock clock;

    WalletEndpoints(
            LoginRules rules,
            WalletLogins logins,
            WalletRequests requests,
            WalletAnswers walletAnswers,
            LoginEvents browsers,
            ErrorAnswers answers,
            Surface surface,
            EventLog events,
            Clock clock) {
        this.rules = rules;
        this.logins = logins;
        this.requests = requests;
        this.walletAnswers = walletAnswers;
        this.browsers = browsers;
        this.answers = answers;
        this.surface = surface;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping(Surface.WALLET_REQUEST + "/{requestId}")
    void request(@PathVariable String requestId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        new RequestFacts(Surface.WALLET_REQUEST, "", "").keepWith(request);
        var nonces = request.getParameterValues("wallet_nonce");
        var nonce = request.getMethod().equals("POST") && nonces != null ? nonces[0] : null;
        if (nonce != null && (nonces.length > 1 || nonce.length() > LONGEST_NONCE)) {
            answers.refuse(request, response, Refusal.PARAMETER_INVALID);
            return;
        }
        var at = clock.instant();
        var flow = WalletFlow.of(requestId);
        var kept = logins.byRequestId(flow.unmarked(requestId));
        if (kept.isEmpty() || !(kept.get().login() instanceof Requested login) || login.isOver(at)) {
            answers.refuse(request, response, Refusal.NOT_FOUND);
            return;
        }
        if (!login.fetched()
                && !request.getMethod().equals("HEAD")
                && logins.replace(kept.get(), login.fetchedByWallet())) {
            browsers.scanned(login.order());
        }
        response.setContentType(REQUEST_OBJECT);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().print(requests.signed(login, flow, nonce, at));
    }

    @PostMapping(Surface.WALLET_REQUEST + "/{requestId}")
    void requestWithNonce(@PathVariable String requestId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request(requestId, request, response);
    }

    @PostMapping(Surface.WALLET_RESPONSE)
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var state = request.getParameter("state");
        var flow = WalletFlow.of(state == null ? "" : state);
        var kept = state == null ? Optional.<Kept>empty() : logins.byState(flow.unmarked(state));
        if (kept.isEmpty()) {
            answers.refuse(request, response, Refusal.WALLET_STATE_UNKNOWN);
            return;
        }
        RequestFacts.of(request)
                .withClient(kept.get().login().order().clientId())
                .keepWith(request);
        var at = clock.instant();
        if (!(kept.get().login() instanceof Requested login)) {
            again(kept.get().login(), at, request, response);
        } else if (login.isOver(at)) {
            answers.refuse(request, response, Refusal.LOGIN_EXPIRED);
        } else if (ANSWERS.stream()
                                .filter(name -> request.getParameter(name) != null)
                                .count()
                        != 1
                || request.getParameter("response") != null) {
            answers.refuse(request, response, Refusal.PARAMETER_INVALID); // no answer, two, or one we did not ask for
        } else if (request.getParameter("error") != null) {
            declined(kept.get(), login, request, response);
        } else {
            browsers.checking(login.order());
            switch (walletAnswers.judge(login, request.getParameter("vp_token"), at)) {
                case Verdict.Accepted accepted ->
                    accept(kept.get(), login, rules.flow(flow), accepted, at, request, response);
                case Verdict.Rejected(var why) -> reject(kept.get(), login, why, request, response);
            }
        }
    }

    private void accept(
            Kept kept,
            Requested login,
            WalletFlow flow,
            Verdict.Accepted accepted,
            Instant at,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var subject = PresentedSubject.of(accepted.all().getFirst());
        var order = login.order();
        var code = responseCode(order, request);
        var answered = new Answered(at, Digest.of(code));
        if (!logins.replace(kept, login.presented(subject, answered, rules.timeout(), flow))) {
            var again = logins.byId(login.order().id());
            if (again.isPresent() && again.get().login() instanceof Requested open) {
                // Only refused answers of the same instant were faster; they do not count against this one.
                accept(again.get(), open, flow, accepted, at, request, response);
            } else {
                answers.refuse(request, response, Refusal.LOGIN_OVER); // another answer was faster
            }
            return;
        }
        events.publish(new VerifierEvent.LoginAccepted(order.id(), order.clientId(), subject.evidence()));
        browsers.presented(order, flow);
        tell(response, returning(order, code));
    }

    /** A wallet that did not hear us may send the same once more, and hears the same. */
    private void again(WalletLogin login, Instant at, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var code = responseCode(login.order(), request);
        if (login.answer().filter(answered -> answered.mayBeRepeated(code, at)).isPresent()) {
            tell(response, returning(login.order(), code));
        } else {
            answers.refuse(request, response, Refusal.LOGIN_OVER);
        }
    }

    private String returning(LoginOrder order, String code) {
        return surface.url(Surface.LOGIN + "/" + order.id() + "/return?response_code=" + code);
    }

    /**
     * OpenID4VP 1.0 §8.2: as random as the login's identifier, which only its browser knows, and the same for the same answer, which
     * only its wallet and we know.
     */
    private static String responseCode(LoginOrder order, HttpServletRequest request) {
        return Digest.of("response_code " + order.id() + " " + request.getParameter("vp_token"));
    }

    private void reject(
            Kept kept, Requested login, Rejection why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refused(kept, login, why.code());
        answers.refuseWallet(request, response, why);
    }

    /** The wallet says why there is no answer (OpenID4VP 1.0 §8.5). */
    private void declined(Kept kept, Requested login, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var refusal =
                "access_denied".equals(request.getParameter("error")) ? Refusal.WALLET_DECLINED : Refusal.WALLET_ERROR;
        refused(kept, login, refusal.code());
        answers.note(request, refusal);
        tell(response, surface.url(Surface.LOGIN + "/" + login.order().id()));
    }

    /** An attempt is used up, also where another answer of the same instant was counted before. */
    private void refused(Kept kept, Requested login, String code) {
        var after = login.refused(code, rules.mostRefusals());
        if (logins.replace(kept, after)) {
            browsers.refused(login.order(), code, rules.mostRefusals() - login.refusals() - 1);
            if (after instanceof WalletLogin.Ended) {
                events.publish(new VerifierEvent.LoginEnded(
                        login.order().id(), login.order().clientId(), "exhausted", code));
            }
            return;
        }
        logins.byId(login.order().id()).ifPresent(again -> {
            if (again.login() instanceof Requested open) {
                refused(again, open, code);
            }
        });
    }

    private void tell(HttpServletResponse response, String redirectUri) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.writeValue(response.getOutputStream(), Map.of("redirect_uri", redirectUri));
    }
}
