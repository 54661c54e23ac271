package dev.verifier.server.page;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Pages to look at: one of every kind and state, and how to have them written. */
final class SamplePages {

    static final String PATH = "/login/K7dQ2xV9mLr4TzWc8YbNfA";
    static final String WALLET_LINK = "openid4vp://?client_id=x509_hash%3AUvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk"
            + "&request_uri=https%3A%2F%2Fverifier.example%2Foid4vp%2Fauth-request%2FmN3kQ8sT1vYx5BzD7fHjLw";
    static final String WALLET_HERE = WALLET_LINK + "~";

    private SamplePages() {}

    static LoginView login(LoginState state, @Nullable String refusal, int attemptsLeft) {
        return new LoginView(
                "Green Marketplace",
                "market.example",
                WALLET_LINK,
                WALLET_HERE,
                null,
                true,
                state,
                refusal,
                attemptsLeft,
                Duration.ofSeconds(104),
                PATH,
                null);
    }

    static LoginView waitingFor(String link) {
        return new LoginView(
                "Green Marketplace",
                "market.example",
                link,
                link,
                null,
                true,
                LoginState.WAITING,
                null,
                5,
                Duration.ofMinutes(2),
                PATH,
                null);
    }

    static LoginView waiting(String clientName, String clientHost) {
        return new LoginView(
                clientName,
                clientHost,
                WALLET_LINK,
                WALLET_HERE,
                URI.create("https://wallet.example/present?request_uri=https%3A%2F%2Fverifier.example"),
                true,
                LoginState.WAITING,
                null,
                5,
                Duration.ofMinutes(2),
                PATH,
                null);
    }

    static ConsentView consent(String clientName) {
        return new ConsentView(
                clientName,
                "market.example",
                List.of("openid", "profile", "email", "learcredential", "openid_learcredential"),
                List.of(
                        new ClaimView("name", "Marta Puig i Ferrer"),
                        new ClaimView("email", "marta.puig@windworks.example"),
                        new ClaimView("organisation", "Wind Works Ltd., VATES-B60645900"),
                        new ClaimView("powers", "Onboarding: execute. Product offering: create, update, delete")),
                "/consent/K7dQ2xV9mLr4TzWc8YbNfA",
                "Zm9yZ2VyeS1wcm9vZi10b2tlbg",
                "https://market.example");
    }

    static ErrorView error(int status, String code) {
        return new ErrorView(
                status,
                code,
                "Send one redirect_uri, character by character as it is registered for this client.",
                "7K2M9QXV4TZ8B1CD",
                "Green Marketplace",
                URI.create("https://market.example/"));
    }

    /** Every kind and state. */
    static Map<String, Page> all() {
        var pages = new LinkedHashMap<String, Page>();
        pages.put("waiting", login(LoginState.WAITING, null, 5));
        pages.put("waiting-with-web-wallet", waiting("Green Marketplace", "market.example"));
        pages.put("same-device", sameDevice());
        pages.put("scanned", login(LoginState.SCANNED, null, 5));
        pages.put("checking", login(LoginState.CHECKING, null, 5));
        pages.put("returning", login(LoginState.RETURNING, null, 5));
        pages.put("refused", login(LoginState.REFUSED, "credential_expired", 4));
        pages.put("refused-for-good", login(LoginState.REFUSED, "issuer_not_trusted", 0));
        pages.put("expired", login(LoginState.EXPIRED, null, 5));
        pages.put("done", login(LoginState.DONE, null, 5));
        pages.put(
                "long-names",
                waiting(
                        "Ministerio para la Transformación Digital y de la Función Pública – Sede",
                        "a-very-long-label-that-somebody-chose.sub-domain.another-one.of-them.market.example"));
        pages.put("consent", consent("Green Marketplace"));
        pages.put("elsewhere", new ElsewhereView());
        pages.put("match", match(false));
        pages.put("match-wrong", match(true));
        pages.put("match-on-phone", new ElsewhereView.WithCode("Green Marketplace", "market.example", "042917"));
        pages.put(
                "form-post",
                new FormPostView(
                        "https://market.example/callback",
                        Map.of("code", "Zm9yZ2VyeQ", "state", "client state"),
                        "https://market.example"));
        pages.put("logout", logout("Green Marketplace", "https://market.example"));
        pages.put("logout-alone", logout(null, null));
        pages.put("signed-out", new LogoutView.Done("Green Marketplace", URI.create("https://market.example/")));
        pages.put("signed-out-alone", new LogoutView.Done(null, null));
        pages.put("error", error(400, "client_unknown"));
        pages.put("error-alone", new ErrorView(500, "broken", "Tell the operator.", "7K2M9QXV4TZ8B1CD", null, null));
        pages.put("playground", new Page.Playground("/playground", "", Map.of(), null, List.of()));
        pages.put("playground-found", playground());
        return pages;
    }

