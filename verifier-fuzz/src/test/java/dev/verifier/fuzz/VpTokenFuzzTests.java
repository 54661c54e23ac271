package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.presentation.VpToken;
import dev.verifier.presentation.VpTokenForms;
import java.util.List;
import java.util.Set;

class VpTokenFuzzTests {

    private static final DcqlQuery QUERY = new DcqlQuery(List.of(query("a", CredentialFormat.JWT_VC_JSON)));

    private static CredentialQuery query(String id, CredentialFormat format) {
        return new CredentialQuery(new QueryId(id), format, Set.of(new CredentialType("T")));
    }

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.MANY)
    void a_vp_token_of_any_form_is_read_or_refused(byte[] input) {
        var text = Fuzzing.text(input);
        var tolerated = Fuzzing.opens(() -> VpToken.parse(text, QUERY, _ -> true, Fuzzing.LIMITS));
        var standard = Fuzzing.opens(() -> VpToken.parse(text, QUERY, VpTokenForms.STANDARD, Fuzzing.LIMITS));
        if (standard && !tolerated) {
            throw new AssertionError("what the specification has is tolerated, too");
        }
    }
}
