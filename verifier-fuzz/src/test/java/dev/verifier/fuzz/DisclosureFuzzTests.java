package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.jose.SdJwt;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.presentation.Verdict;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.IssuerAuthentication;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * What an issuer signed and what is disclosed of it, both made up: one line of payload, and one for each disclosure. {@code #1#} in a
 * line stands for the digest of line 1, so that disclosures lie in one another as deep as one likes.
 */
class DisclosureFuzzTests {

    private static final Believer BELIEVER = new Believer(CredentialFormat.DC_SD_JWT);
    private static final int MOST_LINES = 30;

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWER)
    void what_is_disclosed_leaves_no_digests_behind_or_is_refused(byte[] input) {
        var lines = Fuzzing.text(input).split("\n", MOST_LINES);
        var disclosures = new ArrayList<String>();
        for (var line = lines.length - 1; line >= 0; line--) {
            var at = line;
            for (var below = lines.length - 1; below > at; below--) {
                lines[at] = lines[at].replace("#" + below + "#", lines[below]);
            }
            if (line > 0) {
                var disclosure = base64Url(lines[line].getBytes(StandardCharsets.UTF_8));
                disclosures.add(disclosure);
                lines[line] = digest(disclosure);
            }
        }
        Fuzzing.opens(() -> {
            var payload = UnsignedJson.object(lines[0], 16, Rejection.VpTokenMalformed::new);
            var jwt = BELIEVER.seal.sign(Map.of("typ", "dc+sd-jwt"), payload);
            var text = jwt + "~" + String.join("~", disclosures) + (disclosures.isEmpty() ? "" : "~");
            if (BELIEVER.judge(text) instanceof Verdict.Accepted) {
                throw new AssertionError("believed without key binding");
            }
            var sdJwt = SdJwt.parse(text, Fuzzing.LIMITS, 50);
            var signed = new IssuerAuthentication(BELIEVER.anchors, 5)
                    .authenticate(sdJwt.issuerSigned(), FormerType.REFUSED, Believer.AT);
            var claims = sdJwt.disclosed(signed.jws(), Set.of("iss", "exp", "cnf", "vct", "status"))
                    .claims();
            if (claims.asMap().containsKey("_sd") || claims.asMap().containsKey("_sd_alg")) {
                throw new AssertionError("digests left");
            }
        });
    }

    private static String digest(String disclosure) {
        try {
            var ascii = disclosure.getBytes(StandardCharsets.US_ASCII);
            return base64Url(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
