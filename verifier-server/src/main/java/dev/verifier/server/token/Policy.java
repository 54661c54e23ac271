package dev.verifier.server.token;

import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.profile.CredentialProfile;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.profile.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** What becomes of somebody who is believed. */
    public sealed interface Admission {

        /**
         * They may come in.
         *
         * @param person with what lets them in first, which says who they are, and without what was shown in its place and does not
         */
        record Admitted(PresentedSubject person) implements Admission {}

        /**
         * They may not.
         *
         * @param why the first requirement that they miss
         */
        record Missed(Rejection why) implements Admission {}
    }

    /** What becomes of a person at a client. */
    public Admission admit(PresentedSubject person, String clientId, Set<String> scopes) {
        return admit(person, clientId, clients.asked(clientId, scopes));
    }

    /** The same of a machine, which is the client itself. */
    public Admission admitMachine(PresentedSubject machine, String clientId) {
        return admit(machine, clientId, List.of(profiles.ofMachines()));
    }

    /** What becomes of somebody who was asked for just this. */
    public Admission admit(PresentedSubject presented, String clientId, List<CredentialProfile> asked) {
        var person = presented;
        for (var rule : rules(clientId, asked)) {
            var missed = rule.missedBy(person);
            if (missed.isPresent()) {
                return new Admission.Missed(missed.get());
            }
            person = rule.kept(person);
        }
        return new Admission.Admitted(person);
    }

    private List<Rule> rules(String clientId, List<CredentialProfile> asked) {
        var rules = new ArrayList<Rule>();
        asked.forEach(profile ->
                rules.add(new Rule(profile.requirements(), profile.query().credentials(), false)));
        var all = asked.stream()
                .flatMap(profile -> profile.query().credentials().stream())
                .toList();
        clients.client(clientId)
                .ifPresent(client -> rules.add(new Rule(client.credentials().requirements(), all, true)));
        rules.removeIf(rule -> rule.requirements().equals(Requirements.NONE));
        return rules;
    }

    /**
     * Something that one credential has to meet by itself, and as far as it is about them what is told beside it (docs/adr/0026).
     *
     * @param queries those that such a credential answers
     * @param alone whether nothing else may be known: a session may say more of a person than was looked at for this client
     */
    private record Rule(Requirements requirements, List<CredentialQuery> queries, boolean alone) {

        Optional<Rejection> missedBy(PresentedSubject person) {
            var missed = answers(person).map(this::missedAlone).toList();
            if (missed.isEmpty()) {
                return Optional.of(new Rejection.RequiredTypeMissing("any that was asked for"));
            }
            return missed.stream().allMatch(Optional::isPresent)
                    ? missed.getFirst()
                    : answers(kept(person))
                            .flatMap(each -> missedBeside(each).stream())
                            .findFirst();
        }

        /** What meets it goes first; what was shown for the same queries and does not meet it is nobody's business. */
        PresentedSubject kept(PresentedSubject person) {
            var met =
                    answers(person).filter(each -> missedAlone(each).isEmpty()).toList();
            var good =
                    answers(person).filter(each -> missedBeside(each).isEmpty()).toList();
            var rest = (alone ? answers(person) : person.all().stream())
                    .filter(each -> !met.contains(each))
                    .filter(each -> !isReplaced(each, good.contains(each) ? met : good))
                    .toList();
            return PresentedSubject.together(
                    Stream.concat(met.stream(), rest.stream()).toList());
        }

        private boolean isReplaced(PresentedSubject credential, List<PresentedSubject> by) {
            var own = queries.stream().filter(credential::answers).toList();
            return !own.isEmpty() && own.stream().allMatch(query -> by.stream().anyMatch(each -> each.answers(query)));
        }

        private Optional<Rejection> missedAlone(PresentedSubject credential) {
            return missed(requirements, credential);
        }

        /** Whoever is let in by one issuer's word is told of by no other's, and has no powers that nobody looked at. */
        private Optional<Rejection> missedBeside(PresentedSubject credential) {
            var isMandate = !mandate(credential).isEmpty();
            return missed(isMandate ? requirements : requirements.ofIssuers(), credential);
        }

        private static Optional<Rejection> missed(Requirements requirements, PresentedSubject credential) {
            return requirements.missed(
                    credential.types(), new IssuerId(credential.evidence().issuer()), mandate(credential));
        }

        private static Map<?, ?> mandate(PresentedSubject credential) {
            return PresentedMandate.of(credential.format(), credential.credential())
                    .members();
        }

        private Stream<PresentedSubject> answers(PresentedSubject person) {
            return person.all().stream().filter(each -> queries.stream().anyMatch(each::answers));
        }
    }
}
