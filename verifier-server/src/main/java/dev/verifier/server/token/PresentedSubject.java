package dev.verifier.server.token;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.presentation.BelievedCredential;
import dev.verifier.presentation.BelievedCredential.Anchored;
import dev.verifier.presentation.BelievedCredential.Footing;
import dev.verifier.presentation.BelievedCredential.Published;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VerifiedCredential;
import dev.verifier.server.audit.Grounds;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import dev.verifier.x509.TrustedChain;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a machine or a person proved: small, and nothing but data.
 *
 * @param holder identifier of the holder, a did:key or did:jwk
 * @param types types of the credential
 * @param credential what it says, as claims paths of its format start from (OpenID4VP 1.0 §7): the credential object as its issuer
 *     signed it, the claims that are disclosed of an SD-JWT VC, the name spaces of an mdoc
 * @param validUntil when the first of the credentials ends
 * @param evidence why it was believed
 * @param basis what that rests on, to be asked again
 * @param format how it is secured
 * @param others what was presented beside it, where more than one credential was asked for
 * @param from the authorities that it was seen to be from one of, where only some would do ({@link CredentialQuery#authorityNames()})
 */
public record PresentedSubject(
        String holder,
        List<String> types,
        Map<String, @Nullable Object> credential,
        Instant validUntil,
        Evidence evidence,
        Basis basis,
        CredentialFormat format,
        List<PresentedSubject> others,
        Set<String> from) {

    /** What was written down before there were other formats, several credentials, and queries for some authorities has no such member. */
    public PresentedSubject(
            String holder,
            List<String> types,
            Map<String, @Nullable Object> credential,
            Instant validUntil,
            Evidence evidence,
            Basis basis,
            @Nullable CredentialFormat format,
            @Nullable List<PresentedSubject> others,
            @Nullable Set<String> from) {
        this.holder = holder;
        this.types = types;
        this.credential = credential;
        this.validUntil = validUntil;
        this.evidence = evidence;
        this.basis = basis;
        this.format = format == null ? CredentialFormat.JWT_VC_JSON : format;
        this.others = others == null ? List.of() : List.copyOf(others);
        this.from = from == null ? Set.of() : Set.copyOf(from);
    }

    /**
     * What the belief rests on and the evidence does not say.
     *
     * @param ids the names the credential goes by where credentials are revoked
     * @param participant the organisation that gave the mandate; null where it is none
     * @param anchor thumbprint of the anchor; null where there is none
     * @param until when the credential ends, or a certificate of its chain
     * @param status where its status can be read, each of these; null in what was kept before that was
     * @param publishedKey thumbprint of the key that its issuer publishes; null where an anchor vouches for it
     */
    public record Basis(
            Set<String> ids,
            @Nullable String participant,
            @Nullable String anchor,
            Instant until,
            @Nullable List<KeptStatus> status,
            @Nullable String publishedKey) {

        private Footing footing() {
            return publishedKey == null
                    ? new Anchored(String.valueOf(anchor)) // that none is called
                    : new Published(publishedKey);
        }
    }

    /** Everything that answers a request; the first of them says who it was. */
    public static PresentedSubject of(Verdict.Accepted accepted, DcqlQuery asked) {
        return together(asked.credentials().stream()
                .flatMap(query -> accepted.credentials().getOrDefault(query.id(), List.of()).stream()
                        .map(credential -> of(credential, from(query))))
                .toList());
    }

    private static Set<String> from(CredentialQuery asked) {
        return asked.authorities().isEmpty() ? Set.of() : Set.of(asked.authorityNames());
    }

    /** The same of what was looked at before. */
    static PresentedSubject together(List<PresentedSubject> all) {
        var first = all.getFirst();
        var ends = all.stream().map(PresentedSubject::validUntil).min(Comparator.naturalOrder());
        return new PresentedSubject(
                first.holder,
                first.types,
                first.credential,
                ends.orElseThrow(),
                first.evidence,
                first.basis,
                first.format,
                all.stream().skip(1).map(PresentedSubject::alone).toList(),
                first.from);
    }

    private PresentedSubject alone() {
        return new PresentedSubject(holder, types, credential, validUntil, evidence, basis, format, List.of(), from);
    }

    private static PresentedSubject of(VerifiedCredential verified, Set<String> from) {
        var believed = BelievedCredential.of(verified);
        var footing = believed.footing();
        var chain = verified.evidence().certified();
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
                        chain.map(TrustedChain::anchor).orElse(null),
                        chain.map(certified -> certified.serialNumber().toString(16))
                                .orElse(null),
                        Grounds.of(verified)),
                new Basis(
                        believed.ids(),
                        verified.participant().map(IssuerId::value).orElse(null),
                        footing instanceof Anchored(var anchor) ? anchor : null,
                        believed.until(),
                        KeptStatus.of(believed.status()),
                        footing instanceof Published(var key) ? key : null),
                verified.format(),
                List.of(),
                from);
    }

    /** Each credential by itself. */
    List<PresentedSubject> all() {
        return Stream.concat(Stream.of(this), others.stream()).toList();
    }

    /** For asking whether it still stands: all of it. */
    public List<BelievedCredential> believed() {
        return all().stream().map(PresentedSubject::believedAlone).toList();
    }

    private BelievedCredential believedAlone() {
        return new BelievedCredential(
                new IssuerId(evidence.issuer()),
                types.stream().map(CredentialType::new).toList(),
                subject(),
                basis.participant() == null ? null : new IssuerId(basis.participant()),
                KeptStatus.read(basis.status()),
                basis.ids(),
                basis.footing(),
                basis.until());
    }

    /** What restrictions of an accreditation are looked for in. */
    private Map<String, @Nullable Object> subject() {
        if (format != CredentialFormat.JWT_VC_JSON) {
            return credential;
        }
        var members = new LinkedHashMap<String, @Nullable Object>();
        if (credential.get("credentialSubject") instanceof Map<?, ?> of) {
            of.forEach((name, value) -> members.put((String) name, value));
        }
        return members;
    }

    /** Whether it is what is asked for now, whatever it was asked for then (OpenID4VP 1.0 §6.4). */
    public boolean answers(DcqlQuery query) {
        return query.satisfiedBy(query.credentials().stream()
                // From whom it may be may have changed since: a wallet that is asked is looked at with today's lists.
                .filter(asked -> asked.authorities().isEmpty() && all().stream().anyMatch(each -> each.answers(asked)))
                .map(CredentialQuery::id)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether this credential, and not one beside it, is what is asked for, and was seen to be from whom it is asked for. */
    boolean answers(CredentialQuery asked) {
        return isFrom(asked) && asked.isAnsweredBy(format, documentTypes(), credential);
    }

    /** Whether it is of the kind that is asked for, whatever of it was shown. */
    boolean isFor(CredentialQuery asked) {
        return isFrom(asked) && asked.isFor(format, documentTypes());
    }

    private boolean isFrom(CredentialQuery asked) {
        return asked.authorities().isEmpty() || from.contains(asked.authorityNames());
    }

    /** Those that say what it is, and those that all credentials have. */
    private List<CredentialType> documentTypes() {
        return (format == CredentialFormat.JWT_VC_JSON && credential.get("type") instanceof List<?> all
                        ? all.stream().map(String::valueOf)
                        : types.stream())
                .map(CredentialType::new)
                .toList();
    }

    /** Whether whoever is told of one is told what they would be told of the other. */
    public boolean tellsTheSameAs(PresentedSubject other) {
        return types.equals(other.types)
                && content().equals(other.content())
                && others.size() == other.others.size()
                && IntStream.range(0, others.size())
                        .allMatch(at -> others.get(at).tellsTheSameAs(other.others.get(at)));
    }

    private Map<?, ?> content() {
        var mandate = PresentedMandate.of(format(), credential).members();
        return mandate.isEmpty() ? credential : mandate;
    }

    /** Nothing of the person or machine in logs that print what they do not know. */
    @Override
    public String toString() {
        return "PresentedSubject" + types;
    }
}
