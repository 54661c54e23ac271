package dev.verifier.status;

import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.StatusLists.Found;
import dev.verifier.status.StatusLists.Missing;
import dev.verifier.status.StatusSource.Kind;
import dev.verifier.trust.TrustDomain;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Reads a credential's status and refuses what is revoked, suspended or cannot be known. To be asked only about credentials whose
 * signature holds and whose issuer is believed: it fetches what they name. Immutable and thread-safe.
 *
 * @param revoked the ecosystem's list of revoked credentials
 * @param lists where the lists come from that credentials name
 * @param policy how long such a list counts
 */
public record StatusCheck(RevokedCredentials revoked, StatusLists lists, StatusPolicy policy) {

    /** One that reads no lists: a credential with a status of its own is refused. */
    public StatusCheck(RevokedCredentials revoked) {
        this(revoked, StatusLists.NONE, StatusPolicy.failClosed());
    }

    /**
     * The reading, if the credential still holds.
     *
     * @param ids the names the credential goes by: its {@code id} and {@code jti}
     * @param issuer of the credential
     * @param domain in which its issuer is believed
     */
    public StatusReading require(
            StatusReference reference, Set<String> ids, IssuerId issuer, TrustDomain domain, Instant at)
            throws RejectedException {
        var reading = ids.stream().anyMatch(revoked::contains)
                ? new StatusReading.Revoked()
                : read(reference, issuer, domain, at);
        return switch (reading) {
            case StatusReading.NotRevoked _ -> reading;
            case StatusReading.Known known when known.valid() -> reading;
            case StatusReading.Known _, StatusReading.Revoked _ -> throw new RejectedException(new Rejection.Revoked());
            case StatusReading.Unavailable(var why) -> throw new RejectedException(new Rejection.StatusUnknown(why));
        };
    }

    private StatusReading read(StatusReference reference, IssuerId issuer, TrustDomain domain, Instant at) {
        return switch (reference) {
            case StatusReference.NotOffered _ -> new StatusReading.NotRevoked();
            case StatusReference.TokenStatusList token ->
                read(reference, source(Kind.TOKEN, token.uri(), issuer, domain), at);
            case StatusReference.BitstringEntry bitstring ->
                read(reference, source(Kind.BITSTRING, bitstring.uri(), issuer, domain), at);
            case StatusReference.PlainListEntry plain ->
                read(reference, source(Kind.PLAIN, plain.uri(), issuer, domain), at);
            case StatusReference.Several(var entries) ->
                worst(entries.stream()
                        .map(entry -> read(entry, issuer, domain, at))
                        .toList());
            case StatusReference.Unreadable(var type) -> new StatusReading.Unavailable("no reader for " + type);
        };
    }

    private static StatusSource source(Kind kind, String uri, IssuerId issuer, TrustDomain domain) {
        return new StatusSource(kind, uri, issuer, domain.anchors());
    }

    private StatusReading read(StatusReference entry, StatusSource source, Instant at) {
        return switch (lists.find(source, at)) {
            case Missing(var why) -> new StatusReading.Unavailable(why);
            case Found(var list) when !policy.accepts(list, at) -> new StatusReading.Unavailable("stale");
            case Found(var list) -> {
                var value = list.value(entry);
                yield value.isEmpty()
                        ? new StatusReading.Unavailable("no such place")
                        : new StatusReading.Known(value.getAsInt() == 0, list.asOf(), !at.isBefore(list.freshUntil()));
            }
        };
    }

    /** What is revoked is so whatever else is not known; what is known must all be. */
    private static StatusReading worst(List<StatusReading> readings) {
        return readings.stream().min(Comparator.comparing(StatusCheck::hope)).orElseGet(StatusReading.NotRevoked::new);
    }

    private static Instant hope(StatusReading reading) {
        return switch (reading) {
            case StatusReading.Revoked _ -> Instant.MIN;
            case StatusReading.Known known when !known.valid() -> Instant.MIN;
            case StatusReading.Unavailable _ -> Instant.MIN.plusSeconds(1);
            case StatusReading.Known known -> known.asOf();
            case StatusReading.NotRevoked _ -> Instant.MAX;
        };
    }
}
