package dev.verifier.server.request;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Set;

/**
 * One of our names, alone or among those of other servers (OpenID Connect Core §6.1, FAPI 2.0 Message Signing §5.3.1). What an
 * assertion must not be, addressed to two, a request may be: whoever else has it can do no more with it than ask the same here.
 *
 * @param ours our names, compared character by character
 */
record AmongAudiences(Set<String> ours) implements AudienceRule {

    @Override
    public String require(Claims claims) throws RejectedException {
        if (!claims.has("aud")) {
            throw claims.missing("aud");
        }
        return claims.texts("aud").stream()
                .filter(ours::contains)
                .findFirst()
                .orElseThrow(() -> new RejectedException(new Rejection.WrongAudience(claims.part())));
    }
}
