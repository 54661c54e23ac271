package dev.verifier.server.dpop;

import dev.verifier.jose.SignatureAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/**
 * A key whose holder has sent the request.
 *
 * @param thumbprint its RFC 7638 thumbprint
 */
public record ProvenKey(String thumbprint) {

    /** What a proof may be signed with, as discovery has it (RFC 9449 §5.1). */
    public static final List<String> ALGORITHMS =
            ProofVerifier.ALGORITHMS.stream().map(SignatureAlgorithm::jwsName).toList();

    /** Where a token request keeps it; what comes from the form is a text and never one of these. */
    static final String PARAMETER = ProvenKey.class.getName();

    /** The key that a token with these claims is bound to (RFC 9449 §6.1). */
    public static Optional<ProvenKey> in(Map<String, ?> claims) {
        return claims.get("cnf") instanceof Map<?, ?> confirmation
                        && confirmation.get("jkt") instanceof String thumbprint
                ? Optional.of(new ProvenKey(thumbprint))
                : Optional.empty();
    }

    /** The key behind a token request. */
    static Optional<ProvenKey> of(@Nullable Authentication grant) {
        return grant instanceof OAuth2AuthorizationGrantAuthenticationToken asked
                ? Stream.ofNullable(asked.getAdditionalParameters().get(PARAMETER))
                        .filter(ProvenKey.class::isInstance)
                        .map(ProvenKey.class::cast)
                        .findFirst()
                : Optional.empty();
    }
}
