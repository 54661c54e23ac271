package dev.verifier.status;

import dev.verifier.credential.StatusReference;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Set;

/** Reads a credential's status and refuses what is revoked or cannot be known. Immutable and thread-safe. */
public record StatusCheck(RevokedCredentials revoked) {

    /**
     * The reading, if the credential still holds.
     *
     * @param ids the names the credential goes by: its {@code id} and {@code jti}
     */
    public StatusReading require(StatusReference reference, Set<String> ids) throws RejectedException {
        var reading = read(reference, ids);
        return switch (reading) {
            case StatusReading.NotRevoked _ -> reading;
            case StatusReading.Revoked _ -> throw new RejectedException(new Rejection.Revoked());
            case StatusReading.Unavailable(var why) -> throw new RejectedException(new Rejection.StatusUnknown(why));
        };
    }

    private StatusReading read(StatusReference reference, Set<String> ids) {
        if (ids.stream().anyMatch(revoked::contains)) {
            return new StatusReading.Revoked();
        }
        return switch (reference) {
            case StatusReference.NotOffered _ -> new StatusReading.NotRevoked();
            case StatusReference.TokenStatusList _ -> new StatusReading.Unavailable("no reader for status_list");
            case StatusReference.Unreadable(var type) -> new StatusReading.Unavailable("no reader for " + type);
        };
    }
}
