package dev.verifier.server.compatibility;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;

/**
 * Machines of the ecosystem sign presentations that say to nobody in particular what they say. One that names an audience must
 * still name us.
 *
 * @param rule for presentations that have an audience
 * @param uses where its use is counted
 */
record PresentationWithoutAudience(AudienceRule rule, Uses uses) implements AudienceRule {

    @Override
    public String require(Claims claims) throws RejectedException {
        if (claims.has("aud")) {
            return rule.require(claims);
        }
        uses.count("presentation-without-audience");
        return "";
    }
}
