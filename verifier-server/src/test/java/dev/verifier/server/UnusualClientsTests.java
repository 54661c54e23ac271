package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People sign in at clients that are registered in every way that is allowed, and with wallets that ask in every way. */
@VerifierTest
class UnusualClientsTests {

    private static final World WORLD = new World();
    private static final String LONG_ID = "client-" + "x".repeat(505);

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        try {
            Files.writeString(
                    WORLD.folder.resolve("clients.yaml"),
                    client("app", "com.example.app:/callback", true)
                            + client("another-app", "com.example.other://callback", true)
                            + client(LONG_ID, "https://long.example/callback", false),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WORLD.describe(registry);
    }

    private static String client(String id, String redirectUri, boolean consent) {
        return """
                  - clientId: "%s"
                    redirectUris: ["%s"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireAuthorizationConsent: %s
                    requireProofKey: true
                """.formatted(id, redirectUri, consent);
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private static Map<String, String> request(String client, String redirectUri) {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("client_id", client);
        request.put("redirect_uri", redirectUri);
        return request;
    }

    @Test
    void the_person_is_asked_before_an_app_gets_the_answer_and_its_scheme_may_be_gone_to() {
        for (var uri : new String[] {"com.example.app:/callback", "com.example.other://callback"}) {
            var scheme = uri.substring(0, uri.indexOf(':'));
            var page = browser.begin(request(scheme.endsWith("app") ? "app" : "another-app", uri));
            browser.post(browser.answer(WORLD, WORLD.person, page));

            var question = browser.get(page + "/continue");

            assertThat(question.status()).as(question.body()).isEqualTo(200);
            assertThat(question.body()).contains(scheme);
            assertThat(question.header("Content-Security-Policy")).contains("form-action 'self' " + scheme + ":;");
            var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(question.body());
            assertThat(token.find()).isTrue();
            var form = Map.of("token", token.group(1), "answer", "allow");
            var authorize = browser.post(page + "/consent", form).header("Location");
            assertThat(browser.get(authorize).header("Location")).startsWith(uri + "?code=");
        }
    }

    @Test
    void a_client_with_the_longest_name_there_may_be_gets_its_code() {
        assertThat(browser.signIn(WORLD, WORLD.person, request(LONG_ID, "https://long.example/callback")))
                .containsKey("code");
    }

    @Test
    void a_wallet_that_posts_something_else_than_a_form_breaks_nothing() {
        var link = browser.walletLink(browser.begin(Browser.request()));
        var path = Browser.path(Browser.query(link.replaceFirst(".*\\?", "")).getOrDefault("request_uri", ""));
        for (var type : new String[] {"multipart/form-data", "multipart/form-data; boundary=x", "application/json"}) {
            var answer =
                    http.send(http.request(path).header("Content-Type", type).POST(BodyPublishers.ofString("{}")));

            assertThat(answer.status()).as(type).isEqualTo(200);
        }
    }
}
