package dev.verifier.trust;

import dev.verifier.jose.JwkSet;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer of SD-JWT VCs says about itself (SD-JWT VC §5): which keys it has, or where they are. Nobody signed it; it is worth what
 * the server it comes from is worth. Immutable.
 *
 * @param keys the keys, where they are inside
 * @param keysLocation where else they are
 */
public record IssuerMetadataDocument(Optional<JwkSet> keys, Optional<URI> keysLocation) {

    private static final String WELL_KNOWN = "/.well-known/jwt-vc-issuer";
    private static final int DEPTH = 8;

    /** Where the document of an issuer is (§5.1): the well-known part goes between host and path. */
    public static URI location(URI issuer) {
        var path = issuer.getRawPath();
        var tenant = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return URI.create(issuer.getScheme() + "://" + issuer.getRawAuthority() + WELL_KNOWN + tenant);
    }

    /** The document, if it is about this issuer and says in one way where its keys are (§5.2). */
    public static IssuerMetadataDocument parse(byte[] document, URI issuer) throws RejectedException {
        var members = object(document);
        if (!issuer.toString().equals(members.get("issuer"))) {
            throw unusable("issuer");
        }
        var inside = members.get("jwks");
        var elsewhere = members.get("jwks_uri");
        if ((inside == null) == (elsewhere == null)) {
            throw unusable("jwks or jwks_uri");
        }
        return inside == null
                ? new IssuerMetadataDocument(Optional.empty(), Optional.of(uri(elsewhere)))
                : new IssuerMetadataDocument(
                        Optional.of(JwkSet.of(keySet(inside), Rejection.IssuerMetadataUnusable::new)),
                        Optional.empty());
    }

    /** The keys in a document of their own. */
    public static JwkSet parseKeys(byte[] document) throws RejectedException {
        return JwkSet.of(object(document), Rejection.IssuerMetadataUnusable::new);
    }

    private static Map<String, @Nullable Object> object(byte[] document) throws RejectedException {
        return UnsignedJson.object(
                new String(document, StandardCharsets.UTF_8), DEPTH, Rejection.IssuerMetadataUnusable::new);
    }

    @SuppressWarnings("unchecked") // from our own JSON reader, whose keys are strings
    private static Map<String, @Nullable Object> keySet(Object inside) throws RejectedException {
        if (inside instanceof Map<?, ?> set) {
            return (Map<String, @Nullable Object>) set;
        }
        throw unusable("jwks");
    }

    private static URI uri(@Nullable Object text) throws RejectedException {
        if (text instanceof String location) {
            var uri = CertifiedIssuer.uri(location);
            if (uri.isPresent()) {
                return uri.get();
            }
        }
        throw unusable("jwks_uri");
    }

    private static RejectedException unusable(String why) {
        return new RejectedException(new Rejection.IssuerMetadataUnusable(why));
    }
}
