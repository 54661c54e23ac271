package dev.verifier.server.compatibility;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;

/**
 * The ecosystem's first wallets address every answer to {@code https://self-issued.me/v2}, which names nobody. What is left to
 * bind such an answer to us is its nonce alone. They present W3C credentials and nothing else, so that an answer of another format is
 * held to the rule.
 *
 * @param rule for answers that are addressed to somebody
 * @param uses where its use is counted
 */
record WalletAudience(AudienceRule rule, Uses uses) implements AudienceRule {

    private static final String NOBODY = "https://self-issued.me/v2";

    @Override
    public String require(Claims claims) throws RejectedException {
        if (!NOBODY.equals(claims.asMap().get("aud")) || !claims.has("vp")) {
            return rule.require(claims);
        }
        uses.count("legacy-wallets");
        return NOBODY;
    }
}
