package dev.verifier.mandate;

import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may act for whom with which powers. One shape for every version of LEARCredentialEmployee and LEARCredentialMachine; the
 * versions end at {@link MandateReader}.
 *
 * @param mandator who gives the mandate
 * @param mandatee who receives it
 * @param powers what it covers
 * @param lifeSpan when it holds; always, where the credential says nothing beyond its own validity
 */
public record Mandate(Mandator mandator, Mandatee mandatee, List<Power> powers, ValidityWindow lifeSpan) {

    public Mandate {
        powers = List.copyOf(powers);
    }

    /**
     * The organisation.
     *
     * @param organization its organizationIdentifier
     * @param name its name, where the credential has one
     * @param country ISO 3166 code, where the credential has one
     */
    public record Mandator(
            IssuerId organization,
            @Nullable String name,
            @Nullable String country) {}

    /**
     * The person or machine.
     *
     * @param id a DID in most versions, anything or nothing in the others
     * @param email of a person
     * @param firstName of a person
     * @param lastName of a person
     */
    public record Mandatee(
            @Nullable String id,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName) {}

    /**
     * One power.
     *
     * @param type what kind of thing it covers, as the credential writes it
     * @param domains where it holds, such as {@code DOME}
     * @param function such as {@code Onboarding}
     * @param actions such as {@code Execute}
     */
    public record Power(
            @Nullable String type,
            List<String> domains,
            @Nullable String function,
            List<String> actions) {

        public Power {
            domains = List.copyOf(domains);
            actions = List.copyOf(actions);
        }
    }
}
