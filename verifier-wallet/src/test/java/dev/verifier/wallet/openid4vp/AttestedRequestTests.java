package dev.verifier.wallet.openid4vp;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.DidKey;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests of verifiers that are known by an attestation (OpenID4VP 1.0 §5.9.3, §12). */
class AttestedRequestTests {
    private static final WalletKey VERIFIER = WalletKey.generate(RANDOM);
    private static final WalletKey ATTESTER = WalletKey.generate(RANDOM);
    private static final String ISSUER = "https://attester.example";
    private static final String NAME = "verifier_attestation:verifier.example";
    private static final String RESPONSE_URI = "https://verifier.example/response";
    private static final Attesters KNOWN = new Attesters(Map.of(ISSUER, DidKey.parse(ATTESTER.did())));
    private static final String TYPE = "verifier-attestation+jwt";

    private static Map<String, Object> attested() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", ISSUER);
        claims.put("sub", "verifier.example");
        claims.put("exp", AT.getEpochSecond() + 3600);
        claims.put("cnf", Map.of("jwk", VERIFIER.publicJwk()));
        return claims;
    }

    private static String attestation(Map<String, ?> otherwise) {
        var claims = attested();
        claims.putAll(otherwise);
        return ATTESTER.sign(Map.of("typ", TYPE), claims);
    }

    private static String request(Object attestation) {
        var claims = new LinkedHashMap<String, Object>(Map.of(
                "aud", "https://self-issued.me/v2",
                "client_id", NAME,
                "response_type", "vp_token",
                "response_mode", "direct_post",
                "response_uri", RESPONSE_URI,
                "nonce", Questioner.NONCE,
                "state", "state-1"));
        claims.put(
                "dcql_query",
                Map.of("credentials", List.of(Map.of("id", "one", "format", "dc+sd-jwt", "meta", Map.of()))));
        return VERIFIER.sign(Map.of("typ", "oauth-authz-req+jwt", "jwt", attestation), claims);
    }

    private static AuthorizationRequest read(String request, Attesters attesters, Instant at) {
        var link = new RequestLink(NAME, URI.create("https://verifier.example/request"), false);
        return AuthorizationRequest.read(link, request, null, attesters, at);
    }

    private static RequestFlaw flaw(String request) {
        return flaw(request, KNOWN, AT);
    }

    private static RequestFlaw flaw(String request, Attesters attesters, Instant at) {
        return catchThrowableOfType(UnacceptableRequest.class, () -> read(request, attesters, at))
                .flaw();
    }

    @Test
    void believes_whom_it_knows_about_a_verifier() {
        for (var otherwise : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("nbf", AT.getEpochSecond() - 1, "iat", AT.getEpochSecond() - 1),
                Map.of("redirect_uris", List.of("https://other.example", RESPONSE_URI)))) {
            var request = read(request(attestation(otherwise)), KNOWN, AT);
            assertThat(request.clientId()).isEqualTo(NAME);
            assertThat(request.signed()).isTrue();
        }
    }

    @Test
    void believes_nobody_else_about_a_verifier() {
        assertThat(flaw(request(attestation(Map.of())), Attesters.NONE, AT)).isEqualTo(RequestFlaw.UNTRUSTED_ATTESTER);
        assertThat(flaw(request(attestation(Map.of("iss", "https://other.example")))))
                .isEqualTo(RequestFlaw.UNTRUSTED_ATTESTER);
        assertThat(flaw(request(attestation(Map.of("iss", List.of(ISSUER))))))
                .isEqualTo(RequestFlaw.UNTRUSTED_ATTESTER);
    }

    /** The control is {@link #believes_whom_it_knows_about_a_verifier()}. */
    @Test
    void believes_no_attestation_that_does_not_hold() {
        for (var otherwise : List.<Map<String, ?>>of(
                Map.of("sub", "other.example"),
                Map.of("exp", AT.getEpochSecond() - 61),
                Map.of("exp", "tomorrow"),
                Map.of("nbf", AT.getEpochSecond() + 61),
                Map.of("nbf", "yesterday"),
                Map.of("cnf", Map.of()),
                Map.of("cnf", Map.of("jwk", Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA"))),
                Map.of("cnf", Map.of("jwk", Map.of("kty", "EC", "crv", "P-256", "x", "%", "y", "%"))))) {
            assertThat(flaw(request(attestation(otherwise))))
                    .as(otherwise.toString())
                    .isEqualTo(RequestFlaw.WRONG_ATTESTATION);
        }
        var endless = attested();
        endless.remove("exp");
        assertThat(flaw(request(ATTESTER.sign(Map.of("typ", TYPE), endless)))).isEqualTo(RequestFlaw.WRONG_ATTESTATION);
        assertThat(flaw(request(attestation(Map.of())), KNOWN, AT.plusSeconds(7200)))
                .isEqualTo(RequestFlaw.WRONG_ATTESTATION);
    }

    @Test
    void believes_nothing_that_its_attester_did_not_sign_as_an_attestation() {
        var good = CompactJws.parse(attestation(Map.of()));
        for (var wrong : List.of(
                VERIFIER.sign(Map.of("typ", TYPE), attested()),
                ATTESTER.sign(Map.of("typ", "JWT"), attested()),
                ATTESTER.sign(Map.of("typ", TYPE, "alg", "none"), attested()),
                ATTESTER.sign(Map.of("typ", TYPE, "crit", List.of("b64")), attested()),
                good.withSignature(new byte[64]).toString(),
                good.headerPart(),
                "",
                7)) {
            assertThat(flaw(request(wrong))).as(wrong.toString()).isEqualTo(RequestFlaw.WRONG_ATTESTATION);
        }
    }

    @Test
    void wants_the_attested_key_s_signature_and_the_attested_place() {
        assertThat(flaw(request(attestation(Map.of("cnf", Map.of("jwk", ATTESTER.publicJwk()))))))
                .isEqualTo(RequestFlaw.BAD_SIGNATURE);
        for (var allowed : List.of(List.of("https://other.example"), List.of(), RESPONSE_URI)) {
            assertThat(flaw(request(attestation(Map.of("redirect_uris", allowed)))))
                    .isEqualTo(RequestFlaw.WRONG_RESPONSE_URI);
        }
    }
}
