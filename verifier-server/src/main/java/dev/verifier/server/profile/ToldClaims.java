package dev.verifier.server.profile;

import dev.verifier.dcql.ClaimsPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a credential clients are told, as it is configured: a name, and one claims path or several. Stateless. */
final class ToldClaims {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

    /** What tokens mean by these, no credential says (RFC 7519 §4.1, RFC 9068 §2.2, OpenID Connect Core §2). */
    private static final Set<String> OURS = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "nonce",
            "auth_time",
            "acr",
            "amr",
            "azp",
            "at_hash",
            "c_hash",
            "s_hash",
            "sid",
            "cnf",
            "client_id",
            "scope",
            "act",
            "may_act",
            "events",
            "tenant",
            "active",
            "username",
            "token_type",
            "credential_type",
            "vc",
            "vc_json",
            "mandatee",
            "mandator",
            "power",
            "email_verified",
            "phone_number_verified",
            "updated_at",
            "presented_credential_sets",
            "groups",
            "roles",
            "entitlements");

    private ToldClaims() {}

    /** Throws {@link IllegalArgumentException} where it cannot be meant. */
    static Map<String, List<ClaimsPath>> of(@Nullable Object configured) {
        var json = configured == null ? Map.of() : ConfiguredJson.object(configured);
        if (json == null) {
            throw new IllegalArgumentException("must name claims, each with the claims path it comes from");
        }
        var claims = new LinkedHashMap<String, List<ClaimsPath>>();
        json.forEach((key, value) -> {
            var name = String.valueOf(key);
            if (OURS.contains(name) || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" means something else in tokens; take another name");
            }
            claims.put(name, paths(name, value));
        });
        return claims;
    }

    private static List<ClaimsPath> paths(String name, @Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" must be a claims path (OpenID4VP 1.0 §7), or a list of them");
        }
        var paths = list.stream().allMatch(List.class::isInstance)
                ? list.stream().map(path -> ClaimsPath.of((List<?>) path)).toList()
                : List.of(ClaimsPath.of(list));
        if (!paths.stream().allMatch(path -> path.steps().getFirst() instanceof ClaimsPath.Step.Member)) {
            throw new IllegalArgumentException("\"" + name + "\" must come from a claims path that begins with a name");
        }
        return paths;
    }
}
