package dev.verifier.server.profile;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a credential that is believed must have beside that, to open anything. Immutable.
 *
 * @param types one of which it must be; empty where each that was asked for will do
 * @param issuers one of which it must be from; empty where anybody who is believed will do
 * @param powers all of which its mandate must have
 * @param anyPower one of which its mandate must have; empty where none is needed
 */
public record Requirements(
        Set<String> types, Set<IssuerId> issuers, List<RequiredPower> powers, List<RequiredPower> anyPower) {

    /** Nothing more. */
    public static final Requirements NONE = new Requirements(Set.of(), Set.of(), List.of(), List.of());

    /** What requirements can say. */
    public static final Set<String> FIELDS = Set.of("types", "issuers", "powers", "anyPower");

    public Requirements {
        types = Set.copyOf(types);
        issuers = Set.copyOf(issuers);
        powers = List.copyOf(powers);
        anyPower = List.copyOf(anyPower);
    }

    /** As JSON or YAML has them; throws {@link IllegalArgumentException} where they cannot be meant. */
    public static Requirements of(@Nullable Object configured) {
        var json = configured == null ? Map.of() : ConfiguredJson.object(configured);
        if (json == null || !FIELDS.containsAll(json.keySet())) {
            throw new IllegalArgumentException(
                    "requirements are " + FIELDS.stream().sorted().toList() + ", and nothing else");
        }
        return new Requirements(
                Set.copyOf(texts(json.get("types"))),
                texts(json.get("issuers")).stream().map(Requirements::issuer).collect(Collectors.toSet()),
                powers(json.get("powers")),
                powers(json.get("anyPower")));
    }

    private static List<String> texts(@Nullable Object value) {
        return value == null ? List.of() : ConfiguredJson.texts(value);
    }

    private static IssuerId issuer(String text) {
        return IssuerId.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no identifier of an issuer"));
    }

    private static List<RequiredPower> powers(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list
            when !list.isEmpty() -> list.stream().map(RequiredPower::of).toList();
            default -> throw new IllegalArgumentException("powers are a list, and not an empty one");
        };
    }

    /** What of them is about every credential that somebody is told of: whose it is. */
    public Requirements ofIssuers() {
        return new Requirements(Set.of(), issuers, List.of(), List.of());
    }

    /**
     * The first of them that a credential does not meet; empty where it meets all.
     *
     * @param mandate what its power of attorney says; empty where it is none
     */
    public Optional<Rejection> missed(List<String> credentialTypes, IssuerId issuer, Map<?, ?> mandate) {
        if (!types.isEmpty() && credentialTypes.stream().noneMatch(types::contains)) {
            return Optional.of(new Rejection.RequiredTypeMissing(String.join(" or ", types)));
        }
        if (!issuers.isEmpty() && !issuers.contains(issuer)) {
            return Optional.of(new Rejection.RequiredIssuerMissing(issuer.value()));
        }
        var held = mandate.get("power") instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(Map.class::cast)
                        .toList()
                : List.<Map<?, ?>>of();
        var lacked = powers.stream()
                .filter(power -> held.stream().noneMatch(power::isIn))
                .map(RequiredPower::toString);
        var noneOf = anyPower.isEmpty()
                        || anyPower.stream().anyMatch(power -> held.stream().anyMatch(power::isIn))
                ? Stream.<String>empty()
                : Stream.of(anyPower.stream().map(RequiredPower::toString).collect(Collectors.joining(" or ")));
        return Stream.concat(lacked, noneOf).findFirst().map(Rejection.RequiredPowerMissing::new);
    }
}
