package dev.verifier.server.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What vouches for a key of ours to wallets, and until when.
 *
 * @param identity by which clients choose it; empty for the one of all others
 * @param kind {@code certificate} or {@code attestation}
 * @param endsAt from when on it is good for nothing
 */
record Vouching(String identity, String kind, Instant endsAt) {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    /** What of it wallets are shown; empty where nobody vouches. */
    static Optional<Vouching> of(WalletIdentity identity) {
        var certificates = identity.certificates();
        if (certificates != null && identity.prefix().needsCertificates()) {
            return Optional.of(new Vouching(identity.name(), "certificate", certificates.endsAt()));
        }
        var attestation = identity.attestation();
        return attestation != null && identity.prefix().isVouchedFor()
                ? Optional.of(new Vouching(identity.name(), "attestation", attestation.endsAt()))
                : Optional.empty();
    }

    boolean isOver(Instant at) {
        return !at.isBefore(endsAt);
    }

    /** How many of the reminders are due. */
    int reminders(Instant at) {
        var left = Duration.between(at, endsAt);
        var due = 0;
        for (var notice : new Duration[] {MONTH, WEEK, DAY, Duration.ZERO}) {
            due += left.compareTo(notice) <= 0 ? 1 : 0;
        }
        return due;
    }

    /** As it is called in metrics, where a label must not be empty. */
    String label() {
        return identity.isEmpty() ? "default" : identity;
    }
}
