package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What vouches for us to wallets ends some day, and somebody hears of it before wallets do. */
@ExtendWith(OutputCaptureExtension.class)
class CertificateAlarmTests {

    private final World world = new World();
    private final Seal access = world.authority.access("localhost", Duration.ofDays(50));
    private final StoppedClock clock = new StoppedClock(Instant.now());

    @TempDir
    private Path folder;

    private RunningServer start(String... more) throws Exception {
        var key = Files.writeString(folder.resolve("key.pem"), access.keyPem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var chain = Files.writeString(folder.resolve("chain.pem"), access.chainPem());
        var arguments = new ArrayList<>(List.of(more));
        arguments.add("--verifier.keys.signing=" + key);
        arguments.add("--verifier.keys.certificate-chain=" + chain);
        return RunningServer.start(clock, folder.resolve("data"), world.arguments(arguments.toArray(String[]::new)));
    }

    private static double secondsLeft(RunningServer server) {
        return server.management()
                .get("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("verifier_certificate_expires_seconds{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_certificate_that_ends_soon_is_told_of_and_keeps_nobody_out(CapturedOutput output) throws Exception {
        try (var server = start()) {
            assertThat(output).contains("VouchingEnds", "\"over\":false");
            assertThat(secondsLeft(server)).isBetween(19 * 86_400.0, 20 * 86_400.0);
            assertThat(server.management().get("/health/readiness").status()).isEqualTo(200);
            assertThat(new Browser(server.http()).begin(Browser.request())).startsWith("/login/");
        }
    }

    @Test
    void one_that_ends_while_the_server_runs_is_noticed_where_it_would_be_used() throws Exception {
        try (var server = start()) {
            clock.pass(Duration.ofDays(21));
            var answer = new Browser(server.http()).authorize(Browser.request());

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(secondsLeft(server)).isNegative();
            assertThat(server.management().get("/health/readiness").status()).isEqualTo(503);
        }
    }

    @Test
    void one_that_wallets_are_not_shown_keeps_nobody_out_even_when_it_has_ended() throws Exception {
        try (var server = start("--verifier.openid4vp.client-id-prefix=decentralized_identifier")) {
            clock.pass(Duration.ofDays(21));

            assertThat(server.management().get("/health/readiness").status()).isEqualTo(200);
            assertThat(new Browser(server.http()).begin(Browser.request())).startsWith("/login/");
        }
    }
}
