package dev.verifier.presentation;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.regex.Pattern;

/**
 * A presentation signed by its holder around a credential signed by its issuer (OpenID4VP 1.0 Appendix B.1).
 *
 * @param presentation the outer token
 * @param credential the one inside
 */
record JwtVpPresentation(CompactJws presentation, CompactJws credential) implements Presentation {

    /** RFC 7515 §7.1. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    static boolean looksLike(String text) {
        return COMPACT.matcher(text).matches();
    }

    static JwtVpPresentation parse(String compact, Limits limits) throws RejectedException {
        var presentation = CompactJws.parse(Part.PRESENTATION, compact, limits);
        var credentials = presentation.embedded("vp", "verifiableCredential");
        if (credentials.isEmpty()) {
            throw new RejectedException(new Rejection.ClaimMissing(Part.PRESENTATION, "vp.verifiableCredential"));
        }
        if (credentials.size() > 1) {
            throw new RejectedException(new Rejection.MoreThanAsked());
        }
        return new JwtVpPresentation(presentation, CompactJws.parse(Part.CREDENTIAL, credentials.getFirst(), limits));
    }
}
