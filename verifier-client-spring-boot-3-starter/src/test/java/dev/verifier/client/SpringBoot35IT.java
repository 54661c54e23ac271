package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.verifier.e2e.spring.api.OnboardingApi;
import dev.verifier.e2e.spring.machine.Robot;
import dev.verifier.e2e.spring.office.Office;
import dev.verifier.testkit.Machine;
import dev.verifier.testkit.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The programs on the page of documentation, as they are, in applications of Spring Boot 3.5, at a real server. */
class SpringBoot35IT {

    @RegisterExtension
    static final Verifier verifier = Verifier.start("--verifier.tokens.access-token-lifetime=1m");

    @TempDir
    private Path folder;

    private final int apiPort = freePort();
    private final String api = "http://localhost:" + apiPort;

    @Test
    void the_applications_are_what_this_is_for() {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
    }

    @Test
    void and_run_on_the_oldest_java_that_they_may() {
        assumeThat(Runtime.version().feature())
                .as("Debian's openjdk-17-jre-headless has it")
                .isEqualTo(17);
    }

    @Test
    void a_person_signs_in_calls_an_api_with_tokens_that_stay_fresh_and_signs_out() throws Exception {
        for (var request : List.of("hosted", "by-value", "pushed")) {
            var port = freePort();
            var url = "http://localhost:" + port;
            try (var office = web(
                            Office.class,
                            port,
                            "key=generated:" + folder.resolve(port + ".jwk"),
                            "url=" + url,
                            "login.request=" + request);
                    var resource = api()) {
                assertThat(resource.isRunning()).isTrue();
                verifier.register(entry(office.getBean(Registration.class)));
                var ann = verifier.employee("Acme").with("Onboarding", "Execute");

                assertThat(ann.visit(url + "/").body()).as(request).isEqualTo("Hello, Ann Lee");

                // Spring Security refreshes within a minute of the end.
                assertThat(ann.visit(url + "/onboardings").body()).contains("Acme");
                assertThat(ann.visit(url + "/onboardings").body()).contains("Acme");
                assertThat(Files.readString(verifier.log())).contains("\"grant\":\"refresh_token\"");
                assertThat(ann.visit(url + "/verifier/sign-out").body()).contains("<form", "/logout");

                var eve = verifier.employee("Acme").named("Eve", "Moe");
                assertThat(eve.visit(url + "/").body()).isEqualTo("Hello, Eve Moe");
                assertThat(eve.visit(url + "/onboardings").status()).isEqualTo(500);
            }
        }
    }

    @Test
    void a_machine_does_what_its_mandate_permits_and_is_told_what_it_lacks() {
        var machine = verifier.machine().with("Onboarding", "Execute").calling(api);
        try (var resource = api();
                var robot = robot(machine)) {
            assertThat(resource.isRunning()).isTrue();
            var http = robot.getBean(RestClient.class);

            assertThat(http.get().uri(api + "/onboardings").retrieve().body(String.class))
                    .contains("Acme");
            assertThatThrownBy(() ->
                            http.get().uri(api + "/certificates").retrieve().toBodilessEntity())
                    .isInstanceOfSatisfying(
                            HttpClientErrorException.Forbidden.class,
                            refusal -> assertThat(challenge(refusal))
                                    .startsWith("Bearer error=\"insufficient_scope\"")
                                    .contains("Certification.Attest"));
            assertThatThrownBy(() -> RestClient.create()
                            .get()
                            .uri(api + "/onboardings")
                            .retrieve()
                            .toBodilessEntity())
                    .isInstanceOf(HttpClientErrorException.Unauthorized.class);
            try (var stranger = robot(machine, "client-id=nobody")) {
                assertThatThrownBy(stranger.getBean(MachineTokens.class)::value)
                        .isInstanceOf(OAuth2AuthorizationException.class)
                        .hasMessageContaining("invalid_client");
            }
        }
    }

    @Test
    void an_api_refuses_a_token_that_is_meant_for_another_and_says_what_to_do() {
        var machine = verifier.machine().with("Onboarding", "Execute").calling("https://another.example");
        try (var resource = api();
                var robot = robot(machine)) {
            assertThat(resource.isRunning()).isTrue();
            assertThatThrownBy(() -> robot.getBean(RestClient.class)
                            .get()
                            .uri(api + "/onboardings")
                            .retrieve()
                            .toBodilessEntity())
                    .isInstanceOfSatisfying(
                            HttpClientErrorException.Unauthorized.class,
                            refusal -> assertThat(challenge(refusal))
                                    .contains("error=\"invalid_token\"", api, "audience"));
        }
    }

    /** One item of the list, without the dash and what it is indented by. */
    private String entry(Registration registration) {
        return registration.calling(api).yaml();
    }

    private ConfigurableApplicationContext api() {
        return web(OnboardingApi.class, apiPort, "resource-server.audience=" + api);
    }

    private ConfigurableApplicationContext web(Class<?> app, int port, String... properties) {
        return start(WebApplicationType.SERVLET, app, properties, "--server.port=" + port, "--api=" + api);
    }

    private static ConfigurableApplicationContext robot(Machine machine, String... more) {
        var properties = new ArrayList<>(List.of("key=" + machine.key(), "machine.credential=" + machine.credential()));
        properties.addAll(List.of(more));
        return start(WebApplicationType.NONE, Robot.class, properties.toArray(String[]::new));
    }

    private static ConfigurableApplicationContext start(
            WebApplicationType type, Class<?> app, String[] properties, String... others) {
        var arguments = new ArrayList<>(List.of(others));
        arguments.add("--verifier.client.issuer=" + verifier.issuer());
        for (var property : properties) {
            arguments.add("--verifier.client." + property);
        }
        return new SpringApplicationBuilder(app)
                .web(type)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
    }

    private static String challenge(HttpClientErrorException refusal) {
        var headers = refusal.getResponseHeaders();
        return headers == null ? "" : String.valueOf(headers.getFirst(HttpHeaders.WWW_AUTHENTICATE));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
