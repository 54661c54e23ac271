package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.client.MachineTokens;
import dev.verifier.e2e.spring.api.OnboardingApi;
import dev.verifier.e2e.spring.machine.Robot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** A machine and an API, each a few lines with the starter. */
class SpringMachineIT {

    @TempDir
    private Path folder;

    private final int port = Program.freePort();
    private final String api = "http://localhost:" + port;

    @Test
    void a_machine_does_what_its_mandate_permits_and_is_told_what_it_lacks() throws Exception {
        var ecosystem = new Ecosystem(folder, api);
        try (var _ = ecosystem.server();
                var _ = api(ecosystem, api);
                var robot = robot(ecosystem, _ -> {})) {
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
            try (var stranger = robot(ecosystem, _ -> {}, "verifier.client.client-id=nobody")) {
                assertThatThrownBy(stranger.getBean(MachineTokens.class)::value)
                        .isInstanceOfSatisfying(OAuth2AuthorizationException.class, refusal -> {
                            assertThat(refusal.getError().getErrorCode()).isEqualTo("invalid_client");
                            assertThat(refusal.getError().getDescription()).isNotBlank();
                        });
            }
            assertThatThrownBy(() -> RestClient.create()
                            .get()
                            .uri(api + "/onboardings")
                            .retrieve()
                            .toBodilessEntity())
                    .isInstanceOfSatisfying(
                            HttpClientErrorException.Unauthorized.class,
                            refusal -> assertThat(challenge(refusal)).startsWith("Bearer"));
        }
    }

    @Test
    void an_api_refuses_a_token_that_is_meant_for_another_and_says_what_to_do() throws Exception {
        var ecosystem = new Ecosystem(folder, "https://another.example");
        try (var _ = ecosystem.server();
                var _ = api(ecosystem, api);
                var robot = robot(ecosystem, _ -> {})) {
            var http = robot.getBean(RestClient.class);

            assertThatThrownBy(() ->
                            http.get().uri(api + "/onboardings").retrieve().toBodilessEntity())
                    .isInstanceOfSatisfying(
                            HttpClientErrorException.Unauthorized.class,
                            refusal -> assertThat(challenge(refusal))
                                    .contains("error=\"invalid_token\"", api, "audience")
                                    .isEqualTo(refusal.getResponseBodyAsString()));
        }
    }

    @Test
    void a_token_is_kept_asked_for_once_however_many_want_it_and_replaced_before_it_ends() throws Exception {
        var ecosystem = new Ecosystem(folder, api);
        var ahead = new AtomicReference<>(Duration.ZERO);
        InstantSource shifted = () -> Instant.now().plus(ahead.get());
        try (var server = ecosystem.server("--verifier.tokens.access-token-lifetime=1m");
                var robot = robot(
                        ecosystem,
                        context ->
                                context.getBeanFactory().registerSingleton("clock", shifted.withZone(ZoneOffset.UTC)));
                var many = Executors.newFixedThreadPool(20)) {
            var tokens = robot.getBean(MachineTokens.class);
            var all = many.invokeAll(IntStream.range(0, 20)
                    .mapToObj(_ -> (Callable<String>) tokens::value)
                    .toList());

            var first = tokens.value();
            for (var one : all) {
                assertThat(one.get()).isEqualTo(first);
            }
            assertThat(issued(server)).isEqualTo(1);

            ahead.set(Duration.ofSeconds(25));
            assertThat(tokens.value()).isNotEqualTo(first);
            assertThat(issued(server)).isEqualTo(2);
        }
    }

    private static long issued(Program server) {
        return server.printed()
                .lines()
                .filter(line -> line.contains("TokenIssued"))
                .count();
    }

    private ConfigurableApplicationContext api(Ecosystem ecosystem, String audience) {
        return SpringApps.web(
                OnboardingApi.class,
                port,
                "verifier.client.issuer=" + ecosystem.issuer(),
                "verifier.client.resource-server.audience=" + audience);
    }

    private static ConfigurableApplicationContext robot(
            Ecosystem ecosystem, ApplicationContextInitializer<ConfigurableApplicationContext> beans, String... more) {
        var properties = new ArrayList<>(List.of(
                "verifier.client.issuer=" + ecosystem.issuer(),
                "verifier.client.key=" + ecosystem.key(),
                "verifier.client.machine.credential=" + ecosystem.credential(),
                "verifier.client.machine.renew-before=40s"));
        properties.addAll(List.of(more));
        return SpringApps.program(Robot.class, beans, properties.toArray(String[]::new));
    }

    private static String challenge(HttpClientErrorException refusal) {
        var headers = refusal.getResponseHeaders();
        return headers == null ? "" : String.valueOf(headers.getFirst(HttpHeaders.WWW_AUTHENTICATE));
    }
}
