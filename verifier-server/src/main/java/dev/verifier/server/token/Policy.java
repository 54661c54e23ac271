package dev.verifier.server.token;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.profile.CredentialProfile;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.profile.Requirements;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether somebody who is believed is let in (OpenID4VP 1.0 §8.6, policies of the verifier): by what the profile requires, and by what
 * the client does. Thread-safe.
 *
 * @param clients who requires what
 * @param profiles likewise
 */
public record Policy(TrustedClients clients, CredentialProfiles profiles) {

    /** The first requirement that a person misses; empty where they may come in. */
    public Optional<Rejection> missed(PresentedSubject person, String clientId, Set<String> scopes) {
        return missed(person, clientId, clients.asked(clientId, scopes));
    }

    /** The same of a machine, which is the client itself. */
    public Optional<Rejection> missedByMachine(PresentedSubject machine, String clientId) {
        return missed(machine, clientId, List.of(profiles.ofMachines()));
    }

    /** The first requirement that is missed by somebody who was asked for just this. */
    public Optional<Rejection> missed(PresentedSubject presented, String clientId, List<CredentialProfile> asked) {
        var ofClient =
                clients.client(clientId).map(client -> client.credentials().requirements());
        var all = asked.stream().flatMap(profile -> answers(presented, profile)).toList();
        return Stream.concat(
                        asked.stream()
                                .map(profile -> missed(
                                        profile.requirements(),
                                        answers(presented, profile).toList())),
                        ofClient.stream().map(requirements -> missed(requirements, all)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Each credential by itself: one has to meet them all. */
    private static Optional<Rejection> missed(Requirements requirements, List<PresentedSubject> credentials) {
        if (credentials.isEmpty() && !requirements.equals(Requirements.NONE)) {
            return Optional.of(new Rejection.RequiredTypeMissing("any that was asked for"));
        }
        var missed = credentials.stream()
                .map(each -> requirements.missed(
                        each.types(),
                        new IssuerId(each.evidence().issuer()),
                        PresentedMandate.of(each.format(), each.credential()).members()))
                .toList();
        return missed.stream().allMatch(Optional::isPresent)
                ? missed.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    private static Stream<PresentedSubject> answers(PresentedSubject presented, CredentialProfile profile) {
        return presented.all().stream()
                .filter(each -> profile.query().credentials().stream().anyMatch(query -> each.answers(query)));
    }
}
