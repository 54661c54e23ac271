package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Set;

/**
 * One of our names and nothing beside it: a second audience is somebody who could replay the token to us (RFC 7523 §3,
 * OpenID4VP 1.0 §14.1.2).
 *
 * @param accepted names, compared character by character
 * @param arrays whether an array of one name is as good as the name
 */
public record Audiences(Set<String> accepted, boolean arrays) implements AudienceRule {

    public Audiences {
        accepted = Set.copyOf(accepted);
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("nobody to address");
        }
    }

    @Override
    public String require(Claims claims) throws RejectedException {
        if (!claims.has("aud")) {
            throw claims.missing("aud");
        }
        var audiences = claims.texts("aud");
        var form = arrays || claims.asMap().get("aud") instanceof String;
        if (!form || audiences.size() != 1 || !accepted.contains(audiences.getFirst())) {
            throw new RejectedException(new Rejection.WrongAudience(claims.part()));
        }
        return audiences.getFirst();
    }
}
