package dev.verifier.mandate;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.jose.Claims;
import dev.verifier.mandate.Mandate.Mandatee;
import dev.verifier.mandate.Mandate.Mandator;
import dev.verifier.mandate.Mandate.Power;
import dev.verifier.rejection.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mandate of a LEAR credential of any version: names in snake case and camel case, powers with and without the
 * {@code tmf_} prefix, one action or several. Stateless.
 */
public final class MandateReader {

    /** Every type that is a mandate, employee and machine, from the first version to the current one. */
    private static final Set<String> TYPES = Set.of(
            "LEARCredentialEmployee",
            "LEARCredentialMachine",
            "learcredential.employee.w3c.4",
            "learcredential.machine.w3c.3",
            "learcredential.employee.sd.1",
            "learcredential.machine.sd.1",
            "eu.europa.ec.eudi.lce.1",
            "eu.europa.ec.eudi.lcm.1");

    private MandateReader() {}

    /** The mandate in a credential subject, or among the claims of an SD-JWT VC; empty for types that are no mandates, malformed where one should be and is not. */
    public static Optional<Mandate> read(List<CredentialType> types, Claims subject) throws RejectedException {
        if (!isMandate(types)) {
            return Optional.empty();
        }
        var mandate = subject.object("mandate");
        var powers = new ArrayList<Power>();
        for (var power : mandate.objects("power")) {
            powers.add(power(power));
        }
        return Optional.of(new Mandate(
                mandator(mandate.object("mandator")),
                mandatee(mandate.object("mandatee")),
                powers,
                LifeSpan.read(mandate)));
    }

    /** Whether credentials of these types are mandates. */
    public static boolean isMandate(List<CredentialType> types) {
        return types.stream().map(CredentialType::name).anyMatch(TYPES::contains);
    }

    private static Mandator mandator(Claims mandator) throws RejectedException {
        var organization = IssuerId.parse(mandator.text("organizationIdentifier"))
                .orElseThrow(() -> mandator.malformed("organizationIdentifier"));
        return new Mandator(organization, first(mandator, "organization"), first(mandator, "country"));
    }

    private static Mandatee mandatee(Claims mandatee) throws RejectedException {
        return new Mandatee(
                first(mandatee, "id"),
                first(mandatee, "email"),
                first(mandatee, "firstName", "first_name"),
                first(mandatee, "lastName", "last_name"));
    }

    private static Power power(Claims power) throws RejectedException {
        return new Power(
                first(power, "type", "tmf_type"),
                all(power, "domain", "tmf_domain"),
                first(power, "function", "tmf_function"),
                all(power, "action", "tmf_action"));
    }

    private static @Nullable String first(Claims claims, String... names) throws RejectedException {
        return claims.optionalText(name(claims, names)).orElse(null);
    }

    private static List<String> all(Claims claims, String... names) throws RejectedException {
        return claims.texts(name(claims, names));
    }

    /** The name under which something is there. Where it is there under two, they agree, lest each reader take another. */
    private static String name(Claims claims, String... names) throws RejectedException {
        String present = null;
        for (var name : names) {
            if (!claims.has(name)) {
                continue;
            }
            if (present == null) {
                present = name;
            } else if (!Set.copyOf(claims.texts(name)).equals(Set.copyOf(claims.texts(present)))) {
                throw claims.malformed(name);
            }
        }
        return present == null ? names[0] : present;
    }
}
