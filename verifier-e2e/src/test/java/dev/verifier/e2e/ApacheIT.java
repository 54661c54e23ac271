package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Apache as a gate in front of an app that knows nothing of OpenID Connect and reads who it is from a header. */
@EnabledIf(
        value = "dev.verifier.e2e.Apache#isInstalled",
        disabledReason =
                "no Apache with mod_auth_openidc: on Debian, install apache2-bin and libapache2-mod-auth-openidc")
@ExtendWith(Village.Shared.class)
class ApacheIT {

    private static HttpServer app;
    private static Program apache;
    private static String gate;

    @BeforeAll
    static void start(Village village) throws Exception {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/", call -> {
            try (call) {
                var seen = new StringBuilder(call.getRequestURI().getPath()).append('\n');
                call.getRequestHeaders()
                        .forEach((name, values) -> seen.append(name.toLowerCase(Locale.ROOT))
                                .append(": ")
                                .append(String.join(", ", values))
                                .append('\n'));
                var body = seen.toString().getBytes(StandardCharsets.UTF_8);
                call.sendResponseHeaders(200, body.length);
                call.getResponseBody().write(body);
            }
        });
        app.start();
        gate = village.gate();
        apache = Apache.start(
                village.folder().resolve("apache"),
                URI.create(gate).getPort(),
                Map.of(
                        "issuer", village.issuer(),
                        "app", "http://127.0.0.1:" + app.getAddress().getPort(),
                        "passphrase", UUID.randomUUID().toString()));
    }

    @AfterAll
    static void stop() {
        apache.close();
        app.stop(0);
    }

    @Test
    void a_person_passes_the_gate_and_the_app_is_told_who_it_is(Village village) {
        try (var browser = new PlainBrowser()) {
            var page = new Person(browser, village.phone()).signIn(gate + "/reports?year=2026");

            assertThat(page.address()).hasToString(gate + "/reports?year=2026");
            assertThat(page.status()).as(page::toString).isEqualTo(200);
            assertThat(page.body())
                    .contains("/reports\n", "x-remote-user: ann")
                    .contains("oidc_claim_name: Ann Lee", "oidc_claim_iss: " + village.issuer());
            assertThat(browser.open(gate + "/again").body()).contains("oidc_claim_name: Ann Lee");
        }
    }

    @Test
    void nobody_else_passes(Village village) {
        try (var browser = new PlainBrowser()) {
            var page = browser.open(gate + "/reports");

            assertThat(page.address().toString()).startsWith(village.issuer() + "/login/");
            assertThat(browser.open(gate + "/bye").body()).contains("/bye\n").doesNotContain("x-remote-user");
        }
    }

    @Test
    void who_signed_out_is_asked_again(Village village) {
        try (var browser = new PlainBrowser()) {
            new Person(browser, village.phone()).signIn(gate + "/reports");
            var bye = browser.open(gate + "/callback?logout=" + gate + "/bye");

            assertThat(bye.body()).contains("/bye\n").doesNotContain("x-remote-user");
            assertThat(browser.open(gate + "/reports").address().toString()).startsWith(village.issuer() + "/login/");
        }
    }
}
