package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Our twins of the modules that the OpenID Foundation's suite has for verifiers (OpenID4VP 1.0 Final, with HAIP and without), played by
 * the real wallet. docs/conformance.md says what they ask.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("plans")
class VerifierPlansIT {

    private static final String SD_JWT = "pid-sd-jwt";
    private static final String MDOC = "mdl";

    /** What the suite warns of, and what we say all the same. */
    private static final String[] WARNINGS = {"client_metadata has client_name"};

    private final Embassy embassy;

    VerifierPlansIT(Embassy embassy) {
        this.embassy = embassy;
    }

    /** {@code oid4vp-1final-verifier-test-plan} in one of its variants, and {@code oid4vp-1final-verifier-haip-test-plan}. */
    static Stream<Embassy> plans() {
        return Stream.of(
                        Embassy.BY_CERTIFICATE
                                + "--verifier.openid4vp.client-id-prefix=x509_san_dns"
                                + " --verifier.openid4vp.response-mode=direct_post",
                        Embassy.BY_CERTIFICATE + "--verifier.openid4vp.client-id-prefix=x509_hash")
                .map(Embassy::open);
    }

    @Test
    void happy_flow() throws Exception {
        for (var credential : List.of(SD_JWT, MDOC)) {
            signsIn(credential, Map.of("method", "get"));
        }
    }

    @Test
    void minimal_cnf_jwk() throws Exception {
        signsIn(SD_JWT, Map.of("holding", List.of("pid-sd-jwt-minimal-cnf")));
    }

    @Test
    void request_uri_method_post() throws Exception {
        for (var credential : List.of(SD_JWT, MDOC)) {
            var nonce = signsIn(credential, Map.of("method", "post")).at("/request/wallet_nonce");
            assertThat(nonce.asString()).isNotEmpty();
        }
    }

    @Test
    void request_uri_fetched_twice() throws Exception {
        for (var credential : List.of(SD_JWT, MDOC)) {
            signsIn(credential, Map.of("times", 2));
        }
    }

    @Test
    void invalid_session_transcript() throws Exception {
        refused(MDOC, "invalid-session-transcript", "device_auth_invalid");
    }

    @Test
    void invalid_credential_signature() throws Exception {
        refused(SD_JWT, "invalid-credential-signature", "credential_signature_invalid");
    }

    @Test
    void invalid_kb_jwt_signature() throws Exception {
        refused(SD_JWT, "invalid-kb-jwt-signature", "presentation_signature_invalid");
    }

    @Test
    void invalid_sd_hash() throws Exception {
        refused(SD_JWT, "invalid-sd-hash", "key_binding_hash_differs");
    }

    @Test
    void invalid_kb_jwt_nonce() throws Exception {
        refused(SD_JWT, "invalid-kb-jwt-nonce", "presentation_wrong_nonce");
    }

    @Test
    void invalid_kb_jwt_aud() throws Exception {
        refused(SD_JWT, "invalid-kb-jwt-aud", "presentation_wrong_audience");
    }

    @Test
    void kb_jwt_iat_in_past() throws Exception {
        refused(SD_JWT, "kb-jwt-iat-in-past", "presentation_expired");
    }

    @Test
    void kb_jwt_iat_in_future() throws Exception {
        refused(SD_JWT, "kb-jwt-iat-in-future", "presentation_not_yet_valid");
    }

    /** With a look at the request as the suite has it, and tokens in the end. */
    private JsonNode signsIn(String scope, Map<String, ?> how) throws Exception {
        try (var login = new CodeFlow(embassy, scope)) {
            var shown = show(login, scope, how);

            assertThat(shown.at("/status").asInt()).as(() -> told(shown)).isEqualTo(200);
            assertThat(shown.at("/examination/failures")).as(() -> told(shown)).isEmpty();
            assertThat(shown.at("/examination/warnings").valueStream().map(JsonNode::asString))
                    .containsExactly(WARNINGS);
            login.arriveBy(shown.at("/answer/redirect_uri").asString());
            return shown;
        }
    }

    /** At once, with 400, and for the reason that the crime has; whoever is honest comes in by the same link. */
    private void refused(String scope, String crime, String reason) throws Exception {
        try (var login = new CodeFlow(embassy, scope)) {
            var shown = show(login, scope, Map.of("crime", crime));

            assertThat(shown.at("/status").asInt()).as(() -> told(shown)).isEqualTo(400);
            assertThat(shown.at("/answer/error_description").asString()).startsWith(reason + ":");
            var honest = show(login, scope, Map.of());
            login.arriveBy(honest.at("/answer/redirect_uri").asString());
        }
    }

    private JsonNode show(CodeFlow login, String scope, Map<String, ?> how) {
        var order = new HashMap<String, Object>(Map.of("link", login.link(), "holding", List.of(scope)));
        order.putAll(how);
        return embassy.wallet().present(order);
    }

    private String told(JsonNode shown) {
        return shown.toPrettyString() + "\n" + embassy.log();
    }
}
