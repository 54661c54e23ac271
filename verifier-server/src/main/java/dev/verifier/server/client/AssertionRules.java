package dev.verifier.server.client;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.Limits;

/**
 * What every client assertion must keep to.
 *
 * @param limits how much of it is read
 * @param issuer the issuer, alone and as a string: whom it must be addressed to by RFC 7523bis and FAPI 2.0 §5.3.2.1
 * @param audience whom else clients in the field address it to
 * @param freshness how long it may live
 */
record AssertionRules(Limits limits, AudienceRule issuer, AudienceRule audience, Freshness freshness) {

    AudienceRule audienceFor(TrustedClient client) {
        return client.assertsToIssuerOnly() ? issuer : audience;
    }
}
