package dev.verifier.server.token;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.server.profile.CredentialProfile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code presented_credential_sets} (draft-svensson-credential-oidc-bridge, section 5.1): what was presented, by the scopes that asked
 * for it and in one shape for every format. Nothing is told by it that is not told anyway: the credential where the profile passes it
 * on, and else the claims that the profile names.
 *
 * @param subject what was presented
 * @param asked the profiles that are asked for
 * @param scopes of the request
 * @param whole whether credentials may be told, and with them the holder's identifier
 */
record CredentialSets(PresentedSubject subject, List<CredentialProfile> asked, Set<String> scopes, boolean whole) {

    static final String CLAIM = "presented_credential_sets";

    /** One set, as there is one where nobody asked for alternatives; none where no scope asked for a credential. */
    Optional<List<Map<String, Object>>> at(Instant verifiedAt) {
        var credentials = new LinkedHashMap<String, Object>();
        for (var profile : asked) {
            for (var query : profile.query().credentials()) {
                var entries = entries(profile, query, verifiedAt);
                var key = key(profile, query);
                if (key.isPresent() && !entries.isEmpty()) {
                    credentials.merge(key.get(), entries, CredentialSets::joined);
                }
            }
        }
        return credentials.isEmpty() ? Optional.empty() : Optional.of(List.of(Map.of("credentials", credentials)));
    }

    /** The client's own name for it, or the scope that asked. */
    private Optional<String> key(CredentialProfile profile, CredentialQuery query) {
        return profile.narrowed()
                ? Optional.of(query.id().value())
                : profile.scopes().stream().filter(scopes::contains).findFirst();
    }

    private static Object joined(Object before, Object after) {
        return Stream.of(before, after)
                .flatMap(entries -> ((List<?>) entries).stream())
                .toList();
    }

    private List<Map<String, Object>> entries(CredentialProfile profile, CredentialQuery query, Instant verifiedAt) {
        return subject.all().stream()
                .filter(credential -> credential.answers(query))
                .map(credential -> entry(profile, query, credential, verifiedAt))
                .toList();
    }

    private Map<String, Object> entry(
            CredentialProfile profile, CredentialQuery query, PresentedSubject credential, Instant verifiedAt) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put(
                "type",
                credential.credential().get("type") instanceof List<?> types
                                && credential.format() == CredentialFormat.JWT_VC_JSON
                        ? types
                        : credential.types());
        entry.put("issuer", credential.evidence().issuer());
        entry.put("valid_until", credential.validUntil().getEpochSecond());
        entry.put("verified_at", verifiedAt.getEpochSecond());
        entry.put("verification", Map.of("trust_status", "valid", "holder_binding", "key_binding"));
        if (profile.credential() && whole) {
            entry.putAll(content(profile, query, credential));
        } else {
            entry.put("claims", named(profile, query, credential));
        }
        return entry;
    }

    private static Map<String, Object> content(
            CredentialProfile profile, CredentialQuery query, PresentedSubject credential) {
        var document = profile.excerpt(query, credential.credential());
        return credential.format() == CredentialFormat.MSO_MDOC
                ? Map.of("namespaces", document)
                : Map.of("claims", new PersonClaims.Whole(credential, document).subject());
    }

    private static Map<String, Object> named(
            CredentialProfile profile, CredentialQuery query, PresentedSubject credential) {
        var claims = new LinkedHashMap<String, Object>();
        for (var name : profile.claims().keySet()) {
            profile.claim(name, query, credential.credential()).ifPresent(value -> claims.put(name, value));
        }
        return claims;
    }
}
