package dev.verifier.federation;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a superior says of those beneath it (OpenID Federation 1.0 §6.2). Constraints that nobody knows are ignored, as §6.2 has it.
 *
 * @param longestPath how many intermediates may be between the superior and the leaf; empty where any number may
 * @param permitted names of hosts that entities beneath it may have; empty where nothing is said of that, and any will do
 * @param excluded names of hosts that they may not have
 * @param types what they may be; empty where they may be anything
 */
record Constraints(
        OptionalInt longestPath,
        Optional<List<String>> permitted,
        List<String> excluded,
        Optional<List<String>> types) {

    static final Constraints NONE = new Constraints(OptionalInt.empty(), Optional.empty(), List.of(), Optional.empty());

    /** What an issuer of credentials is called among the types of entities. */
    private static final String ISSUER = "openid_credential_issuer";

    private static final String LENGTH = "max_path_length";
    private static final String TYPES = "allowed_entity_types";

    static Constraints of(Claims statement) throws RejectedException {
        var stated = statement.optionalObject("constraints");
        if (stated.isEmpty()) {
            return NONE;
        }
        var constraints = stated.get();
        var names = constraints.optionalObject("naming_constraints");
        return new Constraints(
                length(constraints),
                names.isEmpty() ? Optional.empty() : list(names.get(), "permitted"),
                names.isEmpty() ? List.of() : names.get().array("excluded"),
                list(constraints, TYPES));
    }

    /** A list of nothing permits nothing. */
    private static Optional<List<String>> list(Claims claims, String name) throws RejectedException {
        return claims.has(name) ? Optional.of(claims.array(name)) : Optional.empty();
    }

    private static OptionalInt length(Claims constraints) throws RejectedException {
        var stated = constraints.optionalNumber(LENGTH);
        if (stated.isEmpty()) {
            return OptionalInt.empty();
        }
        var number = stated.get();
        if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
            throw constraints.malformed(LENGTH);
        }
        return OptionalInt.of(Math.clamp(number.longValue(), 0, Integer.MAX_VALUE));
    }

    /**
     * The first of them that is not kept to; empty where all are.
     *
     * @param beneath everybody beneath the superior, the leaf first
     */
    Optional<String> broken(Collection<EntityId> beneath) {
        if (longestPath.isPresent() && beneath.size() - 1 > longestPath.getAsInt()) {
            return Optional.of(LENGTH);
        }
        if (!beneath.stream().allMatch(this::mayBeNamed)) {
            return Optional.of("naming_constraints");
        }
        return types.isPresent() && !types.get().contains(ISSUER) ? Optional.of(TYPES) : Optional.empty();
    }

    private boolean mayBeNamed(EntityId entity) {
        var host = entity.host().toLowerCase(Locale.ROOT);
        return (permitted.isEmpty() || permitted.get().stream().anyMatch(name -> covers(name, host)))
                && excluded.stream().noneMatch(name -> covers(name, host));
    }

    /** RFC 5280 §4.2.1.10: with a dot in front the hosts beneath a name, without one the host of that name. */
    private static boolean covers(String name, String host) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(".") ? host.endsWith(lower) : host.equals(lower);
    }
}
