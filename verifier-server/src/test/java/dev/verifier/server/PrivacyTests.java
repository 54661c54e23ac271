package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Nothing secret and nothing personal is written down, even by an operator who wants to see everything. */
@ExtendWith(OutputCaptureExtension.class)
class PrivacyTests {

    private static final World WORLD = new World();

    @AfterAll
    static void beQuietAgain() {
        LoggingSystem.get(PrivacyTests.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    @Test
    void a_whole_login_leaves_no_secret_and_no_person_in_the_log(CapturedOutput output, @TempDir Path folder) {
        // As an argument: what tests register later comes too late for the log.
        try (var server = RunningServer.start(folder, WORLD.arguments("--logging.level.root=TRACE"))) {
            signIn(server.http(), output);
        }
    }

    private static void signIn(Http http, CapturedOutput output) {
        var browser = new Browser(http);
        var request = new LinkedHashMap<>(Browser.request());
        request.put("state", "canary-of-the-state");
        request.put("nonce", "canary-of-the-nonce");
        var begun = browser.authorize(request);
        var page = Browser.path(begun.header("Location"));
        var link = browser.walletLink(page);
        var walletNonce = Browser.requestObject(http, link).path("nonce").asString("none");
        var answer = browser.answer(WORLD, WORLD.person, page);
        var back = browser.post(answer).json().get("redirect_uri").asString();
        var arrived = browser.arrive(browser.get(back));
        var code = arrived.getOrDefault("code", "");
        var tokens = http.token(Browser.redemption(code));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        var accessToken = tokens.json().get("access_token").asString();
        http.send(http.request("/oidc/userinfo")
                .header("Authorization", "Bearer " + accessToken)
                .GET());
        http.token(Browser.redemption(code));

        var secrets = new LinkedHashMap<>(Map.of(
                "cookie",
                begun.header("Set-Cookie").replaceFirst("[^=]*=([^;]*);.*", "$1"),
                "client state",
                "canary-of-the-state",
                "client nonce",
                "canary-of-the-nonce",
                "wallet nonce",
                walletNonce,
                "response code",
                Browser.query(URI.create(back).getRawQuery()).getOrDefault("response_code", ""),
                "code",
                code,
                "code verifier",
                Browser.VERIFIER,
                "access token",
                accessToken,
                "e-mail",
                "ann@acme.example",
                "holder",
                WORLD.person.did()));
        secrets.put("id token", tokens.json().get("id_token").asString());
        secrets.putAll(answer.form());
        assertThat(output).as("the log is on").contains("TRACE").contains("\"event\":\"LoginAccepted\"");
        secrets.forEach((name, secret) -> assertThat(output.toString().lines().filter(line -> line.contains(secret)))
                .as(name)
                .isEmpty());
    }
}
