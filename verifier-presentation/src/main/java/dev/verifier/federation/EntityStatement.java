package dev.verifier.federation;

import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwkSet;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.NumericDates;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an entity says of itself, or of one beneath it, under its signature and in force (OpenID Federation 1.0 §3). Immutable.
 *
 * @param issuer who says it
 * @param subject of whom
 * @param until when it ends
 * @param keys the subject's
 * @param hints those it names above it, if it speaks of itself
 * @param fetchEndpoint where it speaks of those beneath it, if it speaks of itself and does so
 * @param constraints on everybody beneath, if it speaks of another
 */
record EntityStatement(
        EntityId issuer,
        EntityId subject,
        Instant until,
        JwkSet keys,
        List<EntityId> hints,
        Optional<URI> fetchEndpoint,
        Constraints constraints) {

    private static final JwsVerifier STATEMENTS =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("entity-statement+jwt"), Set.of());

    /** Claims that say that others have to be understood (§3.1.1, §3.1.3): nothing beyond the specification is understood here. */
    private static final List<String> DEMANDING = List.of("crit", "metadata_policy_crit");

    /** How far the clock of another may be off. */
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** What an entity says of itself, with a key that it says is its own: that alone makes it nobody's word but its own. */
    static EntityStatement ofItself(EntityId entity, CompactJws statement, Instant at) throws RejectedException {
        return ofItself(entity, statement, statement.allegedKeys(), at);
    }

    /** The same with a key that is known beforehand. */
    static EntityStatement ofItself(EntityId entity, CompactJws statement, JwkSet keys, Instant at)
            throws RejectedException {
        return verify(entity, entity, statement, keys, at);
    }

    /** What a superior says of an entity beneath it. */
    static EntityStatement ofAnother(EntityId superior, EntityId entity, CompactJws statement, JwkSet keys, Instant at)
            throws RejectedException {
        return verify(superior, entity, statement, keys, at);
    }

    private static EntityStatement verify(
            EntityId issuer, EntityId subject, CompactJws statement, JwkSet keys, Instant at) throws RejectedException {
        if (statement.keyId().isEmpty()) {
            throw new RejectedException(new Rejection.ClaimMissing(statement.part(), "header.kid"));
        }
        var claims = STATEMENTS.verify(statement, keys.require(statement)).claims();
        for (var demanding : DEMANDING) {
            if (claims.asMap().containsKey(demanding)) {
                throw claims.malformed(demanding);
            }
        }
        requireNamed(claims, "iss", issuer);
        requireNamed(claims, "sub", subject);
        var itself = issuer.equals(subject);
        return new EntityStatement(
                issuer,
                subject,
                until(claims, at),
                statement.allegedKeys(),
                itself ? hints(claims) : List.of(),
                itself ? fetchEndpoint(claims) : Optional.empty(),
                itself ? Constraints.NONE : Constraints.of(claims));
    }

    private static void requireNamed(Claims claims, String name, EntityId expected) throws RejectedException {
        if (!claims.text(name).equals(expected.value())) {
            throw claims.malformed(name);
        }
    }

    private static Instant until(Claims claims, Instant at) throws RejectedException {
        var made = date(claims, "iat");
        var ends = date(claims, "exp");
        if (!ends.isAfter(at)) {
            throw new RejectedException(new Rejection.Expired(Part.ENTITY_STATEMENT));
        }
        if (made.isAfter(at.plus(TOLERANCE))) {
            throw new RejectedException(new Rejection.NotYetValid(Part.ENTITY_STATEMENT));
        }
        return ends;
    }

    private static Instant date(Claims claims, String name) throws RejectedException {
        return NumericDates.SECONDS.instant(claims.optionalNumber(name).orElseThrow(() -> claims.missing(name)));
    }

    /** §3.1.2: there is one at least where the claim is there at all. */
    private static List<EntityId> hints(Claims claims) throws RejectedException {
        var hints = new ArrayList<EntityId>();
        for (var hint : claims.array("authority_hints")) {
            hints.add(EntityId.parse(hint).orElseThrow(() -> claims.malformed("authority_hints")));
        }
        if (claims.has("authority_hints") && hints.isEmpty()) {
            throw claims.malformed("authority_hints");
        }
        return List.copyOf(hints);
    }

    private static Optional<URI> fetchEndpoint(Claims claims) throws RejectedException {
        var metadata = claims.optionalObject("metadata");
        var entity = metadata.isEmpty() ? metadata : metadata.get().optionalObject("federation_entity");
        var name = "federation_fetch_endpoint";
        var endpoint =
                entity.isEmpty() ? Optional.<String>empty() : entity.get().optionalText(name);
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(EntityId.web(endpoint.get()).orElseThrow(() -> claims.malformed(name)));
    }
}
