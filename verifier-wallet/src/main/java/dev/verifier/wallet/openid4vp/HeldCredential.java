package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.SdJwt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A credential in the wallet: a compact VC-JWT, or an SD-JWT VC with all its disclosures; read but not judged, since that is the verifier's
 * business.
 *
 * @param format OpenID4VP 1.0, Appendix B
 * @param text as it was issued
 * @param jwt what its issuer signed
 * @param body the credential itself: the {@code vc} claim (VCDM 1.1 §6.3.1), or all claims (VCDM 2.0), those that can be disclosed included
 */
public record HeldCredential(String format, String text, CompactJws jwt, Map<?, ?> body) {
    static final String JWT_VC_JSON = "jwt_vc_json";
    static final String DC_SD_JWT = "dc+sd-jwt";

    /**
     * Reads a credential.
     *
     * @throws IllegalArgumentException if it is not a JWT with something in it
     */
    public static HeldCredential parse(String compact) {
        if (SdJwt.looksLike(compact)) {
            var sdJwt = SdJwt.parse(compact);
            return new HeldCredential(DC_SD_JWT, sdJwt.toString(), CompactJws.parse(sdJwt.jwt()), sdJwt.claims());
        }
        var jwt = CompactJws.parse(compact);
        var claims = jwt.claims();
        var body = claims.get("vc") instanceof Map<?, ?> wrapped ? wrapped : claims;
        if (body.isEmpty()) {
            throw new IllegalArgumentException("it says nothing");
        }
        return new HeldCredential(JWT_VC_JSON, jwt.toString(), jwt, body);
    }

    /** The types it says it has. */
    public List<String> types() {
        return switch (body.get(format.equals(DC_SD_JWT) ? "vct" : "type")) {
            case String one -> List.of(one);
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    /** Whether what it says can be shown in parts. */
    public boolean showsParts() {
        return format.equals(DC_SD_JWT);
    }

    /** The generation of LEAR credential it is; empty if it is none. */
    public Optional<LearVersion> version() {
        return LearVersion.of(jwt);
    }

    /** The one text at this path of names; empty if there is none. */
    public Optional<String> text(String... path) {
        return claims(List.of((Object[]) path)).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    /** OpenID4VP 1.0 §7: everything the path leads to. */
    public List<Object> claims(List<?> path) {
        var found = List.<Object>of(body);
        for (var step : path) {
            var next = new ArrayList<Object>();
            found.forEach(value -> steps(value, step).forEach(next::add));
            found = next;
        }
        return found;
    }

    @Override
    public String toString() {
        return text;
    }

    private static Stream<?> steps(Object from, @Nullable Object step) {
        if (from instanceof Map<?, ?> members && step instanceof String name) {
            return Stream.ofNullable(members.get(name));
        }
        if (!(from instanceof List<?> list)) {
            return Stream.empty();
        }
        return switch (step) {
            case null -> list.stream();
            case Integer index when index < list.size() -> Stream.ofNullable(list.get(index));
            default -> Stream.empty();
        };
    }
}
