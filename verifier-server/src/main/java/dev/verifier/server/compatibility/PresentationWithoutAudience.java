package dev.verifier.server.compatibility;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;

/**
 * Machines of the ecosystem sign presentations that say to nobody in particular what they say. One that names an audience must
 * still name us.
 *
 * @param rule for presentations that have an audience
 * @param events where its use is counted
 */
record PresentationWithoutAudience(AudienceRule rule, EventLog events) implements AudienceRule {

    @Override
    public String require(Claims claims) throws RejectedException {
        if (claims.has("aud")) {
            return rule.require(claims);
        }
        events.publish(new VerifierEvent.QuirkUsed("presentation-without-audience"));
        return "";
    }
}
