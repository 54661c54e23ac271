package dev.verifier.server.client;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.Limits;

/**
 * What every client assertion must keep to.
 *
 * @param limits how much of it is read
 * @param audience whom it must be addressed to
 * @param freshness how long it may live
 */
record AssertionRules(Limits limits, AudienceRule audience, Freshness freshness) {}
