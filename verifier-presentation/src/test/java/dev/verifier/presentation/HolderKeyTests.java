package dev.verifier.presentation;

import static dev.verifier.presentation.AnnDiscloses.AT;
import static dev.verifier.presentation.AnnDiscloses.KEY;
import static dev.verifier.presentation.AnnDiscloses.RANDOM;
import static dev.verifier.presentation.AnnDiscloses.ROGUE;
import static dev.verifier.presentation.AnnDiscloses.SEAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.SdJwtDraft;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.WalletKey;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Wherever an issuer names the holder of an SD-JWT beside its {@code cnf}, a key there is the same key; another kind of name is no key. */
class HolderKeyTests {

    /** How a key is named. */
    enum Name {
        DID_KEY,
        DID_JWK,
        THUMBPRINT;

        String of(WalletKey key) throws RejectedException {
            return switch (this) {
                case DID_KEY -> key.did();
                case DID_JWK ->
                    "did:jwk:" + Base64.getUrlEncoder().withoutPadding().encodeToString(jwk(key).getBytes(UTF_8));
                case THUMBPRINT -> PublicJwk.of(key.publicKey()).thumbprint();
            };
        }
    }

    private static String jwk(WalletKey key) {
        return new JsonMapper().writeValueAsString(key.publicJwk());
    }

    @ParameterizedTest
    @CsvSource({
        "sub, DID_KEY, holder_keys_disagree",
        "sub, DID_JWK, holder_keys_disagree",
        "mandate/mandatee/id, DID_KEY, holder_keys_disagree",
        "mandate/mandatee/id, DID_JWK, holder_keys_disagree",
        "cnf/kid, DID_KEY, holder_keys_disagree",
        "cnf/kid, DID_JWK, holder_keys_disagree",
        "cnf/kid, THUMBPRINT, holder_key_missing"
    })
    void a_key_that_is_named_beside_the_holder_s_is_the_same(String path, Name name, String refusal) throws Exception {
        var own = name.of(KEY);
        var another = name.of(ROGUE);

        assertThat(code(draft -> draft.with(path, own))).isEqualTo("accepted");
        assertThat(code(draft -> draft.with(path, another))).isEqualTo(refusal);
    }

    static Stream<Arguments> others() {
        return Stream.of("sub", "mandate/mandatee/id")
                .flatMap(path -> Stream.of("ann@acme.example", "did:web:acme.example", "did:elsi:VATES-A12345678")
                        .map(name -> Arguments.of(path, name)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void a_name_of_another_kind_is_no_key(String path, String name) throws Exception {
        assertThat(code(draft -> draft.with(path, name))).isEqualTo("accepted");
    }

    private static String code(UnaryOperator<SdJwtDraft> edit) throws Exception {
        var issuer = new SdJwtIssuer(SEAL, RANDOM);
        var draft = issuer.draft(SdJwtType.SE, Holder.employee(KEY), AT.minusSeconds(60));
        var shown = AnnDiscloses.login()
                .credential(issuer.sign(edit.apply(draft)).toString())
                .build()
                .presentation();
        return Ann.code(AnnDiscloses.judge(shown, AnnDiscloses.query(SdJwtType.SE, List.of())));
    }
}
