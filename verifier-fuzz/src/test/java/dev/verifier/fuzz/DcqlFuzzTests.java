package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.Rejection;

class DcqlFuzzTests {

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.MANY)
    void a_query_says_where_it_is_wrong_or_is_what_it_was_read_from(byte[] input) {
        Fuzzing.opens(() -> {
            var json = UnsignedJson.object(Fuzzing.text(input), 16, Rejection.VpTokenMalformed::new);
            try {
                var query = DcqlQuery.parse(json);
                if (!DcqlQuery.parse(query.toJson()).equals(query)) {
                    throw new AssertionError("written and read again it is another query");
                }
            } catch (IllegalArgumentException e) {
                if (e.getMessage() == null || !e.getMessage().startsWith("dcql_query")) {
                    throw new AssertionError("it does not say where", e);
                }
            }
        });
    }
}
