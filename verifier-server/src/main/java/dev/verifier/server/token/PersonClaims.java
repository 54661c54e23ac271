package dev.verifier.server.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who a person is, as OpenID Connect Core §5.1 names it and as the ecosystem's readers expect it beside: the credential as the text
 * {@code vc_json}. The credential itself, and with it name and e-mail, comes with the ecosystem's own scopes and no others. Stateless.
 */
final class PersonClaims {

    private static final Set<String> ECOSYSTEM =
            Set.of("learcredential", "openid_learcredential", "learcredential.employee");
    private static final JsonMapper JSON = new JsonMapper();

    private PersonClaims() {}

    /** Whether these scopes ask for the credential. */
    static boolean askForCredential(Set<String> scopes) {
        return scopes.stream().anyMatch(ECOSYSTEM::contains);
    }

    /** @param withCredential whether the credential itself may be told, and with it the holder's identifier */
    static Map<String, Object> of(PresentedSubject subject, Set<String> scopes, boolean withCredential) {
        var ecosystem = askForCredential(scopes);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("credential_type", subject.types().getFirst());
        if (ecosystem || scopes.contains(OidcScopes.PROFILE)) {
            name(subject, claims);
        }
        if (ecosystem || scopes.contains(OidcScopes.EMAIL)) {
            subject.email().ifPresent(email -> {
                claims.put(StandardClaimNames.EMAIL, email);
                if (ecosystem) {
                    // Its readers expect it, and know by whom: the issuer. OpenID Connect Core §5.1 means that we had
                    // verified it.
                    claims.put(StandardClaimNames.EMAIL_VERIFIED, true);
                }
            });
        }
        if (withCredential && ecosystem) {
            claims.put("vc_json", JSON.writeValueAsString(subject.credential()));
        }
        return claims;
    }

    private static void name(PresentedSubject subject, Map<String, Object> claims) {
        var given = subject.ofMandatee("firstName", "first_name");
        var family = subject.ofMandatee("lastName", "last_name");
        given.ifPresent(name -> claims.put(StandardClaimNames.GIVEN_NAME, name));
        family.ifPresent(name -> claims.put(StandardClaimNames.FAMILY_NAME, name));
        var whole = Stream.of(given, family).flatMap(Optional::stream).collect(Collectors.joining(" "));
        if (!whole.isEmpty()) {
            claims.put(StandardClaimNames.NAME, whole);
        }
    }
}
