package dev.verifier.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins of a client under test, without a browser and without a phone. */
class VerifierIT {
    @RegisterExtension
    static final Verifier verifier = Verifier.start()
            .register(App.client("app"))
            .register(App.client("careful").requiring("Onboarding", "Execute"));

    private final App app = new App(verifier.issuer(), "app");
    private final App careful = new App(verifier.issuer(), "careful");

    @Test
    void who_has_the_power_signs_in_and_who_has_another_is_refused() throws Exception {
        var ann = verifier.employee("Acme").with("Onboarding", "Execute");
        var eve = verifier.employee("Acme").named("Eve", "Moe").with("Onboarding", "Read");
        var bob = verifier.employee("Acme");

        var redirected = ann.signIn(careful.authorizationRequest());
        assertThat(redirected.toString()).startsWith(App.CALLBACK + "?");
        assertThat(App.parameters(redirected))
                .containsEntry("state", "state-of-the-app")
                .containsKey("code");
        assertThat(careful.redeem(redirected).statusCode()).isEqualTo(200);

        for (var other : new Person[] {eve, bob}) {
            assertThatThrownBy(() -> other.signIn(careful.authorizationRequest()))
                    .isInstanceOfSatisfying(SignInRefusedException.class, refused -> {
                        assertThat(refused.code()).isEqualTo("required_power_missing");
                        assertThat(App.parameters(refused.location().orElseThrow()))
                                .containsEntry("error", "access_denied")
                                .containsEntry("state", "state-of-the-app");
                    });
            assertThat(other.signIn(app.authorizationRequest()).getQuery()).contains("code=");
        }
    }

    @Test
    void a_client_learns_who_it_is() throws Exception {
        var eve = verifier.employee("Umbrella")
                .named("Eve", "Moe")
                .at("eve@umbrella.example")
                .with("Onboarding", "Execute", "Read");

        var idToken = App.member(app.redeem(eve.signIn(app.authorizationRequest())), "id_token");

        assertThat(new String(Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .contains("Eve", "Moe", "eve@umbrella.example", "Umbrella", eve.organizationIdentifier());
        assertThat(eve.organizationIdentifier())
                .isNotEqualTo(verifier.employee("Acme").organizationIdentifier());
    }

    @Test
    void who_is_revoked_is_not_refreshed_and_does_not_sign_in() throws Exception {
        var ann = verifier.employee("Acme").with("Onboarding", "Execute");
        var bob = verifier.employee("Acme").named("Bob", "Ray");
        var tokens = app.redeem(ann.signIn(app.authorizationRequest()));
        var others = app.redeem(bob.signIn(app.authorizationRequest()));
        var fresh = app.refresh(tokens);
        assertThat(fresh.statusCode()).isEqualTo(200);

        verifier.revoke(ann);

        assertThat(App.member(app.refresh(fresh), "error")).isEqualTo("invalid_grant");
        assertRefused("credential_revoked", () -> ann.signIn(app.authorizationRequest()));
        assertThat(app.refresh(others).statusCode()).isEqualTo(200);
    }

    @Test
    void who_declines_comes_back_with_that() {
        var ann = verifier.employee("Acme");

        assertThat(App.parameters(ann.decline(app.authorizationRequest()))).containsEntry("error", "access_denied");
        assertThat(App.parameters(ann.signIn(app.authorizationRequest()))).doesNotContainKey("error");
    }

    /** As a suite does that drives a browser of its own. */
    @Test
    void a_page_in_another_browser_is_scanned_and_goes_on() throws Exception {
        var ann = verifier.employee("Acme").with("Onboarding", "Execute");
        var cookies = new CookieManager();
        var page = get(cookies, Redirect.NORMAL, careful.authorizationRequest());
        var link = Pattern.compile("data-openid4vp[^>]* href=\"([^\"]+)\"").matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();

        ann.scan(link.group(1).replace("&amp;", "&"));

        var redirected = page.uri() + "/continue";
        while (redirected.startsWith(verifier.issuer())) {
            redirected = get(cookies, Redirect.NEVER, redirected)
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
        assertThat(careful.redeem(URI.create(redirected)).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> ann.scan("openid4vp://?client_id=nobody&request_uri=http://localhost:1/"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(String code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        SignInRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static HttpResponse<String> get(CookieManager cookies, Redirect redirects, String url) throws Exception {
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(redirects)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void who_has_the_wallet_on_the_same_device_types_no_code() {
        verifier.register(App.client("watchful").with("crossDevice", "match-code"));

        assertThat(App.parameters(verifier.employee("Acme")
                        .signIn(new App(verifier.issuer(), "watchful").authorizationRequest())))
                .containsKey("code");
    }

    @Test
    void consent_is_given_where_it_is_asked_for() {
        verifier.register(App.client("polite").with("requireAuthorizationConsent", true));

        assertThat(App.parameters(
                        verifier.employee("Acme").signIn(new App(verifier.issuer(), "polite").authorizationRequest())))
                .containsKey("code");
    }

    @Test
    void an_answer_in_a_form_is_posted_to_the_client() throws Exception {
        var posted = new ArrayBlockingQueue<String>(1);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/callback", exchange -> {
            try (exchange) {
                posted.add(exchange.getRequestMethod() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        try {
            var callback = "http://localhost:" + server.getAddress().getPort() + "/callback";
            verifier.register(Client.app("formal", callback));
            var ann = verifier.employee("Acme");
            var request =
                    new App(verifier.issuer(), "formal", callback).authorizationRequest() + "&response_mode=form_post";

            var redirected = ann.signIn(request);
            assertThat(redirected.toString()).startsWith(callback + "?");
            assertThat(App.parameters(redirected))
                    .containsKey("code")
                    .containsEntry("state", "state-of-the-app")
                    .containsEntry("iss", verifier.issuer());
            assertThat(posted).as("signing in ends there").isEmpty();

            assertThat(ann.visit(request).status()).isEqualTo(200);
            assertThat(posted.take()).startsWith("POST ").contains("code=", "state=state-of-the-app");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_client_is_known_once_it_is_registered_and_what_is_wrong_with_one_is_said() {
        var late = new App(verifier.issuer(), "late");
        var ann = verifier.employee("Acme");
        assertRefused("authorization_client_unknown", () -> ann.signIn(late.authorizationRequest()));

        verifier.register(App.client("late"));
        assertThat(ann.signIn(late.authorizationRequest()).getQuery()).contains("code=");

        verifier.register(App.client("late").with("redirectUris", List.of("http://localhost:1/elsewhere")));
        assertRefused("redirect_uri_not_registered", () -> ann.signIn(late.authorizationRequest()));
        assertRefused("redirect_uri_not_registered", () -> ann.visit(late.authorizationRequest()));

        assertThatThrownBy(() ->
                        verifier.register(App.client("odd").with("clientAuthenticationMethods", List.of("by magic"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("by magic");
        assertThatThrownBy(() -> verifier.register("url: nothing")).isInstanceOf(IllegalStateException.class);
        assertThat(ann.signIn(app.authorizationRequest()).getQuery()).contains("code=");
    }

    @Test
    void a_machine_has_its_files() throws Exception {
        var machine = verifier.machine().with("Onboarding", "Execute").calling("https://api.example");

        assertThat(machine.clientId()).startsWith("did:key:");
        assertThat(Files.readString(machine.key())).contains("PRIVATE KEY");
        assertThat(Files.readString(machine.credential())).startsWith("ey");
        assertThat(Files.readString(verifier.log())).contains("ListLoaded");
        verifier.revoke(machine);
    }
}
