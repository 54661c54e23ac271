package dev.verifier.presentation;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.trust.KeyEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a credential that was believed, to ask later whether it would still be ({@link StandingCheck}).
 *
 * @param issuer the organisation whose seal it has
 * @param types the types it was accepted as
 * @param subject what it says of its subject
 * @param participant who gave the mandate; null where it is none
 * @param status where its status can be read
 * @param ids the names it goes by where credentials are revoked
 * @param footing what its issuer's signature rested on
 * @param until when it ends by its own dates or those of its chain
 */
public record BelievedCredential(
        IssuerId issuer,
        List<CredentialType> types,
        Map<String, @Nullable Object> subject,
        @Nullable IssuerId participant,
        StatusReference status,
        Set<String> ids,
        Footing footing,
        Instant until) {

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    public BelievedCredential(
            IssuerId issuer,
            List<CredentialType> types,
            Map<String, @Nullable Object> subject,
            @Nullable IssuerId participant,
            StatusReference status,
            Set<String> ids,
            Footing footing,
            Instant until) {
        this.issuer = issuer;
        this.types = List.copyOf(types);
        this.subject = subject;
        this.participant = participant;
        this.status = status;
        this.ids = Set.copyOf(ids);
        this.footing = footing;
        this.until = until;
    }

    /** What the key of a signature has to rest on still. */
    public sealed interface Footing {

        /** Of a key, as of an anchor: which one it is. */
        String thumbprint();
    }

    /**
     * An anchor that vouched for it.
     *
     * @param thumbprint of its certificate
     */
    public record Anchored(String thumbprint) implements Footing {}

    /**
     * Its being published by the issuer.
     *
     * @param thumbprint of the key (RFC 7638)
     */
    public record Published(String thumbprint) implements Footing {}

    /** What has to be kept of it. */
    public static BelievedCredential of(VerifiedCredential verified) {
        var ends = verified.window().until();
        var evidenceEnds = verified.evidence().until();
        return new BelievedCredential(
                verified.issuer(),
                verified.types(),
                verified.subject(),
                verified.participant().orElse(null),
                verified.statusReference(),
                verified.ids(),
                switch (verified.evidence()) {
                    case KeyEvidence.Certified(var chain) -> new Anchored(chain.anchorThumbprint());
                    case KeyEvidence.Published published ->
                        new Published(published.key().thumbprint());
                },
                ends.isBefore(evidenceEnds) ? ends : evidenceEnds);
    }
}
