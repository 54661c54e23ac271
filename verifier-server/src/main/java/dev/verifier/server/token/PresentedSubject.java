package dev.verifier.server.token;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.presentation.BelievedCredential;
import dev.verifier.presentation.VerifiedCredential;
import dev.verifier.server.audit.Grounds;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param basis what that rests on, to be asked again
 */
public record PresentedSubject(
        String holder,
        List<String> types,
        Map<String, @Nullable Object> credential,
        Instant validUntil,
        Evidence evidence,
        Basis basis) {

    /**
     * What the belief rests on and the evidence does not say.
     *
     * @param ids the names the credential goes by where credentials are revoked
     * @param participant the organisation that gave the mandate; null where it is none
     * @param anchor thumbprint of the anchor
     * @param until when the credential ends, or a certificate of its chain
     * @param status where its status can be read, each of these; null in what was kept before that was
     */
    public record Basis(
            Set<String> ids,
            @Nullable String participant,
            String anchor,
            Instant until,
            @Nullable List<KeptStatus> status) {}

    public static PresentedSubject of(VerifiedCredential verified) {
        var believed = BelievedCredential.of(verified);
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
                        verified.chain().serialNumber().toString(16),
                        Grounds.of(verified)),
                new Basis(
                        believed.ids(),
                        verified.participant().map(IssuerId::value).orElse(null),
                        believed.anchor(),
                        believed.until(),
                        KeptStatus.of(believed.status())));
    }

    /** For asking whether it still stands. */
    public BelievedCredential believed() {
        return new BelievedCredential(
                new IssuerId(evidence.issuer()),
                types.stream().map(CredentialType::new).toList(),
                subject(),
                basis.participant() == null ? null : new IssuerId(basis.participant()),
                KeptStatus.read(basis.status()),
                basis.ids(),
                basis.anchor(),
                basis.until());
    }

    private Map<String, @Nullable Object> subject() {
        var members = new LinkedHashMap<String, @Nullable Object>();
        if (credential.get("credentialSubject") instanceof Map<?, ?> of) {
            of.forEach((name, value) -> members.put((String) name, value));
        }
        return members;
    }

    /** Whether it is what is asked for now, whatever it was asked for then (OpenID4VP 1.0 §6.4). */
    public boolean answers(DcqlQuery query) {
        return query.satisfiedBy(query.credentials().stream()
                .filter(asked -> asked.isAnsweredBy(CredentialFormat.JWT_VC_JSON, documentTypes(), credential))
                .map(CredentialQuery::id)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Those that say what it is, and those that all credentials have. */
    private List<CredentialType> documentTypes() {
        return credential.get("type") instanceof List<?> all
                ? all.stream().map(String::valueOf).map(CredentialType::new).toList()
                : types.stream().map(CredentialType::new).toList();
    }

    /** Whether whoever is told of one is told what they would be told of the other. */
    public boolean tellsTheSameAs(PresentedSubject other) {
        return types.equals(other.types) && mandate().equals(other.mandate());
    }

    /** The mandate, where the credential is a power of attorney. */
    Map<?, ?> mandate() {
        return credential.get("credentialSubject") instanceof Map<?, ?> of
                        && of.get("mandate") instanceof Map<?, ?> mandate
                ? mandate
                : Map.of();
    }

    /** What the mandate says of whom it is given to, under the first of these names that is there. */
    public Optional<String> ofMandatee(String... names) {
        return first(mandate().get("mandatee"), names);
    }

    /** What the mandate says of whom it is given by, under the first of these names that is there. */
    public Optional<String> ofMandator(String... names) {
        return first(mandate().get("mandator"), names);
    }

    /** What the mandate permits, a phrase for each power. */
    public List<String> powers() {
        return mandate().get("power") instanceof List<?> powers
                ? powers.stream()
                        .map(power -> Stream.of(first(power, "function", "tmf_function"), action(power))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(": ")))
                        .filter(phrase -> !phrase.isEmpty())
                        .toList()
                : List.of();
    }

    private static Optional<String> action(@Nullable Object power) {
        return power instanceof Map<?, ?> members
                        && Stream.of("action", "tmf_action")
                                        .map(members::get)
                                        .filter(List.class::isInstance)
                                        .findFirst()
                                        .orElse(null)
                                instanceof List<?> actions
                ? Optional.of(actions.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                : first(power, "action", "tmf_action");
    }

    private static Optional<String> first(@Nullable Object object, String... names) {
        return object instanceof Map<?, ?> members
                ? Stream.of(names)
                        .map(members::get)
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
