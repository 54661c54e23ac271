package dev.verifier.wallet.kit;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.openid4vp.HeldCredential;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Gives keys and credentials to people and machines, as an issuer does whom the verifier trusts. Thread-safe. */
final class Cast {
    private final TestIssuer issuer;
    private final Statuses statuses;
    private final InstantSource clock;
    private final SecureRandom random;

    Cast(TestIssuer issuer, Statuses statuses, InstantSource clock, SecureRandom random) {
        this.issuer = issuer;
        this.statuses = statuses;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Somebody or something with a credential.
     *
     * @param key it is bound to
     * @param place on the status list
     */
    record Role(WalletKey key, HeldCredential credential, int place) {}

    /** The organization whose seal is on the credentials. */
    String issuing() {
        return issuer.seal().organizationIdentifier();
    }

    Role employee(String firstName, String lastName, String email, Mandate mandate) {
        var key = WalletKey.generate(random);
        return role(key, LearVersion.E3, Holder.employee(key, firstName, lastName, email), mandate);
    }

    Role machine(String domain, Mandate mandate) {
        var key = WalletKey.generate(random);
        return role(key, LearVersion.M2, Holder.machine(key, domain, "192.0.2.4"), mandate);
    }

    private Role role(WalletKey key, LearVersion version, Holder holder, Mandate mandate) {
        int place = statuses.reserve();
        var members = "credentialSubject/mandate/";
        var draft = issuer.onBehalfOf(mandate.organizationIdentifier())
                .draft(version, holder, clock.instant())
                .withBody(members + "mandator/organization", mandate.organization())
                .withBody(members + "power", mandate.members())
                .with("status", statuses.status(place));
        return new Role(key, HeldCredential.parse(issuer.sign(draft)), place);
    }

    /**
     * Who lets somebody do what.
     *
     * @param organization the mandator's name
     * @param organizationIdentifier the mandator's identifier, as in {@code VATES-A12345678}
     */
    record Mandate(String organization, String organizationIdentifier, List<Power> powers) {
        Mandate {
            powers = List.copyOf(powers);
        }

        private List<Map<String, Object>> members() {
            return powers.stream().map(Power::members).toList();
        }
    }

    /** As in {@code Onboarding}, {@code Execute}, {@code DOME}. */
    record Power(String function, List<String> action, String domain) {
        Power {
            action = List.copyOf(action);
        }

        private Map<String, Object> members() {
            return Map.of("type", "domain", "domain", domain, "function", function, "action", action);
        }
    }
}
