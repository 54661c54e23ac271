package dev.verifier.wallet;

import static dev.verifier.wallet.Gallery.HONEST;
import static dev.verifier.wallet.Gallery.MACHINE;
import static dev.verifier.wallet.Gallery.ROGUE;
import static dev.verifier.wallet.Witness.at;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssertionTamperingTests {
    private static final Map<String, String> DIFFERENCES = Gallery.table("""
            ALG_NONE                    | header/alg signature
            SIGNATURE_STRIPPED          | signature
            SIGNED_BY_ANOTHER_KEY       | signature
            HMAC_WITH_THE_DID           | header/alg signature
            HMAC_WITH_NOTHING           | header/alg signature
            DER_SIGNATURE               | signature
            ZERO_SIGNATURE              | signature
            EXPIRED                     | exp iat
            EXPIRY_MISSING              | exp
            LIVES_A_DECADE              | exp
            NOT_YET_VALID               | nbf
            ISSUED_TOMORROW             | iat
            ISSUED_IN_1970              | iat
            MILLISECONDS                | exp iat
            JTI_MISSING                 | jti
            JTI_EMPTY                   | jti
            JTI_IS_A_NUMBER             | jti
            JTI_OF_4_KB                 | jti
            FOREIGN_AUDIENCE            | aud
            AUDIENCE_OF_INTROSPECTION   | aud
            AUDIENCE_OF_PAR             | aud
            AUDIENCE_NEAR_MISS          | aud
            TWO_AUDIENCES               | aud
            AUDIENCE_MISSING            | aud
            ISSUER_DIFFERS              | iss
            SUBJECT_DIFFERS             | sub
            ISSUER_MISSING              | iss
            SUBJECT_MISSING             | sub
            CLIENT_ID_DIFFERS           | nothing
            WRONG_TOKEN_TYPE            | header/typ
            KID_IS_A_PATH               | header/kid
            KID_IS_SQL                  | header/kid
            KID_OF_ANOTHER              | header/kid signature
            KID_WITH_A_FOREIGN_FRAGMENT | header/kid
            KEYS_BY_JKU                 | header/jku signature
            KEYS_BY_X5U                 | header/x5u signature
            KEY_IN_THE_HEADER           | header/jwk header/kid signature
            UNKNOWN_CRITICAL_HEADER     | header/crit header/urn:example:unheard-of
            DUPLICATE_MEMBER            | text
            DEEP                        | text
            GIANT                       | padding
            NOT_A_JWT                   | everything
            MISSING                     | nothing
            OF_ANOTHER_TYPE             | nothing
            BESIDE_A_SECRET             | nothing
            VP_TOKEN_MISSING            | vp_token
            VP_TOKEN_GARBAGE            | vp_token
            VP_TOKEN_TWICE_ENCODED      | vp_token
            VP_TOKEN_OF_5_MB            | vp_token
            VP_TOKEN_IS_A_LIST          | vp_token
            VP_TOKEN_IS_AN_OBJECT       | vp_token
            """);

    @ParameterizedTest
    @EnumSource
    void changes_one_thing(AssertionTampering crime) {
        var expected = Objects.requireNonNull(DIFFERENCES.get(crime.name()));
        assertThat(Gallery.inAssertion(HONEST.tampered(crime))).isEqualTo(expected.replace("nothing", ""));
        assertThat(crime.onForm()).isEqualTo(expected.equals("nothing"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNED_BY_ANOTHER_KEY", "KID_OF_ANOTHER", "KEYS_BY_JKU", "KEYS_BY_X5U", "KEY_IN_THE_HEADER"})
    void has_the_rogues_signature_where_that_is_the_crime(AssertionTampering crime) throws GeneralSecurityException {
        assertThat(Witness.verifies(HONEST.tampered(crime).assertion(), ROGUE.publicKey()))
                .isTrue();
    }

    @Test
    void signs_in_der_what_is_right_otherwise() throws GeneralSecurityException {
        var assertion = CompactJws.parse(
                HONEST.tampered(AssertionTampering.DER_SIGNATURE).assertion());
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(MACHINE.publicKey());
        verifier.update(assertion.signingInput());
        assertThat(verifier.verify(assertion.signature())).isTrue();
    }

    @Test
    void keys_the_hmac_with_the_did() throws GeneralSecurityException {
        var assertion = CompactJws.parse(
                HONEST.tampered(AssertionTampering.HMAC_WITH_THE_DID).assertion());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(MACHINE.did().getBytes(US_ASCII), "HmacSHA256"));
        assertThat(assertion.signature()).isEqualTo(mac.doFinal(assertion.signingInput()));
    }

    @Test
    void changes_the_form_where_that_is_the_crime() {
        assertThat(HONEST.tampered(AssertionTampering.CLIENT_ID_DIFFERS).form())
                .containsEntry("client_id", ROGUE.did());
        assertThat(HONEST.tampered(AssertionTampering.MISSING).form()).doesNotContainKey("client_assertion");
        assertThat(HONEST.tampered(AssertionTampering.BESIDE_A_SECRET).form())
                .containsKeys("client_secret", "client_assertion");
        assertThat(HONEST.tampered(AssertionTampering.OF_ANOTHER_TYPE).form().get("client_assertion_type"))
                .endsWith(":saml2-bearer");
    }

    @Test
    void encodes_the_vp_token_twice() {
        var guilty = HONEST.tampered(AssertionTampering.VP_TOKEN_TWICE_ENCODED);
        var once = Base64.getDecoder()
                .decode((String) at(CompactJws.parse(guilty.assertion()).claims(), "vp_token"));
        assertThat(new String(Base64.getDecoder().decode(once), US_ASCII)).isEqualTo(guilty.presentation());
    }

    @Test
    void misses_the_audience_by_a_slash() {
        var guilty = CompactJws.parse(
                HONEST.tampered(AssertionTampering.AUDIENCE_NEAR_MISS).assertion());
        assertThat(guilty.claims()).containsEntry("aud", "https://verifier.acme.example/");
    }
}
