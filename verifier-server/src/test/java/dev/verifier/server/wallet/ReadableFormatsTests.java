package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.dcql.DcqlQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenID4VP 1.0 Appendix B.1.3.1.3, B.2.2 and B.3.4: what a wallet is told that we read. */
class ReadableFormatsTests {

    private static final List<String> JOSE = List.of("ES256", "ES384", "EdDSA");
    private static final List<Integer> COSE = List.of(-7, -9);

    private static Map<String, Object> query(String id, String format, Map<String, Object> meta) {
        return Map.of("id", id, "format", format, "meta", meta);
    }

    @Test
    void each_format_that_is_asked_for_has_its_algorithms_under_its_own_names_and_no_other_format_is_there() {
        var w3c = query("w3c", "jwt_vc_json", Map.of("type_values", List.of(List.of("LEARCredentialEmployee"))));
        var sdJwt = query("sd-jwt", "dc+sd-jwt", Map.of("vct_values", List.of("urn:eudi:pid:1")));
        var mdoc = query("mdoc", "mso_mdoc", Map.of("doctype_value", "org.iso.18013.5.1.mDL"));

        assertThat(told(w3c, sdJwt, mdoc))
                .isEqualTo(Map.of(
                        "jwt_vc_json",
                        Map.of("alg_values", JOSE),
                        "dc+sd-jwt",
                        Map.of("sd-jwt_alg_values", JOSE, "kb-jwt_alg_values", JOSE),
                        "mso_mdoc",
                        Map.of("issuerauth_alg_values", COSE, "deviceauth_alg_values", COSE)));
        assertThat(told(mdoc)).containsOnlyKeys("mso_mdoc");
    }

    private static Map<String, Object> told(Map<?, ?>... credentials) {
        return ReadableFormats.of(DcqlQuery.parse(Map.of("credentials", List.of(credentials))));
    }
}
