package dev.verifier.wallet;

import static dev.verifier.wallet.Gallery.HONEST;
import static dev.verifier.wallet.Gallery.ROGUE;
import static dev.verifier.wallet.Gallery.SEAL;
import static dev.verifier.wallet.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresentationTamperingTests {
    private static final Map<String, String> DIFFERENCES = Gallery.table("""
            ALG_NONE                | header/alg signature
            SIGNATURE_STRIPPED      | signature
            HMAC_WITH_PUBLIC_KEY    | header/alg signature
            SIGNED_BY_ANOTHER_KEY   | header/kid signature
            KEY_IN_THE_HEADER       | header/jwk header/kid signature
            KID_OF_THE_VICTIM       | signature
            KEYS_BY_URL             | header/jku header/x5u signature
            OF_ANOTHER_MACHINE      | header/kid iss signature sub vp/holder vp/verifiableCredential
            FOREIGN_AUDIENCE        | aud
            AUDIENCE_NEAR_MISS      | aud
            TWO_AUDIENCES           | aud
            AUDIENCE_MISSING        | aud
            EXPIRED                 | exp iat nbf
            EXPIRY_MISSING          | exp
            EXPIRY_IS_TEXT          | exp
            LIVES_A_YEAR            | exp
            ISSUED_TOMORROW         | iat
            NOT_YET_VALID           | nbf
            NEITHER_JTI_NOR_NONCE   | jti
            HOLDER_OF_ANOTHER       | vp/holder
            ISSUER_OF_ANOTHER       | iss
            SUBJECT_OF_ANOTHER      | sub
            TWO_CREDENTIALS         | vp/verifiableCredential
            NO_CREDENTIAL           | vp/verifiableCredential
            CREDENTIAL_IS_AN_OBJECT | vp/verifiableCredential
            VP_MISSING              | vp
            WRONG_TOKEN_TYPE        | header/typ
            UNKNOWN_CRITICAL_HEADER | header/crit header/urn:example:unheard-of
            DUPLICATE_MEMBER        | text
            DEEP                    | text
            GIANT                   | padding
            NOT_A_JWT               | everything
            """);

    @ParameterizedTest
    @EnumSource
    void changes_one_thing(PresentationTampering crime) {
        assertThat(Gallery.inPresentation(HONEST.tampered(crime)))
                .isEqualTo(Objects.requireNonNull(DIFFERENCES.get(crime.name())));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SIGNED_BY_ANOTHER_KEY",
                "KEY_IN_THE_HEADER",
                "KID_OF_THE_VICTIM",
                "KEYS_BY_URL",
                "OF_ANOTHER_MACHINE"
            })
    void has_the_rogues_signature_where_that_is_the_crime(PresentationTampering crime) throws GeneralSecurityException {
        assertThat(Witness.verifies(HONEST.tampered(crime).presentation(), ROGUE.publicKey()))
                .isTrue();
    }

    @Test
    void presents_another_machines_genuine_credential() throws GeneralSecurityException {
        var presentation = CompactJws.parse(
                HONEST.tampered(PresentationTampering.OF_ANOTHER_MACHINE).presentation());
        var credential = (String) ((List<?>) at(presentation.claims(), "vp/verifiableCredential")).getFirst();
        assertThat(Witness.verifies(credential, SEAL.publicKey())).isTrue();
        assertThat(CompactJws.parse(credential).claims()).containsEntry("sub", ROGUE.did());
        assertThat(presentation.claims()).containsEntry("iss", ROGUE.did());
    }

    @Test
    void nests_and_repeats_as_deep_and_often_as_it_says() {
        var deep = CompactJws.parse(HONEST.tampered(PresentationTampering.DEEP).presentation());
        assertThat(deep.payloadPart()).hasSizeGreaterThan(250_000);
        var giant =
                CompactJws.parse(HONEST.tampered(PresentationTampering.GIANT).presentation());
        assertThat(at(giant.claims(), "padding")).asString().hasSize(1 << 20);
    }
}