    private static Page.Playground playground() {
        var rows = List.of(
                new Page.Playground.Row(
                        "passed", "passed", "token: the signature holds", "RFC 7515 §5.2", "by the key x", "", ""),
                new Page.Playground.Row(
                        "failed",
                        "FAILED",
                        "token: it is valid now by its own dates",
                        "RFC 7519 §4.1.4",
                        "",
                        "credential_expired",
                        "It is no longer valid: make a new one and compare the clocks."),
                new Page.Playground.Row(
                        "not_looked_at",
                        "not looked at",
                        "token: it is neither revoked nor suspended",
                        "OpenID4VP 1.0 §8.6",
                        "because of what failed before it",
                        "",
                        ""));
        var section = new Page.Playground.Section(
                "a token",
                List.of("A note."),
                Map.of("iss", "https://verifier.example", "kid", "did:key:zDn" + "a".repeat(90)),
                rows);
        return new Page.Playground(
                "/playground",
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln",
                Map.of("audience", "https://api.example"),
                "1 passed, 1 failed, 0 not made, 1 not looked at",
                List.of(section));
    }

    static LogoutView logout(@Nullable String clientName, @Nullable String formTarget) {
        return new LogoutView(
                clientName, "/oidc/logout/confirm", Map.of("token", "Zm9yZ2VyeS1wcm9vZi10b2tlbg"), formTarget);
    }

    static LoginView.Match match(boolean wrong) {
        return new LoginView.Match(
                "Green Marketplace", "market.example", PATH, "Zm9yZ2VyeS1wcm9vZi10b2tlbg", wrong, wrong ? 1 : 5);
    }

    private static LoginView sameDevice() {
        return new LoginView(
                "Green Marketplace",
                "market.example",
                WALLET_HERE,
                WALLET_HERE,
                URI.create("https://wallet.example/"),
                false,
                LoginState.WAITING,
                null,
                5,
                Duration.ofMinutes(2),
                PATH,
                null);
    }

    static VerifierProperties.Branding branding(Map<String, String> configuration) {
        return new Binder(new MapConfigurationPropertySource(configuration))
                .bindOrCreate("verifier.branding", VerifierProperties.Branding.class);
    }

    static Brand brand() {
        return Brand.of(branding(Map.of(
                "verifier.branding.name", "Data Space",
                "verifier.branding.support-url", "https://dataspace.example/help",
                "verifier.branding.onboarding-url", "https://dataspace.example/start")));
    }

    static MockHttpServletResponse write(Brand brand, String issuer, Page page, @Nullable String acceptLanguage) {
        var request = new MockHttpServletRequest();
        if (acceptLanguage != null) {
            request.addHeader("Accept-Language", acceptLanguage);
        }
        var response = new MockHttpServletResponse();
        try {
            new Pages(brand, new Surface(URI.create(issuer), true)).write(page, request, response);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return response;
    }

    static MockHttpServletResponse write(Page page, String acceptLanguage) {
        return write(brand(), "https://verifier.example", page, acceptLanguage);
    }

    static Document html(Page page, String acceptLanguage) {
        return Jsoup.parse(new String(write(page, acceptLanguage).getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    static Document html(Page page) {
        return html(page, "en");
    }
}
