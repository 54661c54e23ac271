package dev.verifier.wallet.openid4vp;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests of verifiers that are known by where answers go (OpenID4VP 1.0 §5.9.3). */
class UnsignedRequestTests {
    private static final String RESPONSE_URI = "https://verifier.example/response";
    private static final String NAME = "redirect_uri:" + RESPONSE_URI;

    private static Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", NAME);
        parameters.put("response_type", "vp_token");
        parameters.put("response_mode", "direct_post");
        parameters.put("response_uri", RESPONSE_URI);
        parameters.put("nonce", Questioner.NONCE);
        parameters.put("state", "state-1");
        parameters.put("dcql_query", "{\"credentials\":[{\"id\":\"one\",\"format\":\"dc+sd-jwt\",\"meta\":{}}]}");
        parameters.put("client_metadata", "{\"client_name\":\"Acme Market\"}");
        return parameters;
    }

    private static AuthorizationRequest read(Map<String, String> parameters) {
        var link = VerifierLink.parse("openid4vp://?" + VerifierLink.query(parameters));
        try (var wallet = new VerifierConnection(() -> AT, RANDOM)) {
            return wallet.fetch(link);
        }
    }

    private static RequestFlaw flaw(Map<String, String> otherwise) {
        var parameters = parameters();
        parameters.putAll(otherwise);
        return catchThrowableOfType(UnacceptableRequest.class, () -> read(parameters))
                .flaw();
    }

    @Test
    void takes_a_request_that_nobody_signed_from_who_claims_no_more_than_an_address() {
        var request = read(parameters());
        assertThat(request.clientId()).isEqualTo(NAME);
        assertThat(request.signed()).isFalse();
        assertThat(request.responseUri()).isEqualTo(URI.create(RESPONSE_URI));
        assertThat(request.clientName()).contains("Acme Market");
        assertThat(request.asked().queryId()).isEqualTo("one");
        assertThat(request.asked().nonce()).isEqualTo(Questioner.NONCE);
    }

    @Test
    void takes_the_name_for_the_address_where_nothing_else_is_said() {
        var parameters = parameters();
        parameters.remove("response_uri");
        assertThat(read(parameters).responseUri()).isEqualTo(URI.create(RESPONSE_URI));
    }

    @Test
    void reads_itself() {
        var link = VerifierLink.parse("openid4vp://?" + VerifierLink.query(parameters()));
        assertThat(VerifierLink.parse("openid4vp://?" + link.query())).isEqualTo(link);
    }

    /** The control is {@link #takes_a_request_that_nobody_signed_from_who_claims_no_more_than_an_address()}. */
    @Test
    void takes_an_unsigned_request_from_nobody_else() {
        var did = WalletKey.generate(RANDOM).did();
        for (var name : List.of(
                did,
                "decentralized_identifier:" + did,
                "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk",
                "x509_san_dns:verifier.example",
                "verifier_attestation:verifier.example")) {
            assertThat(flaw(Map.of("client_id", name))).as(name).isEqualTo(RequestFlaw.NOT_SIGNED);
        }
    }

    @Test
    void takes_no_signed_request_under_such_a_name() {
        var key = WalletKey.generate(RANDOM);
        var claims = new LinkedHashMap<String, Object>(parameters());
        claims.put("aud", "https://self-issued.me/v2");
        var signed = key.sign(Map.of("typ", "oauth-authz-req+jwt", "kid", key.keyId()), claims);
        var link = new RequestLink(NAME, URI.create("https://verifier.example/request"), false);
        assertThat(catchThrowableOfType(UnacceptableRequest.class, () -> AuthorizationRequest.read(link, signed, AT))
                        .flaw())
                .isEqualTo(RequestFlaw.SIGNED_BY_NOBODY);
        assertThat(flaw(Map.of("request", signed))).isEqualTo(RequestFlaw.UNREADABLE_LINK);
    }

    @Test
    void wants_everything_else_as_in_a_signed_request() {
        assertThat(flaw(Map.of("response_uri", "https://other.example"))).isEqualTo(RequestFlaw.WRONG_RESPONSE_URI);
        assertThat(flaw(Map.of(
                        "client_id",
                        "redirect_uri:http://verifier.example",
                        "response_uri",
                        "http://verifier.example")))
                .isEqualTo(RequestFlaw.WRONG_RESPONSE_URI);
        assertThat(flaw(Map.of("redirect_uri", RESPONSE_URI))).isEqualTo(RequestFlaw.WRONG_RESPONSE_URI);
        assertThat(flaw(Map.of("response_mode", "fragment"))).isEqualTo(RequestFlaw.WRONG_RESPONSE_MODE);
        assertThat(flaw(Map.of("response_mode", "direct_post.jwt"))).isEqualTo(RequestFlaw.WRONG_ENCRYPTION_KEY);
        assertThat(flaw(Map.of("response_type", "code"))).isEqualTo(RequestFlaw.WRONG_RESPONSE_TYPE);
        assertThat(flaw(Map.of("nonce", ""))).isEqualTo(RequestFlaw.WRONG_NONCE);
        assertThat(flaw(Map.of("dcql_query", "{}"))).isEqualTo(RequestFlaw.WRONG_QUERY);
        assertThat(flaw(Map.of("dcql_query", "[]"))).isEqualTo(RequestFlaw.UNREADABLE_LINK);
        assertThat(flaw(Map.of("transaction_data", "[]"))).isEqualTo(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
    }

    @Test
    void takes_none_where_it_demands_encryption() {
        var link = VerifierLink.parse("openid4vp://?" + VerifierLink.query(parameters()));
        try (var careful = new VerifierConnection(() -> AT, RANDOM, true)) {
            assertThat(catchThrowableOfType(UnacceptableRequest.class, () -> careful.fetch(link))
                            .flaw())
                    .isEqualTo(RequestFlaw.NOT_ENCRYPTED);
        }
    }
}
