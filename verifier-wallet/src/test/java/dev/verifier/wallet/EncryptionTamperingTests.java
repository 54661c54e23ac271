package dev.verifier.wallet;

import static dev.verifier.wallet.Gallery.ROGUE;
import static dev.verifier.wallet.Gallery.SEAL;
import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptionTamperingTests {
    private static final WalletKey VERIFIERS = WalletKey.generate(RANDOM);
    private static final WalletLogin HONEST = login(ContentEncryption.A128GCM);

    private static WalletLogin login(ContentEncryption enc) {
        var jwk = new LinkedHashMap<>(VERIFIERS.publicJwk());
        jwk.putAll(Map.of("kid", "key-1", "alg", "ECDH-ES", "use", "enc"));
        var asked = new Asked(
                Ann.ASKED.clientId(),
                Ann.ASKED.responseUri(),
                Ann.ASKED.nonce(),
                Ann.ASKED.state(),
                Ann.ASKED.queryId(),
                EncryptionKey.of(jwk, enc));
        return WalletLogin.builder(Ann.KEY, asked, AT, RANDOM)
                .seal(SEAL)
                .rogue(ROGUE)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void an_honest_answer_is_one_that_the_verifier_opens(ContentEncryption enc) {
        var form = login(enc).form();
        assertThat(form).containsOnlyKeys("response");
        var members = Json.read(JweReader.opened(form.getOrDefault("response", ""), VERIFIERS));
        assertThat(members).containsOnlyKeys("vp_token", "state").containsEntry("state", Ann.ASKED.state());
        assertThat(members.get("vp_token")).isInstanceOf(Map.class);
        assertThat(JweReader.header(form.getOrDefault("response", "")))
                .containsEntry("alg", "ECDH-ES")
                .containsEntry("enc", enc.name())
                .containsEntry("kid", "key-1");
    }

    @ParameterizedTest
    @EnumSource
    void differs_from_an_honest_one(EncryptionTampering crime) {
        var guilty = HONEST.tampered(crime);
        assertThat(guilty.credential()).isEqualTo(HONEST.credential());
        assertThat(honest(guilty.form())).isFalse();
        assertThat(crime.crime()).matches("[A-Z].*[^.]\\.").hasSizeLessThan(150);
        assertThat(Tampering.named(crime.id())).isEqualTo(crime);
        assertThat(crime.id()).startsWith("encryption.");
        assertThat(crime.needsSeal()).isFalse();
    }

    @Test
    void is_committed_where_encryption_is_asked_for_and_nowhere_else() {
        for (var crime : EncryptionTampering.values()) {
            assertThatIllegalArgumentException().isThrownBy(() -> Ann.HONEST.tampered(crime));
            assertThatIllegalArgumentException().isThrownBy(() -> Gallery.HONEST.tampered(crime));
        }
    }

    @Test
    void a_crime_on_the_answer_is_committed_inside() {
        var form = HONEST.tampered(WalletTampering.WRONG_STATE).form();
        assertThat(form).containsOnlyKeys("response");
        assertThat(Json.read(JweReader.opened(form.getOrDefault("response", ""), VERIFIERS)))
                .doesNotContainEntry("state", Ann.ASKED.state());
    }

    @Test
    void no_other_key_is_encrypted_to() {
        var good = new LinkedHashMap<>(VERIFIERS.publicJwk());
        good.putAll(Map.of("kid", "key-1", "alg", "ECDH-ES"));
        assertThat(EncryptionKey.of(good, ContentEncryption.A256GCM).kid()).isEqualTo("key-1");
        for (var bad : List.of(
                Map.of("crv", "P-384"),
                Map.of("kty", "OKP"),
                Map.of("alg", "ECDH-ES+A128KW"),
                Map.of("use", "sig"),
                Map.of("kid", 7),
                Map.of("y", "AQ"))) {
            var jwk = new LinkedHashMap<>(good);
            jwk.putAll(bad);
            assertThatIllegalArgumentException().isThrownBy(() -> EncryptionKey.of(jwk, ContentEncryption.A128GCM));
        }
    }

    private static boolean honest(Map<String, String> form) {
        try {
            var response = form.getOrDefault("response", "");
            var header = JweReader.header(response);
            return form.keySet().equals(HONEST.form().keySet())
                    && header.keySet()
                            .equals(JweReader.header(HONEST.form().getOrDefault("response", ""))
                                    .keySet())
                    && "ECDH-ES".equals(header.get("alg"))
                    && "key-1".equals(header.get("kid"))
                    && Json.read(JweReader.opened(response, VERIFIERS)).keySet().equals(Set.of("vp_token", "state"))
                    && !JweReader.opened(response, VERIFIERS).contains("another");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
