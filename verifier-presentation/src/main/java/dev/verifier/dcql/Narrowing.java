package dev.verifier.dcql;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody who may ask one thing asks for more with another: another type, a claim beside those, or with less that a
 * credential must be or say. Asking for less is no harm. Stateless.
 */
final class Narrowing {

    private Narrowing() {}

    /** What is beyond, for people; empty where nothing is. */
    static Optional<String> beyond(CredentialQuery asked, CredentialQuery permitted) {
        if (!isWithin(asked.meta(), permitted.meta())) {
            return Optional.of("meta");
        }
        if (asked.multiple() && !permitted.multiple()) {
            return Optional.of("multiple");
        }
        if (!isWithin(asked.authorities(), permitted.authorities())) {
            return Optional.of("trusted_authorities");
        }
        if (asked.claims().isEmpty()) {
            return Optional.empty();
        }
        return asked.claims().stream()
                .filter(claim -> !isWithin(claim, permitted))
                .findFirst()
                .or(() -> leftOpen(asked, permitted))
                .map(claim -> claim.path().toString());
    }

    /** Whether whoever asks says what must be so, and does not leave it to somebody who may say something else. */
    static boolean isDemanded(CredentialQuery asked, CredentialQuery permitted) {
        return (permitted.authorities().isEmpty() || !asked.authorities().isEmpty())
                && (!asked.claims().isEmpty() || constrained(permitted).isEmpty());
    }

    private static boolean isWithin(Meta asked, Meta permitted) {
        return switch (permitted) {
            case TypeValues types ->
                asked instanceof TypeValues narrower
                        && narrower.alternatives().stream()
                                .allMatch(alternative ->
                                        types.alternatives().stream().anyMatch(alternative::containsAll))
                        && types.types().containsAll(narrower.types());
            case VctValues types ->
                asked instanceof VctValues narrower && types.values().containsAll(narrower.values());
            case DoctypeValue type -> type.equals(asked);
        };
    }

    private static boolean isWithin(List<TrustedAuthority> asked, List<TrustedAuthority> permitted) {
        return permitted.isEmpty()
                || asked.stream()
                        .allMatch(authority -> permitted.stream()
                                .anyMatch(other -> other.type() == authority.type()
                                        && other.values().containsAll(authority.values())));
    }

    /** What one way to answer would leave open: with each, everything is constrained that was to be, or one permitted way is answered. */
    private static Optional<ClaimsQuery> leftOpen(CredentialQuery asked, CredentialQuery permitted) {
        return asked.alternatives().stream()
                .filter(way -> permitted.alternatives().stream().noneMatch(other -> isAnswered(other, way)))
                .flatMap(way -> constrained(permitted).stream().filter(claim -> !isAnswered(List.of(claim), way)))
                .findFirst();
    }

    private static boolean isAnswered(List<ClaimsQuery> permitted, List<ClaimsQuery> way) {
        return permitted.stream().allMatch(claim -> way.stream().anyMatch(other -> constrains(other, claim)));
    }

    private static List<ClaimsQuery> constrained(CredentialQuery permitted) {
        return permitted.claims().stream()
                .filter(claim -> !claim.values().isEmpty())
                .toList();
    }

    /** A W3C credential is shown as a whole, and where no claims are named it is asked for as a whole. */
    private static boolean isWithin(ClaimsQuery asked, CredentialQuery permitted) {
        if (!permitted.asksFor(asked.path())) {
            return false;
        }
        return !Boolean.TRUE.equals(asked.intentToRetain())
                || permitted.claims().stream()
                        .anyMatch(claim ->
                                asked.path().isWithin(claim.path()) && Boolean.TRUE.equals(claim.intentToRetain()));
    }

    /** What must be so for whoever is let in must not be left out by whoever asks. */
    private static boolean constrains(ClaimsQuery asked, ClaimsQuery permitted) {
        return asked.path().equals(permitted.path())
                && (permitted.values().isEmpty()
                        || (!asked.values().isEmpty()
                                && new HashSet<>(permitted.values()).containsAll(asked.values())));
    }
}
