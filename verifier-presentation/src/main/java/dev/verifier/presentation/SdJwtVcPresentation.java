package dev.verifier.presentation;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.SdJwt;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;

/**
 * A credential with what its holder discloses of it, and the holder's signature over that (OpenID4VP 1.0 Appendix B.3). Without the
 * latter it is nobody's presentation, whatever was asked for (RFC 9901 §7.3).
 *
 * @param credential as its issuer signed it, with disclosures
 * @param keyBinding the holder's signature
 */
record SdJwtVcPresentation(SdJwt credential, CompactJws keyBinding) implements Presentation {

    static boolean looksLike(String text) {
        var end = text.indexOf('~');
        return end > 0 && JwtVpPresentation.looksLike(text.substring(0, end));
    }

    static SdJwtVcPresentation parse(String text, PresentationLimits limits) throws RejectedException {
        var credential = SdJwt.parse(text, limits.token(), limits.disclosures());
        var keyBinding =
                credential.keyBinding().orElseThrow(() -> new RejectedException(new Rejection.KeyBindingMissing()));
        return new SdJwtVcPresentation(credential, keyBinding);
    }
}
