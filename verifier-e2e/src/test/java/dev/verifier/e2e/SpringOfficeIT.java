package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.client.Registration;
import dev.verifier.e2e.spring.api.OnboardingApi;
import dev.verifier.e2e.spring.office.Office;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** People at an application with a back end that is a few lines with the starter. */
class SpringOfficeIT {

    @TempDir
    private Path folder;

    private final int apiPort = Program.freePort();
    private final String api = "http://localhost:" + apiPort;
    private final String url = "http://localhost:" + Program.freePort();

    @Test
    void a_person_signs_in_calls_an_api_with_tokens_that_stay_fresh_and_signs_out() throws Exception {
        var ecosystem = new Ecosystem(folder, api);
        try (var _ = office(ecosystem, url);
                var server = server(ecosystem, "--verifier.tokens.access-token-lifetime=1m");
                var _ = SpringApps.web(
                        OnboardingApi.class,
                        apiPort,
                        "verifier.client.issuer=" + ecosystem.issuer(),
                        "verifier.client.resource-server.audience=" + api);
                var phone = new Phone(ecosystem.world());
                var browser = new PlainBrowser()) {
            assertThat(new Person(browser, phone).signIn(url + "/").body()).isEqualTo("Hello, Ann Lee");

            // Spring Security refreshes within a minute of the end.
            assertThat(browser.open(url + "/onboardings").body()).contains("Acme");
            assertThat(browser.open(url + "/onboardings").body()).contains("Acme");
            assertThat(server.printed()).contains("\"grant\":\"refresh_token\"");
            assertThat(browser.open(url + "/").body()).isEqualTo("Hello, Ann Lee");

            var after = browser.submit(browser.open(url + "/verifier/sign-out"));
            assertThat(after.html().select("a[data-openid4vp]"))
                    .as(after::toString)
                    .isNotEmpty();
            assertThat(server.printed()).contains("SessionEnded");
            assertThat(browser.open(url + "/").html().select("a[data-openid4vp]"))
                    .isNotEmpty();
        }
    }

    /** At an address of the application's own, in the link, pushed; and as a client with a key at an address of its own. */
    @Test
    void however_the_request_gets_there_it_is_signed_and_who_cancels_reads_why() throws Exception {
        var ecosystem = new Ecosystem(folder, api);
        var all = new LinkedHashMap<String, ConfigurableApplicationContext>();
        for (var property : List.of(
                "login.request=hosted", "login.request=by-value", "login.request=pushed", "client-id=back-office")) {
            var at = "http://localhost:" + Program.freePort();
            all.put(at, office(ecosystem, at, "verifier.client." + property));
        }
        try (var _ = server(ecosystem);
                var phone = new Phone(ecosystem.world())) {
            for (var at : all.keySet()) {
                try (var browser = new PlainBrowser()) {
                    assertThat(new Person(browser, phone).signIn(at + "/").body())
                            .isEqualTo("Hello, Ann Lee");
                }
            }
            assertThat(Files.readString(ecosystem.world().resolve("clients.yaml"))
                            .lines())
                    .filteredOn(line -> line.contains("requireSignedRequestObject: true"))
                    .hasSameSizeAs(all.keySet());
            cancel(all.keySet().iterator().next());
        } finally {
            all.values().forEach(ConfigurableApplicationContext::close);
        }
    }

    private static void cancel(String at) {
        try (var browser = new PlainBrowser()) {
            var login = browser.open(at + "/");
            var end = browser.open(login.html().select("a:contains(Cancel)").attr("abs:href"));

            assertThat(end.address().toString()).startsWith(at);
            assertThat(end.status()).isEqualTo(403);
            assertThat(end.body()).contains("You are not signed in", "access_denied");
        }
    }

    /** It starts before the server, which is to know it. */
    private ConfigurableApplicationContext office(Ecosystem ecosystem, String at, String... more) throws Exception {
        var port = URI.create(at).getPort();
        var properties = new ArrayList<>(List.of(
                "verifier.client.issuer=" + ecosystem.issuer(),
                "verifier.client.key=generated:" + folder.resolve(port + ".jwk"),
                "verifier.client.url=" + at,
                "api=" + api));
        properties.addAll(List.of(more));
        var office = SpringApps.web(Office.class, port, properties.toArray(String[]::new));
        Files.writeString(
                ecosystem.world().resolve("clients.yaml"),
                office.getBean(Registration.class).calling(api).yaml(),
                StandardOpenOption.APPEND);
        return office;
    }

    private static Program server(Ecosystem ecosystem, String... more) throws InterruptedException {
        var options = new ArrayList<>(List.of("--verifier.outbound.allow-private-addresses=true"));
        options.addAll(List.of(more));
        return ecosystem.server(options.toArray(String[]::new));
    }
}
