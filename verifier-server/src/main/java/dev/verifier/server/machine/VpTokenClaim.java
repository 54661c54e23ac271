package dev.verifier.server.machine;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Where a machine's presentation is: in the assertion's {@code vp_token}, as Base64 of a compact JWS in either alphabet or as the
 * JWS itself; or, by the runbook, the assertion is the presentation. Stateless.
 */
public final class VpTokenClaim {

    private static final String VP_TOKEN = "vp_token";

    private VpTokenClaim() {}

    /** Whether there is one; which may be no good. */
    public static boolean isIn(Map<String, ?> claims) {
        return claims.containsKey(VP_TOKEN) || claims.containsKey("vp");
    }

    /**
     * The presentation.
     *
     * @param claims of the assertion, which was verified
     * @param assertion as it was sent
     */
    public static String presentation(Map<String, ?> claims, String assertion) throws RejectedException {
        var claim = claims.get(VP_TOKEN);
        if (claim == null && claims.containsKey("vp")) {
            return assertion;
        }
        if (claim == null) {
            throw new RejectedException(new Rejection.PresentationMissing());
        }
        if (!(claim instanceof String text)) {
            throw malformed();
        }
        // A dot is in no Base64 alphabet and in every compact JWS.
        return text.indexOf('.') >= 0 ? text : decoded(text);
    }

    private static String decoded(String base64) throws RejectedException {
        try {
            var standard = base64.replace('-', '+').replace('_', '/');
            return new String(Base64.getDecoder().decode(standard), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static RejectedException malformed() {
        return new RejectedException(new Rejection.Malformed(Part.PRESENTATION, VP_TOKEN));
    }
}
