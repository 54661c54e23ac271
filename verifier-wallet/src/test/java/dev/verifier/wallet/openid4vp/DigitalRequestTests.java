package dev.verifier.wallet.openid4vp;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.NONCE;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.wallet.WalletKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a page asks through the browser (OpenID4VP 1.0 Appendix A), as a wallet has to look at it. */
class DigitalRequestTests {
    private static final String ORIGIN = "https://verifier.example";
    private static final String UNSIGNED = "openid4vp-v1-unsigned";
    private static final String SIGNED = "openid4vp-v1-signed";

    private final WalletKey verifier = WalletKey.generate(RANDOM);
    private final String clientId = "decentralized_identifier:" + verifier.did();

    private static Map<String, Object> parameters() {
        var key = new LinkedHashMap<>(WalletKey.generate(RANDOM).publicJwk());
        key.putAll(Map.of("kid", "key-1", "alg", "ECDH-ES", "use", "enc"));
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("response_type", "vp_token");
        parameters.put("response_mode", "dc_api.jwt");
        parameters.put("nonce", NONCE);
        parameters.put(
                "dcql_query",
                Map.of(
                        "credentials",
                        List.of(Map.of(
                                "id",
                                "one",
                                "format",
                                "jwt_vc_json",
                                "meta",
                                Map.of("type_values", List.of(List.of("LEARCredentialEmployee")))))));
        parameters.put("client_metadata", Map.of("jwks", Map.of("keys", List.of(key))));
        return parameters;
    }

    private Map<String, Object> claims() {
        var claims = parameters();
        claims.put("client_id", clientId);
        claims.put("aud", "https://self-issued.me/v2");
        claims.put("expected_origins", List.of("https://other.example", ORIGIN));
        claims.put("exp", AT.getEpochSecond() + 60);
        return claims;
    }

    private String sign(WalletKey key, Map<String, Object> claims) {
        return key.sign(Map.of("typ", "oauth-authz-req+jwt", "kid", verifier.keyId()), claims);
    }

    private static String asked(String protocol, Object data) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of("requests", List.of(Map.of("protocol", protocol, "data", data))));
    }

    private DigitalRequest signed(Map<String, Object> claims, Instant at) {
        return DigitalRequest.read(asked(SIGNED, Map.of("request", sign(verifier, claims))), ORIGIN, at);
    }

    private static RequestFlaw flaw(Runnable reading) {
        return Objects.requireNonNull(catchThrowableOfType(UnacceptableRequest.class, reading::run))
                .flaw();
    }

    @Test
    void an_answer_is_for_the_page_that_asks_whoever_signed() {
        var unsigned = DigitalRequest.read(asked(UNSIGNED, parameters()), ORIGIN, AT);
        assertThat(unsigned.asker()).isEqualTo(ORIGIN);
        var request = signed(claims(), AT);
        assertThat(request.asker()).isEqualTo(clientId);
        for (var one : List.of(unsigned, request)) {
            var asked = one.asked("one");
            assertThat(asked.clientId()).isEqualTo("origin:" + ORIGIN);
            assertThat(asked.nonce()).isEqualTo(NONCE);
            assertThat(asked.state()).isNull();
            assertThat(asked.encryption()).isNotNull();
            assertThat(asked.answer("presentation", RANDOM).form()).containsOnlyKeys("response");
        }
    }

    @Test
    void what_a_page_calls_itself_without_a_signature_is_not_looked_at() {
        var parameters = parameters();
        parameters.put("client_id", "x509_hash:somebody");
        assertThat(DigitalRequest.read(asked(UNSIGNED, parameters), ORIGIN, AT).asker())
                .isEqualTo(ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", ORIGIN + "/", ORIGIN + ":443", "http://verifier.example"})
    void a_signed_request_is_for_the_pages_it_names(String origin) {
        var request = asked(SIGNED, Map.of("request", sign(verifier, claims())));
        assertThat(flaw(() -> DigitalRequest.read(request, origin, AT))).isEqualTo(RequestFlaw.WRONG_ORIGIN);
        assertThat(DigitalRequest.read(request, ORIGIN, AT).origin()).isEqualTo(ORIGIN);
    }

    @Test
    void a_signed_request_that_names_no_page_is_for_none() {
        var claims = claims();
        claims.remove("expected_origins");
        assertThat(flaw(() -> signed(claims, AT))).isEqualTo(RequestFlaw.WRONG_ORIGIN);
    }

    @Test
    void a_signed_request_is_by_who_it_says_and_not_over() {
        var forged = asked(SIGNED, Map.of("request", sign(WalletKey.generate(RANDOM), claims())));
        assertThat(flaw(() -> DigitalRequest.read(forged, ORIGIN, AT))).isEqualTo(RequestFlaw.BAD_SIGNATURE);
        assertThat(flaw(() -> signed(claims(), AT.plusSeconds(121)))).isEqualTo(RequestFlaw.EXPIRED);
        assertThat(signed(claims(), AT).protocol()).isEqualTo(SIGNED);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, code, WRONG_RESPONSE_TYPE",
        "response_mode, direct_post.jwt, WRONG_RESPONSE_MODE",
        "state, state-1, WRONG_STATE",
        "response_uri, https://verifier.example/, WRONG_RESPONSE_URI",
        "redirect_uri, https://verifier.example/, WRONG_RESPONSE_URI",
        "transaction_data, e30, UNKNOWN_TRANSACTION_DATA",
        "nonce, not url safe, WRONG_NONCE",
        "dcql_query, none, WRONG_QUERY",
        "client_metadata, none, WRONG_ENCRYPTION_KEY",
    })
    void what_does_not_belong_here_is_refused(String name, String value, RequestFlaw flaw) {
        var parameters = parameters();
        parameters.put(name, value);
        assertThat(flaw(() -> DigitalRequest.read(asked(UNSIGNED, parameters), ORIGIN, AT)))
                .isEqualTo(flaw);
        var claims = claims();
        claims.put(name, value);
        assertThat(flaw(() -> signed(claims, AT))).isEqualTo(flaw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"requests\":[]}",
                "{\"requests\":[null]}",
                "{\"requests\":[{\"protocol\":\"org-iso-mdoc\",\"data\":{}}]}",
                "{\"requests\":[{\"protocol\":\"openid4vp-v1-unsigned\"}]}"
            })
    void a_page_that_asks_in_no_way_that_is_known_is_not_answered(String digital) {
        assertThat(flaw(() -> DigitalRequest.read(digital, ORIGIN, AT))).isEqualTo(RequestFlaw.UNKNOWN_PROTOCOL);
        assertThat(flaw(() -> DigitalRequest.read("no json", ORIGIN, AT))).isEqualTo(RequestFlaw.NOT_A_REQUEST);
        assertThat(flaw(() -> DigitalRequest.read(asked(SIGNED, Map.of("request", "e30.%.%")), ORIGIN, AT)))
                .isEqualTo(RequestFlaw.NOT_A_REQUEST);
    }
}
