package dev.verifier.wallet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The generations of the LEAR credential: four for employees, three for machines. They differ in names, notation and envelope. */
public enum LearVersion {
    E1("LEARCredentialEmployee", "https://trust-framework.dome-marketplace.eu/credentials/learcredentialemployee/v1"),
    E2("LEARCredentialEmployee", "https://www.dome-marketplace.eu/2025/credentials/learcredentialemployee/v2"),
    E3("LEARCredentialEmployee", Contexts.EUDISTACK + "lear_credential_employee/w3c/v3"),
    E4("learcredential.employee.w3c.4", Contexts.EUDISTACK + "lear_credential_employee/w3c/v3"),
    M1("LEARCredentialMachine", "https://trust-framework.dome-marketplace.eu/credentials/learcredentialmachine/v1"),
    M2("LEARCredentialMachine", Contexts.EUDISTACK + "lear_credential_machine/w3c/v2"),
    /** Of its context nothing is published; as E4 kept E3's, it keeps M2's. */
    M3("learcredential.machine.w3c.3", Contexts.EUDISTACK + "lear_credential_machine/w3c/v2");

    private final String type;
    private final String context;

    LearVersion(String type, String context) {
        this.type = type;
        this.context = context;
    }

    /** The generation this credential says it is of, by its type and its context; empty if it is of none. */
    public static Optional<LearVersion> of(CompactJws credential) {
        var claims = credential.claims();
        var body = claims.get("vc") instanceof Map<?, ?> wrapped ? wrapped : claims;
        return Arrays.stream(values())
                .filter(version -> body.get("type") instanceof List<?> types && types.contains(version.type))
                .filter(version -> body.get("@context") instanceof List<?> names && names.contains(version.context))
                .findFirst();
    }

    /** The credential's own type, next to VerifiableCredential; what an issuer is accredited for. */
    public String type() {
        return type;
    }

    /** The second entry of {@code @context}. */
    public String context() {
        return context;
    }

    public boolean machine() {
        return switch (this) {
            case M1, M2, M3 -> true;
            case E1, E2, E3, E4 -> false;
        };
    }

    public boolean employee() {
        return !machine();
    }

    /** Whether the JWT carries the credential in a {@code vc} claim (VCDM 1.1 §6.3.1) or as its own claims (VCDM 2.0). */
    public boolean wrapped() {
        return switch (this) {
            case E1, E2, E3, M1, M2 -> true;
            case E4, M3 -> false;
        };
    }

    /** The generation of the marketplace's first schemas: tmf_ powers, a life span, a signer, two pairs of dates. */
    boolean first() {
        return this == E1 || this == M1;
    }

    private static final class Contexts {
        static final String EUDISTACK = "https://credentials.eudistack.eu/.well-known/credentials/";
    }
}
