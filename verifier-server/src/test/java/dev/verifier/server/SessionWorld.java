package dev.verifier.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A server with an hour of single sign-on, two clients that hear of logouts, and a browser. */
@VerifierTest
@DirtiesContext
abstract class SessionWorld {

    static final World WORLD = new World();
    static final StubServer APP = new StubServer();
    static final StubServer OTHER_APP = new StubServer();
    static final Portal PORTAL = Portal.at("https://signing.example/callback");

    static {
        WORLD.tellOfLogouts("browser-app", APP.url("/logout"));
        WORLD.tellOfLogouts("other-app", OTHER_APP.url("/logout"));
        PORTAL.register(WORLD);
    }

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.login.single-sign-on", () -> "1h");
        registry.add("verifier.outbound.total-timeout", () -> "1s");
        registry.add("verifier.clients.refresh-interval", () -> "1s");
    }

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    Http http = new Http(0);
    Browser browser = new Browser(http);

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
        APP.serve("");
        OTHER_APP.serve("");
    }

    static Map<String, String> request(String... namesAndValues) {
        return with(Browser.request(), namesAndValues);
    }

    static Map<String, String> otherApp(String... namesAndValues) {
        return with(Browser.requestOf("other-app", "https://other.example/callback"), namesAndValues);
    }

    static Map<String, String> carefulApp(String... namesAndValues) {
        return with(Browser.requestOf("careful-app", "https://careful.example/callback"), namesAndValues);
    }

    static Map<String, String> with(Map<String, String> form, String... namesAndValues) {
        var more = new LinkedHashMap<>(form);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            more.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return more;
    }

    Map<String, String> signIn() {
        return browser.signIn(WORLD, WORLD.person, Browser.request());
    }

    /** What a client gets for what arrived at it. */
    Http.Answer tokens(Map<String, String> arrived, Map<String, String> request) {
        var form = Browser.redemption(arrived.getOrDefault("code", ""));
        form.put("client_id", request.getOrDefault("client_id", ""));
        form.put("redirect_uri", request.getOrDefault("redirect_uri", ""));
        return http.token(form);
    }

    String idToken(Map<String, String> arrived, Map<String, String> request) {
        var answer = tokens(arrived, request);
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return answer.json().get("id_token").asString();
    }

    /** Signs in at the first client: its ID token. */
    String signedIn() {
        return idToken(signIn(), Browser.request());
    }

    static JsonNode claims(String idToken) {
        return Browser.payload(idToken);
    }

    static boolean isAnswered(Http.Answer answer) {
        return answer.header("Location").contains("code=");
    }

    static boolean isAsked(Http.Answer answer) {
        return answer.header("Location").startsWith(World.ISSUER + "/login/");
    }
}
