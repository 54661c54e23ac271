package dev.verifier.presentation;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;

/**
 * A presentation signed by its holder around a credential signed by its issuer (OpenID4VP 1.0 Appendix B.1).
 *
 * @param presentation the outer token
 * @param credential the one inside
 */
record JwtVpPresentation(CompactJws presentation, CompactJws credential) implements Presentation {

    private static final boolean[] BASE64URL = base64Url();

    /** RFC 7515 §7.1: three texts in base64url, of which only the last may be empty. */
    static boolean looksLike(String text) {
        var dots = 0;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '.') {
                dots++;
                if (i == 0 || dots > 2 || text.charAt(i - 1) == '.') {
                    return false;
                }
            } else if (!isBase64Url(character)) {
                return false;
            }
        }
        return dots == 2;
    }

    private static boolean isBase64Url(char character) {
        return character < BASE64URL.length && BASE64URL[character];
    }

    private static boolean[] base64Url() {
        var allowed = new boolean['z' + 1];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .forEach(character -> allowed[character] = true);
        return allowed;
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
