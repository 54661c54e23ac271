package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.presentation.Verdict;
import java.util.Base64;

class DeviceResponseFuzzTests {

    private static final Believer BELIEVER = new Believer(CredentialFormat.MSO_MDOC);

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.MANY)
    void no_device_response_that_was_made_up_is_believed(byte[] input) {
        var answer = Base64.getUrlEncoder().withoutPadding().encodeToString(input);
        if (BELIEVER.judge(answer) instanceof Verdict.Accepted) {
            throw new AssertionError("believed without a signature");
        }
    }
}
