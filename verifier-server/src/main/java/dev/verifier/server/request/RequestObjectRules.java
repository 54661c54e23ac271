package dev.verifier.server.request;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.Limits;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import java.util.Set;

/**
 * What every request object must keep to (RFC 9101 §4, §6, §10.8). The strict profile asks for what FAPI 2.0 Message Signing asks for,
 * and nothing beside the object counts there; otherwise the ecosystem's runbook is enough, and whatever is there beyond it is looked at.
 *
 * @param limits how much of it is read
 * @param types its {@code typ}
 * @param audience whom it is addressed to
 * @param validity when it is good
 * @param strict whether it must say all of this
 */
record RequestObjectRules(
        Limits limits, Set<String> types, AudienceRule audience, RequestValidity validity, boolean strict) {

    private static final String TYPE = "oauth-authz-req+jwt";

    static RequestObjectRules of(VerifierProperties properties, Surface surface, Tolerance tolerance) {
        var limits = properties.limits();
        var largest = Math.toIntExact(limits.requestObject().toBytes());
        return of(new Limits(largest, limits.jsonDepth()), surface, tolerance);
    }

    static RequestObjectRules of(Limits limits, Surface surface, Tolerance tolerance) {
        var strict = tolerance.strict();
        return new RequestObjectRules(
                limits,
                strict ? Set.of(TYPE) : Set.of(TYPE, "jwt", ""),
                new Audiences(strict ? Set.of(surface.issuer().toString()) : surface.requestAudiences(), true),
                new RequestValidity(tolerance.dates(), strict),
                strict);
    }
}
