package dev.verifier.e2e.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.client.Registration;
import dev.verifier.e2e.Program;
import dev.verifier.e2e.spring.api.OnboardingApi;
import dev.verifier.e2e.spring.machine.Robot;
import dev.verifier.e2e.spring.office.Office;
import dev.verifier.testkit.Machine;
import dev.verifier.testkit.SignInRefusedException;
import dev.verifier.testkit.Verifier;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

class OfficeLoginIT {

    @RegisterExtension
    static final Verifier verifier = Verifier.start("--verifier.tokens.access-token-lifetime=1m");

    private static final int PORT = Program.freePort();
    private static final int API_PORT = Program.freePort();
    private static final String OFFICE = "http://localhost:" + PORT;
    private static final String API = "http://localhost:" + API_PORT;

    @BeforeAll
    static void start(@TempDir Path folder) {
        SpringApplication.run(
                OnboardingApi.class,
                "--server.port=" + API_PORT,
                "--verifier.client.issuer=" + verifier.issuer(),
                "--verifier.client.resource-server.audience=" + API);
        var office = SpringApplication.run(
                Office.class,
                "--server.port=" + PORT,
                "--verifier.client.issuer=" + verifier.issuer(),
                "--verifier.client.url=" + OFFICE,
                "--verifier.client.key=generated:" + folder.resolve("key.jwk"),
                "--api=" + API);
        var entry = office.getBean(Registration.class).calling(API).yaml();
        verifier.register(entry + "    requirements: {powers: [{function: Onboarding, action: Execute}]}");
    }

    @Test
    void who_has_the_power_signs_in_and_calls_the_api() {
        var ann = verifier.employee("Acme").with("Onboarding", "Execute");

        assertThat(ann.visit(OFFICE + "/").body()).isEqualTo("Hello, Ann Lee");
        assertThat(ann.visit(OFFICE + "/onboardings").body()).contains("Acme");
    }

    @Test
    void who_has_another_power_is_refused() {
        var bob = verifier.employee("Acme").named("Bob", "Ray").with("Onboarding", "Read");

        assertThatThrownBy(() -> bob.visit(OFFICE + "/"))
                .isInstanceOfSatisfying(
                        SignInRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("required_power_missing"));
    }

    @Test
    void who_is_revoked_loses_the_api_at_the_next_refresh() {
        var eve = verifier.employee("Acme").named("Eve", "Moe").with("Onboarding", "Execute");
        assertThat(eve.visit(OFFICE + "/").body()).isEqualTo("Hello, Eve Moe");
        assertThat(eve.visit(OFFICE + "/onboardings").body()).contains("Acme");

        verifier.revoke(eve);

        assertThat(eve.visit(OFFICE + "/onboardings").body()).doesNotContain("Acme");
        assertThat(verifier.log()).content().contains("credential_revoked");
    }

    @Test
    void a_machine_calls_the_api_by_its_mandate() {
        var http = robot(verifier.machine().with("Onboarding", "Execute").calling(API));
        var lazy = robot(verifier.machine().calling(API));

        assertThat(http.get().uri(API + "/onboardings").retrieve().body(String.class))
                .contains("Acme");
        assertThatThrownBy(() -> lazy.get().uri(API + "/onboardings").retrieve().toBodilessEntity())
                .isInstanceOf(HttpClientErrorException.Forbidden.class);
    }

    private static RestClient robot(Machine machine) {
        return SpringApplication.run(
                        Robot.class,
                        "--spring.main.web-application-type=none",
                        "--verifier.client.issuer=" + verifier.issuer(),
                        "--verifier.client.key=" + machine.key(),
                        "--verifier.client.machine.credential=" + machine.credential())
                .getBean(RestClient.class);
    }
}
