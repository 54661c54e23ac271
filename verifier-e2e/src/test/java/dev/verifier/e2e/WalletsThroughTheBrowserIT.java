package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same wallet where the browser brings what a page asks (W3C Digital Credentials API; OpenID4VP 1.0 Appendix A): in every format, and
 * whoever signed it. What is the browser's and the page's part is played by the test.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("embassies")
class WalletsThroughTheBrowserIT {

    private static final String WAY = "--verifier.openid4vp.digital-credentials-api=";

    private final Embassy embassy;

    WalletsThroughTheBrowserIT(Embassy embassy) {
        this.embassy = embassy;
    }

    /** One after the other: each is opened when the one before is closed. */
    static Stream<Embassy> embassies() {
        var prefix = "--verifier.openid4vp.client-id-prefix=";
        return Stream.of(
                        WAY + "unsigned",
                        WAY + "signed " + prefix + "decentralized_identifier",
                        WAY + "signed " + Embassy.BY_CERTIFICATE + prefix + "x509_hash",
                        WAY + "signed " + Embassy.BY_CERTIFICATE + prefix + "x509_san_dns",
                        WAY + "signed " + Embassy.BY_ATTESTATION + prefix + "verifier_attestation")
                .map(Embassy::open);
    }

    @ParameterizedTest
    @CsvSource({
        "learcredential, lear-jwt-vc",
        "learcredential, lear-sd-jwt",
        "pid-sd-jwt, pid-sd-jwt",
        "eu.europa.ec.eudi.pid.1, pid-sd-jwt-minimal-cnf",
        "pid-sd-jwt, pid-sd-jwt-listed",
        "eu.europa.ec.eudi.pid.1, pid-mdoc",
        "mdl, mdl",
    })
    void a_person_signs_in(String scope, String credential) throws Exception {
        try (var login = new CodeFlow(embassy, scope)) {
            var asked = login.asked();
            var given = give(asked, embassy.issuer(), credential);
            var told = login.handOn(asked, given.at("/given/data"));

            assertThat(told.status())
                    .as(() -> told + given.toPrettyString() + embassy.log())
                    .isEqualTo(200);
            assertThat(given.at("/given/protocol")).isEqualTo(asked.at("/requests/0/protocol"));
            assertThat(given.at("/examination/failures")).isEmpty();
            var idToken = login.arriveBy(JsonMapper.shared()
                    .readTree(told.body())
                    .at("/redirect_uri")
                    .asString());
            assertThat(idToken.at("/given_name").asString())
                    .as(idToken::toPrettyString)
                    .isEqualTo("Ann");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "learcredential, lear-jwt-vc, presentation_wrong_audience",
        "pid-sd-jwt, pid-sd-jwt, presentation_wrong_audience",
        "mdl, mdl, device_auth_invalid",
    })
    void nobody_signs_in_with_what_another_page_was_given(String scope, String credential, String code) {
        try (var login = new CodeFlow(embassy, scope)) {
            var asked = login.asked();
            if (asked.at("/requests/0/protocol").asString().endsWith("-signed")) {
                assertThat(embassy.wallet().refuses(order(asked, "https://evil.example", credential)))
                        .contains("expected_origins");
            } else {
                var given = give(asked, "https://evil.example", credential);
                var told = login.handOn(asked, given.at("/given/data"));
                assertThat(told.status()).as(told::toString).isEqualTo(400);
                assertThat(told.body()).contains(code + ":");
            }
        }
    }

    @Test
    void nobody_signs_in_with_what_its_issuer_took_back() {
        try (var login = new CodeFlow(embassy, "pid-sd-jwt")) {
            var asked = login.asked();
            var told = login.handOn(
                    asked, give(asked, embassy.issuer(), "pid-sd-jwt-revoked").at("/given/data"));
            assertThat(told.status()).as(told::toString).isEqualTo(400);
            assertThat(told.body()).contains("credential_revoked:");
        }
    }

    private JsonNode give(JsonNode asked, String origin, String credential) {
        return embassy.wallet().present(order(asked, origin, credential));
    }

    private static Map<String, ?> order(JsonNode asked, String origin, String credential) {
        return Map.of("digital", asked.get("requests").get(0), "origin", origin, "holding", List.of(credential));
    }
}
