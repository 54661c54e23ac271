package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.IssuerId;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

class StatusListFuzzTests {

    private static final Believer BELIEVER = new Believer(CredentialFormat.DC_SD_JWT);
    private static final String URI = "https://issuer.example/status/1";
    private static final StatusListReader READER = new StatusListReader(_ -> true, 5, 64 * 1024);

    /** The first byte says how many bits there are for each, the rest is the compressed list, under its issuer's signature. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWEST)
    void whatever_an_issuer_publishes_is_a_list_or_none(byte[] input) {
        for (var kind : StatusSource.Kind.values()) {
            READER.read(source(kind), input, Believer.AT);
        }
        if (input.length > 0) {
            var compressed = new byte[input.length - 1];
            System.arraycopy(input, 1, compressed, 0, compressed.length);
            var list = Map.of(
                    "bits",
                    (int) input[0],
                    "lst",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(compressed));
            var claims = Map.of("sub", URI, "iat", Believer.AT.getEpochSecond(), "status_list", list);
            var token = BELIEVER.seal.sign(Map.of("typ", "statuslist+jwt"), claims);
            READER.read(source(StatusSource.Kind.TOKEN), token.getBytes(StandardCharsets.US_ASCII), Believer.AT);
        }
    }

    private static StatusSource source(StatusSource.Kind kind) {
        return new StatusSource(kind, URI, new IssuerId("VATES-A12345678"), BELIEVER.anchors);
    }
}
