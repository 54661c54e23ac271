package dev.verifier.wallet.openid4vp;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.NONCE;
import static dev.verifier.wallet.openid4vp.Questioner.QUERY_ID;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.ContentEncryption;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class AuthorizationRequestTests {
    private static final long NOW = AT.getEpochSecond();

    private Questioner verifier;

    @BeforeEach
    void open() throws IOException {
        verifier = new Questioner();
    }

    @AfterEach
    void close() {
        verifier.close();
    }

    @Test
    void reads_who_asks_for_what_and_where_the_answer_goes() {
        var request = read();
        assertThat(request.clientId()).isEqualTo(verifier.clientId()).startsWith("decentralized_identifier:did:key:z");
        assertThat(request.clientName()).contains("Acme Market");
        assertThat(request.responseUri()).isEqualTo(verifier.origin().resolve("/oid4vp/auth-response"));
        assertThat(request.query().credentials())
                .extracting(CredentialQuery::id)
                .containsExactly("employee_ld", QUERY_ID);
        assertThat(request.asked().queryId()).isEqualTo(QUERY_ID);
        assertThat(request.asked().nonce()).isEqualTo(NONCE);
        assertThat(request.asked().state()).isEqualTo("state-1");
        assertThat(request.asked("employee_ld").queryId()).isEqualTo("employee_ld");
    }

    @Test
    void takes_the_kid_with_and_without_its_fragment() {
        verifier.withHeader("kid", verifier.key().did());
        assertThat(read().clientId()).isEqualTo(verifier.clientId());
        verifier.withHeader("kid", verifier.key().keyId());
        assertThat(read().clientId()).isEqualTo(verifier.clientId());
    }

    @Test
    void takes_a_verifier_from_before_the_specification() {
        verifier.legacy();
        var request = read();
        assertThat(request.clientId()).startsWith("did:key:z");
        assertThat(request.query().credentials())
                .singleElement()
                .satisfies(query -> assertThat(query.types()).containsExactly(List.of("LEARCredentialEmployee")));
        verifier.with("scope", "openid");
        assertFlaw(RequestFlaw.WRONG_QUERY);
    }

    @Test
    void takes_scope_and_own_audience_from_nobody_else() {
        verifier.with("aud", verifier.clientId());
        assertFlaw(RequestFlaw.WRONG_AUDIENCE);
        verifier.without("dcql_query").with("scope", "dome.credentials.presentation.LEARCredentialEmployee");
        assertFlaw(RequestFlaw.WRONG_QUERY);
    }

    @Test
    void refuses_what_the_verifiers_key_did_not_sign() {
        verifier.signing(WalletKey.generate(RANDOM));
        assertFlaw(RequestFlaw.BAD_SIGNATURE);
    }

    @Test
    void refuses_a_kid_of_somebody_else() {
        var stranger = WalletKey.generate(RANDOM);
        for (var kid : List.of(stranger.did(), stranger.keyId(), verifier.key().did() + "#key-1", 7)) {
            verifier.signing(stranger).withHeader("kid", kid);
            assertFlaw(RequestFlaw.WRONG_KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES384", "RS256"})
    void refuses_another_algorithm(String alg) {
        verifier.withHeader("alg", alg);
        assertFlaw(RequestFlaw.BAD_SIGNATURE);
    }

    @Test
    void refuses_a_request_without_signature_or_with_half_a_one() {
        var jws = CompactJws.parse(verifier.requestObject());
        assertThat(flaw(jws.withSignature(new byte[0]).toString())).isEqualTo(RequestFlaw.BAD_SIGNATURE);
        assertThat(flaw(jws.withSignature(new byte[64]).toString())).isEqualTo(RequestFlaw.BAD_SIGNATURE);
        assertThat(flaw(jws.withPayload("{}").toString())).isEqualTo(RequestFlaw.BAD_SIGNATURE);
        assertThat(flaw(jws.headerPart() + "." + jws.payloadPart())).isEqualTo(RequestFlaw.NOT_A_REQUEST);
        assertThat(flaw("not a JWT")).isEqualTo(RequestFlaw.NOT_A_REQUEST);
        assertThat(flaw("e30.%.%")).isEqualTo(RequestFlaw.WRONG_TOKEN_TYPE);
        assertThat(flaw(jws.headerPart() + ".%.%")).isEqualTo(RequestFlaw.NOT_A_REQUEST);
    }

    @Test
    void refuses_critical_headers() {
        verifier.withHeader("crit", List.of("urn:example"));
        assertFlaw(RequestFlaw.BAD_SIGNATURE);
    }

    @Test
    void refuses_another_token_type() {
        verifier.withHeader("typ", "JWT");
        assertFlaw(RequestFlaw.WRONG_TOKEN_TYPE);
    }

    @Test
    void refuses_a_request_of_another_verifier_than_the_links() {
        verifier.with("client_id", verifier.key().did());
        assertFlaw(RequestFlaw.CLIENT_ID_DIFFERS);
        verifier.without("client_id");
        assertFlaw(RequestFlaw.CLIENT_ID_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://verifier.example",
                "openid_federation:https://verifier.example",
                "x509_san_uri:https://verifier.example",
                "decentralized_identifier:did:web:verifier.example",
                "decentralized_identifier:decentralized_identifier:did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"
            })
    void refuses_a_client_id_it_cannot_check(String clientId) {
        var link = new RequestLink(clientId, verifier.link().requestUri(), false);
        assertThat(flaw(link, verifier.requestObject())).isEqualTo(RequestFlaw.UNKNOWN_CLIENT_ID_PREFIX);
    }

    @Test
    void refuses_another_audience() {
        verifier.with("aud", "https://wallet.elsewhere.example");
        assertFlaw(RequestFlaw.WRONG_AUDIENCE);
        verifier.without("aud");
        assertFlaw(RequestFlaw.WRONG_AUDIENCE);
    }

    @Test
    void refuses_a_request_out_of_its_time() {
        verifier.with("exp", NOW - 61);
        assertFlaw(RequestFlaw.EXPIRED);
        verifier.with("exp", "soon");
        assertFlaw(RequestFlaw.EXPIRED);
        verifier.claims(claims -> claims).with("iat", NOW + 61);
        assertFlaw(RequestFlaw.FROM_THE_FUTURE);
        verifier.claims(claims -> claims).with("nbf", NOW + 61);
        assertFlaw(RequestFlaw.FROM_THE_FUTURE);
        verifier.claims(claims -> claims).with("iat", NOW + 59).with("exp", NOW - 59);
        assertThat(read().asked().nonce()).isEqualTo(NONCE);
    }

    @Test
    void reads_to_which_key_the_answer_is_encrypted() {
        assertThat(read().encryption()).isEmpty();
        verifier.with("response_mode", "direct_post.jwt").with("client_metadata", encryption("ECDH-ES", "A256GCM"));
        var key = read().encryption().orElseThrow();
        assertThat(key.kid()).isEqualTo("key-1");
        assertThat(key.enc()).isEqualTo(ContentEncryption.A256GCM);
        assertThat(read().asked().encryption()).isEqualTo(key);
    }

    @Test
    void refuses_to_encrypt_to_no_key_or_in_no_way_it_knows() {
        verifier.with("response_mode", "direct_post.jwt");
        assertFlaw(RequestFlaw.WRONG_ENCRYPTION_KEY);
        verifier.with("client_metadata", encryption("RSA-OAEP", "A256GCM"));
        assertFlaw(RequestFlaw.WRONG_ENCRYPTION_KEY);
        verifier.with("client_metadata", encryption("ECDH-ES", "A128CBC-HS256"));
        assertFlaw(RequestFlaw.WRONG_ENCRYPTION_KEY);
    }

    private Map<String, Object> encryption(String alg, String enc) {
        var jwk = new LinkedHashMap<>(verifier.key().publicJwk());
        jwk.putAll(Map.of("kid", "key-1", "alg", alg));
        return Map.of(
                "jwks",
                Map.of("keys", List.of(Map.of("kty", "RSA"), jwk)),
                "encrypted_response_enc_values_supported",
                List.of("A192GCM", enc));
    }

    @Test
    void refuses_another_kind_of_response() {
        verifier.with("response_type", "code");
        assertFlaw(RequestFlaw.WRONG_RESPONSE_TYPE);
        verifier.claims(claims -> claims).with("response_mode", "fragment");
        assertFlaw(RequestFlaw.WRONG_RESPONSE_MODE);
        verifier.claims(claims -> claims).with("transaction_data", List.of("e30"));
        assertFlaw(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://verifier.example/response",
                "javascript:alert(1)",
                "/response",
                "https://verifier.example/#fragment",
                "https://user@verifier.example/",
                "http://127.0.0.1.example/",
                "https://verifier example/"
            })
    void refuses_to_answer_an_unsafe_place(String responseUri) {
        verifier.with("response_uri", responseUri);
        assertFlaw(RequestFlaw.WRONG_RESPONSE_URI);
    }

    @Test
    void refuses_to_answer_no_place_or_two() {
        verifier.with("redirect_uri", "https://verifier.example/");
        assertFlaw(RequestFlaw.WRONG_RESPONSE_URI);
        verifier.without("response_uri");
        assertFlaw(RequestFlaw.WRONG_RESPONSE_URI);
    }

    @Test
    void refuses_a_nonce_or_state_that_is_no_url_safe_text() {
        for (var nonce : List.<Object>of("", "a b", 7, List.of(NONCE))) {
            verifier.claims(claims -> claims).with("nonce", nonce);
            assertFlaw(RequestFlaw.WRONG_NONCE);
            verifier.claims(claims -> claims).with("state", nonce);
            assertFlaw(RequestFlaw.WRONG_STATE);
        }
        verifier.without("nonce");
        assertFlaw(RequestFlaw.WRONG_NONCE);
        verifier.without("state");
        assertThat(read().asked().state()).isNull();
    }

    @Test
    void insists_on_the_nonce_it_posted() {
        var link = verifier.linkToPost();
        verifier.with("wallet_nonce", "mine");
        assertThat(AuthorizationRequest.read(link, verifier.requestObject(), "mine", AT)
                        .clientId())
                .isEqualTo(verifier.clientId());
        var caught = catchThrowableOfType(
                UnacceptableRequest.class,
                () -> AuthorizationRequest.read(link, verifier.requestObject(), "yours", AT));
        assertThat(caught.flaw()).isEqualTo(RequestFlaw.WRONG_WALLET_NONCE);
    }

    @Test
    void refuses_what_is_no_query() {
        for (var query : List.<Object>of(
                "query",
                Map.of(),
                Map.of("credentials", List.of()),
                Map.of("credentials", List.of(Map.of("id", "a", "meta", Map.of()))),
                Map.of("credentials", List.of(Map.of("id", "a", "format", "jwt_vc_json"))))) {
            verifier.with("dcql_query", query);
            assertFlaw(RequestFlaw.WRONG_QUERY);
        }
    }

    private AuthorizationRequest read() {
        return AuthorizationRequest.read(verifier.link(), verifier.requestObject(), AT);
    }

    private void assertFlaw(RequestFlaw flaw) {
        assertThat(flaw(verifier.requestObject())).isEqualTo(flaw);
    }

    private RequestFlaw flaw(String compact) {
        return flaw(verifier.link(), compact);
    }

    private static RequestFlaw flaw(RequestLink link, String compact) {
        return catchThrowableOfType(UnacceptableRequest.class, () -> AuthorizationRequest.read(link, compact, AT))
                .flaw();
    }
}
