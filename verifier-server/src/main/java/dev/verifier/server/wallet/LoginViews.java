package dev.verifier.server.wallet;

import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.page.ClaimView;
import dev.verifier.server.page.ConsentView;
import dev.verifier.server.page.ElsewhereView;
import dev.verifier.server.page.LoginState;
import dev.verifier.server.page.LoginView;
import dev.verifier.server.page.Page;
import dev.verifier.server.token.PersonClaims;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.wallet.WalletLogin.Presented;
import dev.verifier.server.wallet.WalletLogin.Requested;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A login as the person sees it. Thread-safe. */
final class LoginViews {

    private final TrustedClients clients;
    private final WalletRequests requests;
    private final DigitalRequests digital;
    private final LoginRules rules;
    private final Surface surface;
    private final @Nullable URI walletUrl;

    LoginViews(
            TrustedClients clients,
            WalletRequests requests,
            DigitalRequests digital,
            LoginRules rules,
            Surface surface,
            @Nullable URI walletUrl) {
        this.clients = clients;
        this.requests = requests;
        this.digital = digital;
        this.rules = rules;
        this.surface = surface;
        this.walletUrl = walletUrl;
    }

    /** @param secret the browser's: what a form's hidden field is made from */
    Page page(WalletLogin login, String secret, Instant at) {
        return login instanceof Presented presented && presented.match() != null && !presented.isOver(at)
                ? new LoginView.Match(
                        name(presented.order()),
                        presented.order().host(),
                        Surface.LOGIN + "/" + presented.order().id(),
                        matchToken(presented, secret),
                        presented.match().wrong() > 0,
                        presented.match().triesLeft())
                : page(login, at);
    }

    /** What the wallet's device shows. */
    ElsewhereView.WithCode onPhone(Presented login, MatchCode code) {
        return new ElsewhereView.WithCode(name(login.order()), login.order().host(), code.digits());
    }

    private LoginView page(WalletLogin login, Instant at) {
        var order = login.order();
        var refusals = login instanceof Requested requested ? requested.refusals() : rules.mostRefusals();
        return new LoginView(
                name(order),
                order.host(),
                requests.link(order, rules.flow(order, WalletFlow.CROSS_DEVICE)),
                requests.link(order, WalletFlow.SAME_DEVICE),
                webWallet(order),
                rules.crossDevice(order) != CrossDevice.DENY,
                state(login, at),
                refusal(login),
                rules.mostRefusals() - refusals,
                left(login, at),
                Surface.LOGIN + "/" + order.id(),
                digital.protocol(order).orElse(null));
    }

    /** The same for programs. */
    Map<String, Object> facts(WalletLogin login, Instant at) {
        var order = login.order();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("state", word(login, at));
        facts.put("client_name", name(order));
        facts.put("client_host", order.host());
        facts.put("openid4vp", requests.link(order, rules.flow(order, WalletFlow.CROSS_DEVICE)));
        facts.put("openid4vp_same_device", requests.link(order, WalletFlow.SAME_DEVICE));
        facts.put("events", surface.path(Surface.LOGIN + "/" + order.id() + "/events"));
        facts.put("expires_in", left(login, at).toSeconds());
        var refusal = refusal(login);
        if (refusal != null) {
            facts.put("refusal", refusal);
        }
        return facts;
    }

    private String word(WalletLogin login, Instant at) {
        return login instanceof Presented presented && presented.match() != null && !presented.isOver(at)
                ? "match"
                : state(login, at).name().toLowerCase(Locale.ROOT);
    }

    private LoginState state(WalletLogin login, Instant at) {
        if (!(login instanceof WalletLogin.Ended) && login.isOver(at)) {
            return LoginState.EXPIRED;
        }
        return switch (login) {
            case Requested requested when requested.lastRefusal() != null -> LoginState.REFUSED;
            case Requested requested -> requested.fetched() ? LoginState.SCANNED : LoginState.WAITING;
            case Presented presented -> presented.mayGoOn() ? LoginState.DONE : LoginState.RETURNING;
            case WalletLogin.Completed _ -> LoginState.DONE;
            case WalletLogin.Ended ended ->
                ended.reason().equals(WalletLogin.Ended.COMPLETED) ? LoginState.EXPIRED : LoginState.REFUSED;
        };
    }

    private static @Nullable String refusal(WalletLogin login) {
        return switch (login) {
            case Requested requested -> requested.lastRefusal();
            case WalletLogin.Ended ended -> ended.reason().equals(WalletLogin.Ended.COMPLETED) ? null : ended.reason();
            case Presented presented ->
                presented.match() == null || presented.match().wrong() == 0 ? null : Refusal.MATCH_CODE_WRONG.code();
            case WalletLogin.Completed _ -> null;
        };
    }

    private static Duration left(WalletLogin login, Instant at) {
        var left = Duration.between(at, login.endsAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean needsConsent(Presented login) {
        return login.order().consent()
                || clients.client(login.order().clientId())
                        .filter(TrustedClient::requireAuthorizationConsent)
                        .isPresent();
    }

    /** @param secret the browser's: what the form's hidden field is made from */
    ConsentView consent(Presented login, String secret) {
        var order = login.order();
        return new ConsentView(
                name(order),
                order.host(),
                List.copyOf(order.scopes()),
                claims(login.subject(), order),
                Surface.LOGIN + "/" + order.id() + "/consent",
                consentToken(login, secret),
                order.formTarget());
    }

    boolean isConsentToken(Presented login, String secret, @Nullable String token) {
        return token != null && Digest.matches(Digest.of(consentToken(login, secret)), token);
    }

    boolean isMatchToken(WalletLogin login, String secret, @Nullable String token) {
        return token != null && Digest.matches(Digest.of(matchToken(login, secret)), token);
    }

    private static String matchToken(WalletLogin login, String secret) {
        return Digest.of("match " + login.order().id() + " " + secret);
    }

    private static String consentToken(Presented login, String secret) {
        return Digest.of("consent " + login.order().id() + " " + secret);
    }

    /** What would be told to the client, and nothing else of what was presented. */
    private List<ClaimView> claims(PresentedSubject subject, LoginOrder order) {
        var asked = order.asked().narrowed(clients.asked(order.clientId(), order.scopes()));
        var told = new PersonClaims(subject, asked, order.scopes());
        return told.shown().entrySet().stream()
                .map(claim -> new ClaimView(claim.getKey(), claim.getValue()))
                .toList();
    }

    private @Nullable URI webWallet(LoginOrder order) {
        return walletUrl == null
                ? null
                : URI.create(walletUrl
                        + (walletUrl.getRawQuery() == null ? "?" : "&")
                        + requests.query(order, WalletFlow.SAME_DEVICE));
    }

    private String name(LoginOrder order) {
        return clients.client(order.clientId())
                .map(TrustedClient::url)
                .map(url -> String.valueOf(URI.create(url).getHost()))
                .orElseGet(() -> order.host());
    }
}
