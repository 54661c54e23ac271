package dev.verifier.presentation;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.mandate.Mandate;
import dev.verifier.status.StatusReading;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.KeyEvidence;
import dev.verifier.trust.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential that may be believed, with the evidence for it. Only {@link Acceptance} makes one, and it needs every piece
 * of evidence to do so. Immutable and thread-safe.
 */
public final class VerifiedCredential {

    private final IssuedCredential issued;
    private final HolderProof holder;
    private final List<Accreditation> accreditations;
    private final Optional<Source> anchorSource;
    private final @Nullable IssuerId participant;
    private final StatusReading status;

    VerifiedCredential(
            IssuedCredential issued,
            HolderProof holder,
            List<Accreditation> accreditations,
            Optional<Source> anchorSource,
            @Nullable IssuerId participant,
            StatusReading status) {
        this.issued = issued;
        this.holder = holder;
        this.accreditations = accreditations;
        this.anchorSource = anchorSource;
        this.participant = participant;
        this.status = status;
    }

    public CredentialFormat format() {
        return issued.format();
    }

    public IssuerId issuer() {
        return issued.issuer();
    }

    /** The types that say what it is, each one asked for and accredited. */
    public List<CredentialType> types() {
        return issued.types();
    }

    /** What it says, as claims paths of its format start from (OpenID4VP 1.0 §7); unmodifiable. */
    public Map<String, @Nullable Object> document() {
        return issued.document();
    }

    /** What it says of its subject; unmodifiable. */
    public Map<String, @Nullable Object> subject() {
        return issued.subject();
    }

    /** The mandate, where it is a LEAR credential. */
    public Optional<Mandate> mandate() {
        return Optional.ofNullable(issued.mandate());
    }

    public ValidityWindow window() {
        return issued.window();
    }

    public HolderProof holder() {
        return holder;
    }

    /** Evidence: why the key behind the signature is the issuer's. */
    public KeyEvidence evidence() {
        return issued.evidence();
    }

    /** Evidence: where the anchor behind it is written down, where there is one and somebody wrote it down. */
    public Optional<Source> anchorSource() {
        return anchorSource;
    }

    /** Evidence: why the issuer may issue each of the types. */
    public List<Accreditation> accreditations() {
        return accreditations;
    }

    /** Evidence: the mandator that was found among the participants; empty where the credential is no mandate. */
    public Optional<IssuerId> participant() {
        return Optional.ofNullable(participant);
    }

    /** The names it goes by where credentials are revoked. */
    public Set<String> ids() {
        return issued.ids();
    }

    /** Where its status can be read. */
    public StatusReference statusReference() {
        return issued.status();
    }

    /** Evidence: what is known about its status. */
    public StatusReading status() {
        return status;
    }
}
