package dev.verifier.server.token;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.did.Did;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.configuration.VerifierProperties.Tokens.Subject;
import dev.verifier.server.profile.CredentialProfiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Under which name a client knows a person ({@code sub}, OpenID Connect Core §2 and §8). Thread-safe. */
public final class SubjectNames {

    private final Subject kind;
    private final CredentialProfiles profiles;
    private final Supplier<String> secret;

    /**
     * @param profiles what claims are called
     * @param secret what pairwise names are made with; the same on every node and after every start
     */
    SubjectNames(Subject kind, CredentialProfiles profiles, Supplier<String> secret) {
        this.kind = kind;
        this.profiles = profiles;
        this.secret = secret;
        if (!Set.of(Subject.HOLDER_DID, Subject.EMAIL, Subject.PAIRWISE).contains(kind)
                && profiles.all().stream().noneMatch(profile -> profile.claims().containsKey(kind.text()))) {
            throw new InvalidConfigurationPropertyValueException(
                    "verifier.tokens.subject",
                    kind.text(),
                    "is none of holder-did, email and pairwise, and no profile passes on a claim of this name");
        }
    }

    /** The name of this person for this client. */
    public String of(PresentedSubject subject, TrustedClient client) {
        if (kind.equals(Subject.PAIRWISE)) {
            return pairwise(sector(client), subject.holder());
        }
        return kind.equals(Subject.HOLDER_DID)
                ? subject.holder()
                : claim(kind.text(), subject, client).orElse(subject.holder());
    }

    /**
     * From the first profile of this client that was answered, and from no other: what somebody presented elsewhere must not name them
     * here. A claim that looks like the identifier of a holder is none.
     */
    private Optional<String> claim(String name, PresentedSubject subject, TrustedClient client) {
        var askable = profiles.askable(client.credentials().profiles(), client.scopes());
        // A client that asked for less than its profile does knows people by the same name.
        return Stream.<BiPredicate<PresentedSubject, CredentialQuery>>of(
                        PresentedSubject::answers, PresentedSubject::isFor)
                .flatMap(answer -> askable.stream()
                        .filter(profile -> profile.query().credentials().stream()
                                .anyMatch(query -> answers(query, subject, answer)
                                        .findAny()
                                        .isPresent()))
                        .limit(1)
                        .map(profile -> profile.query().credentials().stream()
                                .flatMap(query -> answers(query, subject, answer)
                                        .flatMap(each -> profile.claim(name, query, each.credential()).stream()))))
                .findFirst()
                .flatMap(claims -> claims.filter(value -> value instanceof String || value instanceof Number)
                        .map(String::valueOf)
                        .filter(value -> !Did.isDid(value))
                        .findFirst());
    }

    private static Stream<PresentedSubject> answers(
            CredentialQuery query, PresentedSubject subject, BiPredicate<PresentedSubject, CredentialQuery> answer) {
        return subject.all().stream().filter(each -> answer.test(each, query));
    }

    /** Whether clients must not be able to compare what they know: then none is told the holder's identifier, wherever it is. */
    boolean arePairwise() {
        return kind.equals(Subject.PAIRWISE);
    }

    /** OpenID Connect Core §8.1: the host of its redirect URIs, or the client itself where these have several. */
    private static String sector(TrustedClient client) {
        var hosts = client.redirectUris().stream()
                .map(uri -> Objects.requireNonNullElse(URI.create(uri).getHost(), client.clientId()))
                .distinct()
                .toList();
        return hosts.size() == 1 ? hosts.getFirst() : client.clientId();
    }

    private String pairwise(String sector, String holder) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            mac.update(sector.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0xff); // in no UTF-8 text
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(holder.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }
}
