package dev.verifier.server.wallet;

import dev.verifier.presentation.Verdict;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.token.Policy;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.wallet.WalletLogin.Answered;
import dev.verifier.server.wallet.WalletLogin.Requested;
import dev.verifier.server.wallet.WalletLogins.Kept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What an answer that has arrived does to its login, and what its bringer is told. Thread-safe. */
final class AnswerSteps {

    private final JsonMapper json = new JsonMapper();
    private final LoginRules rules;
    private final WalletLogins logins;
    private final WalletAnswers walletAnswers;
    private final Policy policy;
    private final LoginEvents browsers;
    private final ErrorAnswers answers;
    private final Surface surface;
    private final EventLog events;

    AnswerSteps(
            LoginRules rules,
            WalletLogins logins,
            WalletAnswers walletAnswers,
            Policy policy,
            LoginEvents browsers,
            ErrorAnswers answers,
            Surface surface,
            EventLog events) {
        this.rules = rules;
        this.logins = logins;
        this.walletAnswers = walletAnswers;
        this.policy = policy;
        this.browsers = browsers;
        this.answers = answers;
        this.surface = surface;
        this.events = events;
    }

    /**
     * An answer to a login that waits for one.
     *
     * @param text what only this wallet and we know of it
     * @param channel how it came
     * @param flow what completes the login
     */
    record Arrival(
            Kept kept,
            Requested login,
            AnswerContent content,
            String text,
            AnswerChannel channel,
            WalletFlow flow,
            Instant at) {

        Arrival at(Kept again, Requested open) {
            return new Arrival(again, open, content, text, channel, flow, at);
        }
    }

    void take(Arrival arrival, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (arrival.content()) {
            case AnswerContent.Unusable(var why) -> {
                refused(arrival.kept(), arrival.login(), why.code());
                answers.refuse(request, response, why);
            }
            case AnswerContent.Declined(var error) -> declined(arrival, error, request, response);
            case AnswerContent.Given given -> {
                browsers.checking(arrival.login().order());
                switch (walletAnswers.judge(arrival.login().order(), given, arrival.channel(), arrival.at())) {
                    case Verdict.Accepted accepted -> admit(arrival, accepted, request, response);
                    case Verdict.Rejected(var why) -> reject(arrival, why, request, response);
                }
            }
        }
    }

    /** Somebody who is believed may still not be let in; the wallet may hear which of the two it is. */
    private void admit(
            Arrival arrival, Verdict.Accepted accepted, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var order = arrival.login().order();
        var profiles = policy.clients().asked(order.clientId(), order.scopes());
        if (order.asked().leavesOpen(profiles, accepted.credentials().keySet())) {
            reject(arrival, new Rejection.QueryNotAnswered(), request, response);
            return;
        }
        var subject = PresentedSubject.of(accepted, order.asked().query());
        switch (policy.admit(subject, order.clientId(), order.asked().narrowed(profiles))) {
            case Policy.Admission.Admitted(var person) -> accept(arrival, person, request, response);
            case Policy.Admission.Missed(var why) -> reject(arrival, why, request, response);
        }
    }

    private void accept(
            Arrival arrival, PresentedSubject subject, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var login = arrival.login();
        var order = login.order();
        var code = responseCode(order, arrival.text());
        var answered = new Answered(arrival.at(), Digest.of(code));
        var presented = rules.wantsMatch(order, arrival.flow())
                ? login.awaiting(MatchCode.of(order, code), subject, answered, rules.timeout())
                : login.presented(subject, answered, rules.timeout(), arrival.flow());
        if (!logins.replace(arrival.kept(), presented)) {
            var again = logins.byId(order.id());
            if (again.isPresent() && again.get().login() instanceof Requested open) {
                // Only refused answers of the same instant were faster; they do not count against this one.
                accept(arrival.at(again.get(), open), subject, request, response);
            } else if (again.isPresent()) {
                again(again.get().login(), arrival.text(), arrival.at(), request, response); // perhaps it was this one
            } else {
                answers.refuse(request, response, Refusal.LOGIN_OVER);
            }
            return;
        }
        var others = subject.others().stream().map(PresentedSubject::evidence).toList();
        events.publish(new VerifierEvent.LoginAccepted(order.id(), order.clientId(), subject.evidence(), others));
        browsers.presented(presented);
        tell(response, returning(order, code));
    }

    /** A wallet that did not hear us may send the same once more, and hears the same. */
    void again(WalletLogin login, String text, Instant at, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var code = responseCode(login.order(), text);
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
    private static String responseCode(LoginOrder order, String text) {
        return Digest.of("response_code " + order.id() + " " + text);
    }

    private void reject(Arrival arrival, Rejection why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refused(arrival.kept(), arrival.login(), why.code());
        answers.refuseWallet(request, response, why);
    }

    /** The wallet says why there is no answer (OpenID4VP 1.0 §8.5). */
    private void declined(Arrival arrival, String error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var refusal = "access_denied".equals(error) ? Refusal.WALLET_DECLINED : Refusal.WALLET_ERROR;
        refused(arrival.kept(), arrival.login(), refusal.code());
        answers.note(request, refusal);
        tell(response, surface.url(Surface.LOGIN + "/" + arrival.login().order().id()));
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
