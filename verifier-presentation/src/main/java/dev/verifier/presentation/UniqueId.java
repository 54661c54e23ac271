package dev.verifier.presentation;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import java.util.function.Supplier;

/** By which name a presentation is remembered, so that it can be used once. */
@FunctionalInterface
public interface UniqueId {

    /** The longest id that is remembered, in characters. */
    int LONGEST = 256;

    /** Its {@code jti}, or else its {@code nonce} (RFC 7519 §4.1.7, OpenID4VP 1.0 §14.1); one of them must be there. */
    UniqueId JTI_OR_NONCE = (claims, digest) -> {
        var jti = claims.optionalText("jti");
        var id = jti.isPresent() ? jti : claims.optionalText("nonce");
        if (id.isEmpty()) {
            throw claims.missing("jti");
        }
        if (id.get().isBlank() || id.get().length() > LONGEST) {
            throw claims.malformed("jti");
        }
        return id.get();
    };

    /**
     * The name.
     *
     * @param claims of the presentation, whose signature holds
     * @param digest of what was signed, for who needs it
     */
    String require(Claims claims, Supplier<String> digest) throws RejectedException;
}
