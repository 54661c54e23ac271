package dev.verifier.dcql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queries that OpenID4VP 1.0 prints (§6, §7.4, Appendices B and D). */
class PublishedQueriesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query_lang/simple",
                "query_lang/simple_mdoc",
                "query_lang/complex_mdoc",
                "query_lang/multi_credentials",
                "query_lang/claims_alternatives",
                "query_lang/credentials_alternatives",
                "query_lang/value_matching_simple",
                "request/dcql_jwt_vc"
            })
    void are_read_and_sent_as_they_are_printed(String name) throws Exception {
        var printed = printed(name);

        var query = DcqlQuery.parse(printed);

        assertThat((Map<?, ?>) query.toJson()).isEqualTo(printed);
    }

    /** Appendix B.1.3.2: a format that is not read is not asked for. */
    @Test
    void that_ask_for_data_integrity_proofs_are_refused() throws Exception {
        var printed = printed("request/dcql_ldp_vc");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DcqlQuery.parse(printed))
                .withMessageContaining("format");
    }

    private static Map<String, @Nullable Object> printed(String name) throws Exception {
        var data = System.getenv("VERIFIER_TEST_DATA");
        assumeTrue(data != null, "VERIFIER_TEST_DATA names the folder with vectors");
        var file = Path.of(data, "vectors", "openid4vp-1.0", name + ".json");
        return UnsignedJson.object(Files.readString(file), 10, Rejection.VpTokenMalformed::new);
    }
}
