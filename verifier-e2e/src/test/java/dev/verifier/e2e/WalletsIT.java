package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** People sign in with a wallet that shares no code with us, in every format, whichever way a server speaks to it. */
@ParameterizedClass(name = "{0}")
@MethodSource("embassies")
class WalletsIT {

    /** Its requests are in the links, so that there is nothing to fetch. */
    private static final String BY_ADDRESS = "--verifier.openid4vp.client-id-prefix=redirect_uri";

    private final Embassy embassy;

    WalletsIT(Embassy embassy) {
        this.embassy = embassy;
    }

    /** One after the other: each is opened when the one before is closed. */
    static Stream<Embassy> embassies() {
        return Stream.of(
                        "--verifier.openid4vp.client-id-prefix=decentralized_identifier"
                                + " --verifier.openid4vp.response-mode=direct_post",
                        Embassy.BY_CERTIFICATE + "--verifier.openid4vp.client-id-prefix=x509_hash",
                        Embassy.BY_ATTESTATION + "--verifier.openid4vp.client-id-prefix=verifier_attestation",
                        BY_ADDRESS)
                .map(Embassy::open);
    }

    @ParameterizedTest
    @CsvSource({
        "learcredential, lear-jwt-vc, get, false",
        "learcredential, lear-jwt-vc, post, false",
        "learcredential, lear-jwt-vc, post, true",
        "learcredential, lear-sd-jwt, get, false",
        "learcredential, lear-sd-jwt, post, false",
        "pid-sd-jwt, pid-sd-jwt, get, false",
        "eu.europa.ec.eudi.pid.1, pid-sd-jwt, post, false",
        "eu.europa.ec.eudi.pid.1, pid-sd-jwt, post, true",
        "pid-sd-jwt, pid-sd-jwt-listed, get, false",
        "pid-mdoc, pid-mdoc, get, false",
        "eu.europa.ec.eudi.pid.1, pid-mdoc, post, false",
        "mdl, mdl, get, false",
        "mdl, mdl, post, false",
        "mdl, mdl, post, true",
    })
    void a_person_signs_in(String scope, String credential, String method, boolean encrypted) throws Exception {
        assumeTrue(method.equals("get") || !embassy.toString().equals(BY_ADDRESS), "nothing can be posted to");
        try (var login = new CodeFlow(embassy, scope)) {
            var shown = embassy.wallet()
                    .present(Map.of(
                            "link",
                            login.link(),
                            "holding",
                            List.of(credential),
                            "method",
                            method,
                            "encrypted",
                            encrypted));

            assertThat(shown.at("/status").asInt())
                    .as(() -> shown.toPrettyString() + embassy.log())
                    .isEqualTo(200);
            var idToken = login.arriveBy(shown.at("/answer/redirect_uri").asString());
            assertThat(idToken.at("/given_name").asString())
                    .as(idToken::toPrettyString)
                    .isEqualTo("Ann");
        }
    }

    @Test
    void nobody_signs_in_with_what_its_issuer_took_back() throws Exception {
        try (var login = new CodeFlow(embassy, "pid-sd-jwt")) {
            var shown =
                    embassy.wallet().present(Map.of("link", login.link(), "holding", List.of("pid-sd-jwt-revoked")));

            assertThat(shown.at("/status").asInt()).isEqualTo(400);
            assertThat(shown.at("/answer/error_description").asString()).startsWith("credential_revoked:");
        }
    }
}
