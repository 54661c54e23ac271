package dev.verifier.dcql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queries that OpenID4VP 1.0 prints (Appendix D). */
class PublishedQueriesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple",
                "simple_mdoc",
                "complex_mdoc",
                "multi_credentials",
                "claims_alternatives",
                "credentials_alternatives",
                "value_matching_simple"
            })
    void are_read_and_sent_as_they_are_printed(String name) throws Exception {
        var data = System.getenv("VERIFIER_TEST_DATA");
        assumeTrue(data != null, "VERIFIER_TEST_DATA names the folder with vectors");
        var file = Path.of(data, "vectors", "openid4vp-1.0", "query_lang", name + ".json");
        var printed = UnsignedJson.object(Files.readString(file), 10, Rejection.VpTokenMalformed::new);

        var query = DcqlQuery.parse(printed);

        assertThat((Map<?, ?>) query.toJson()).isEqualTo(printed);
    }
}
