package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.verifier.wallet.Asked;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import java.net.URI;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloorTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Provider JDK = Crypto.of(false).getFirst();

    private final SecureRandom random = new SecureRandom();
    private final WalletKey machine = WalletKey.generate(random);
    private final MachineLogin login = MachineLogin.builder(machine, URI.create("https://verifier.example"), AT, random)
            .seal(TestAuthority.create(AT, random).seal("VATES-A12345678", SealKey.P_256))
            .build();

    @Test
    void a_login_needs_three_verifications_and_the_runbooks_two() throws Exception {
        assertThat(Floor.of(login, machine, login.presentation(), JDK).operations())
                .isEqualTo("3 verifications and 1 signature");
        assertThat(Floor.of(login.runbook(), machine, login.presentation(), JDK).operations())
                .isEqualTo("2 verifications and 1 signature");
    }

    @Test
    void an_encrypted_answer_needs_a_key_agreement_too() throws Exception {
        var asked = new Asked("verifier", URI.create("https://verifier.example/answer"), "n".repeat(22), "state", "it");
        var answers = new ArrayList<WalletLogin>();
        for (var type : Arrays.asList(null, SdJwtType.SE)) {
            var builder = WalletLogin.builder(machine, asked, AT, random)
                    .seal(TestAuthority.create(AT, random).seal("VATES-A12345678", SealKey.P_256));
            answers.add((type == null ? builder : builder.sdJwt(type)).build());
        }
        for (var answer : answers) {
            var clear = new SignIn.Passage(answer, List.of(login.presentation()));
            var encrypted = new SignIn.Passage(
                    answer.editForm(form -> Map.of("response", "encrypted")), List.of(login.presentation()));
            for (var provider : Crypto.of(true)) {
                assertThat(Floor.of(clear, machine, provider).operations())
                        .isEqualTo("2 verifications and 1 signature");
                var floor = Floor.of(encrypted, machine, provider);
                assertThat(floor.operations()).isEqualTo("2 verifications, 1 signature and 1 key agreement");
                assertThat(floor.micros(Duration.ofMillis(5))).isPositive();
            }
        }
    }

    @Test
    void takes_time_with_each_provider() throws Exception {
        for (var provider : Crypto.of(true)) {
            var floor = Floor.of(login, machine, login.presentation(), provider);

            assertThat(floor.micros(Duration.ofMillis(50))).isBetween(10.0, 50_000.0);
        }
    }

    @Test
    void signatures_that_do_not_verify_are_no_floor() throws Exception {
        var floor = Floor.of(login, machine, login.presentation(), JDK);
        floor.verified().getLast().signature()[3] ^= 1;

        assertThatIllegalStateException().isThrownBy(floor::verify);
    }
}
