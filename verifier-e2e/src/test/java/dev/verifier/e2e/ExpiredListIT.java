package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.verifier.e2e.Runbook.Refusal;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that were good once: who is told what, and what to do. */
class ExpiredListIT {

    @TempDir
    private Path folder;

    @Test
    void a_machine_hears_that_its_issuer_has_to_do_something_and_the_operator_which_list_it_is() throws Exception {
        var ecosystem = new Ecosystem(folder, "https://api.example");
        var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var address = "http://localhost:" + host.getAddress().getPort();
        var old = URI.create(address + "/old");
        var fresh = URI.create(address + "/fresh");
        serve(host, old, list(ecosystem, old, Instant.now().minus(Duration.ofDays(1))));
        serve(host, fresh, list(ecosystem, fresh, Instant.now()));
        host.start();

        try (var server = ecosystem.server("--verifier.outbound.allow-private-addresses=true")) {
            var refused = Refusal.in(ecosystem.answer(issued(ecosystem, old))).orElseThrow();
            assertThat(refused.code()).isEqualTo("credential_status_unknown");
            assertThat(refused.mend()).contains("ask its issuer");
            assertThat(server.printed()).contains("\"event\":\"StatusListAsked\"", "status_list_expired");

            assertThat(ecosystem.answer(issued(ecosystem, fresh))).contains("\"expires_in\"");
        } finally {
            host.stop(0);
        }
    }

    @Test
    void an_issuer_whose_accreditation_has_ended_is_told_apart_from_one_that_nobody_lists() throws Exception {
        var ecosystem = new Ecosystem(folder, "https://api.example");
        var issuers = ecosystem.world().resolve("issuers.yaml");
        Files.writeString(
                issuers,
                Files.readString(issuers)
                        .replaceAll("(- credentialsType: .*)", "$1\n      validUntil: \"2026-01-01T00:00:00Z\""));

        try (var _ = ecosystem.server();
                var doctor = ecosystem.doctor(List.of())) {
            var refused = Refusal.in(ecosystem.answer(ecosystem.credential())).orElseThrow();
            assertThat(refused.code()).isEqualTo("issuer_not_accredited");
            assertThat(refused.mend()).contains("ask its operator");
            assertThat(doctor.exitCode()).as(doctor.printed()).isEqualTo(1);
            assertThat(doctor.printed()).contains("nobody may issue LEARCredentialMachine any more");
        }
    }

    private static void serve(HttpServer host, URI at, String list) {
        var body = list.getBytes(StandardCharsets.US_ASCII);
        host.createContext(at.getPath(), call -> {
            try (call) {
                call.getResponseHeaders().set("Content-Type", "application/statuslist+jwt");
                call.sendResponseHeaders(200, body.length);
                call.getResponseBody().write(body);
            }
        });
    }

    private Path issued(Ecosystem ecosystem, URI list) throws InterruptedException {
        var credential = folder.resolve(list.getPath().substring(1) + ".jwt");
        ecosystem.wallet(
                "issue",
                "machine",
                "--world",
                ecosystem.world().toString(),
                "--holder",
                ecosystem.key().toString(),
                "--status-list",
                list.toString(),
                "--out",
                credential.toString());
        return credential;
    }

    private static String list(Ecosystem ecosystem, URI at, Instant made) throws IOException {
        var world = ecosystem.world();
        var seal = TestAuthority.read(
                        Files.readString(world.resolve("authority.pem")), Instant.now(), new SecureRandom())
                .readSeal(
                        Files.readString(world.resolve("seal/key.pem")),
                        Files.readString(world.resolve("seal/chain.pem")));
        var publication = new StatusPublication(seal, at, made, Duration.ofMinutes(1));
        return publication.sign(publication.token(new StatusList(1, 1024)));
    }
}
