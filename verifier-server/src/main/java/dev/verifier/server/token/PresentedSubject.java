package dev.verifier.server.token;

import dev.verifier.credential.CredentialType;
import dev.verifier.presentation.VerifiedCredential;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a machine, or later a person, proved: small, and nothing but data.
 *
 * @param holder identifier of the holder, a did:key
 * @param types types of the credential
 * @param credential the credential object as its issuer signed it
 * @param validUntil when the credential ends
 * @param evidence why it was believed
 */
public record PresentedSubject(
        String holder,
        List<String> types,
        Map<String, @Nullable Object> credential,
        Instant validUntil,
        Evidence evidence) {

    public static PresentedSubject of(VerifiedCredential verified) {
        var holder = verified.holder().did().toString();
        var types = verified.types().stream().map(CredentialType::name).toList();
        return new PresentedSubject(
                holder,
                types,
                verified.document(),
                verified.window().until(),
                new Evidence(
                        holder,
                        verified.issuer().value(),
                        types,
                        verified.chain().anchor(),
                        verified.chain().serialNumber().toString(16)));
    }

    /** The mandate, where the credential is a power of attorney. */
    Map<?, ?> mandate() {
        return credential.get("credentialSubject") instanceof Map<?, ?> of && of.get("mandate") instanceof Map<?, ?> mandate
                ? mandate
                : Map.of();
    }

    /** What the mandate says of whom it is given to, under the first of these names that is there. */
    public Optional<String> ofMandatee(String... names) {
        return mandate().get("mandatee") instanceof Map<?, ?> mandatee
                ? Stream.of(names)
                        .map(mandatee::get)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(value -> !value.isBlank())
                        .findFirst()
                : Optional.empty();
    }

    /** Their e-mail address, which the issuer vouches for. */
    public Optional<String> email() {
        return ofMandatee("email");
    }

    /** Nothing of the person or machine in logs that print what they do not know. */
    @Override
    public String toString() {
        return "PresentedSubject" + types;
    }
}
