package dev.verifier.presentation;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Freshness;

/**
 * What was asked for, and how its answer must be bound to us and to now.
 *
 * @param query the credentials
 * @param audience whom a presentation must be addressed to
 * @param freshness how long a presentation may live
 * @param uniqueId by which name a presentation is remembered
 */
public record PresentationRequest(DcqlQuery query, AudienceRule audience, Freshness freshness, UniqueId uniqueId) {}
