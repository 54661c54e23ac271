package dev.verifier.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DpopProofTests {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WalletKey KEY = WalletKey.generate(RANDOM);
    private static final WalletKey ROGUE = WalletKey.generate(RANDOM);
    private static final URI TARGET = URI.create("https://verifier.acme.example/oidc/token");

    private static DpopProof proof() {
        return DpopProof.of(KEY, "POST", TARGET, Witness.AT, RANDOM);
    }

    @Test
    void is_what_rfc_9449_says() throws Exception {
        var compact = proof().compact();
        var jws = CompactJws.parse(compact);

        assertThat(jws.header())
                .containsOnly(
                        Map.entry("typ", "dpop+jwt"), Map.entry("alg", "ES256"), Map.entry("jwk", KEY.publicJwk()));
        assertThat(jws.claims())
                .containsOnlyKeys("jti", "htm", "htu", "iat")
                .containsEntry("htm", "POST")
                .containsEntry("htu", TARGET.toString());
        assertThat(Witness.verifies(compact, KEY.publicKey())).isTrue();
    }

    /** The token and its hash of RFC 9449 §7.1. */
    @Test
    void names_its_token_by_hash() {
        var claims = CompactJws.parse(proof().with("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU")
                        .compact())
                .claims();

        assertThat(claims).containsEntry("ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
    }

    @Test
    void has_a_new_id_each_time_and_keeps_it_through_changes() {
        var proof = proof();
        var ids = Stream.of(proof, proof.nonce("n"), proof.clockShifted(Duration.ofHours(1)), proof())
                .map(one -> CompactJws.parse(one.compact()).claims().get("jti"))
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(2);
    }

    @Test
    void names_its_key_by_thumbprint() {
        assertThat(DpopProof.thumbprint(KEY)).hasSize(43).isNotEqualTo(DpopProof.thumbprint(ROGUE));
    }

    @ParameterizedTest
    @EnumSource
    void every_crime_changes_something(ProofTampering crime) {
        var proof = proof().with("token");
        var tampered = proof.tampered(crime, ROGUE);

        assertThat(tampered).isNotEqualTo(proof.compact());
        if (tampered.split("\\.", -1).length == 3 && crime != ProofTampering.DUPLICATE_MEMBER) {
            var before = CompactJws.parse(proof.compact());
            var after = CompactJws.parse(tampered);
            var isOnSignature =
                    crime == ProofTampering.SIGNATURE_STRIPPED || crime == ProofTampering.SIGNED_BY_ANOTHER_KEY;
            assertThat(before.header().equals(after.header()) && before.claims().equals(after.claims()))
                    .isEqualTo(isOnSignature);
        }
    }
}
