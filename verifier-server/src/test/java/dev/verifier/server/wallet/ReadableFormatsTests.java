package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.verifier.dcql.DcqlQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** OpenID4VP 1.0 Appendix B.1.3.1.3, B.2.2 and B.3.4: what a wallet is told that we read. */
class ReadableFormatsTests {

    private static final List<String> JOSE = List.of("ES256", "ES384", "EdDSA");
    private static final List<Integer> COSE = List.of(-7, -9);

    private static final Map<String, Object> W3C =
            query("w3c", "jwt_vc_json", Map.of("type_values", List.of(List.of("LEARCredentialEmployee"))));
    private static final Map<String, Object> SD_JWT =
            query("sd-jwt", "dc+sd-jwt", Map.of("vct_values", List.of("urn:eudi:pid:1")));
    private static final Map<String, Object> MDOC =
            query("mdoc", "mso_mdoc", Map.of("doctype_value", "org.iso.18013.5.1.mDL"));

    private static Map<String, Object> query(String id, String format, Map<String, Object> meta) {
        return Map.of("id", id, "format", format, "meta", meta);
    }

    @Test
    void each_format_that_is_asked_for_has_its_algorithms_under_its_own_names_and_no_other_format_is_there() {
        assertThat(told(W3C, SD_JWT, MDOC))
                .isEqualTo(Map.of(
                        "jwt_vc_json",
                        Map.of("alg_values", JOSE),
                        "dc+sd-jwt",
                        Map.of("sd-jwt_alg_values", JOSE, "kb-jwt_alg_values", JOSE),
                        "mso_mdoc",
                        Map.of("issuerauth_alg_values", COSE, "deviceauth_alg_values", COSE)));
        assertThat(told(MDOC)).containsOnlyKeys("mso_mdoc");
    }

    /** The examples of the specification have these members, and algorithms that others read. */
    @ParameterizedTest
    @CsvSource({
        "w3c_jwt, alg_values",
        "sd_jwt_vc, sd-jwt_alg_values kb-jwt_alg_values",
        "mso_mdoc, issuerauth_alg_values deviceauth_alg_values"
    })
    void the_names_are_those_that_are_printed(String example, String names) throws Exception {
        var data = System.getenv("VERIFIER_TEST_DATA");
        assumeThat(data).as("VERIFIER_TEST_DATA names the folder with vectors").isNotNull();
        var printed = new JsonMapper()
                .readTree(Path.of(data, "vectors/openid4vp-1.0/client_metadata", example + "_verifier_metadata.json")
                        .toFile())
                .get("vp_formats_supported");

        assertThat(told(W3C, SD_JWT, MDOC))
                .extractingByKey(printed.propertyNames().iterator().next(), InstanceOfAssertFactories.MAP)
                .containsOnlyKeys((Object[]) names.split(" "));
        assertThat(printed.iterator().next().propertyNames()).containsExactlyInAnyOrder(names.split(" "));
    }

    /** The private number is the specification's (Appendix B.2.2). */
    @Test
    void a_device_may_send_a_mac_where_there_is_a_key_to_agree_with() {
        var mdoc = query("mdoc", "mso_mdoc", Map.of("doctype_value", "org.iso.18013.5.1.mDL"));
        var asked = DcqlQuery.parse(Map.of("credentials", List.of(mdoc)));

        assertThat(ReadableFormats.of(asked, true))
                .isEqualTo(Map.of(
                        "mso_mdoc",
                        Map.of("issuerauth_alg_values", COSE, "deviceauth_alg_values", List.of(-7, -9, -65537))));
    }

    private static Map<String, Object> told(Map<?, ?>... credentials) {
        return ReadableFormats.of(DcqlQuery.parse(Map.of("credentials", List.of(credentials))), false);
    }
}
