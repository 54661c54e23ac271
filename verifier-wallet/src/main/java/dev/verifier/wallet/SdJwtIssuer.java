package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Issues SD-JWT VCs: mandates of which the holder may hide who they are, and personal identification data. Asks nobody's permission. */
public final class SdJwtIssuer {
    private final Seal seal;
    private final String name;
    private final SecureRandom random;

    /** An organization. */
    public SdJwtIssuer(Seal seal, SecureRandom random) {
        this(seal, seal.organizationIdentifier(), random);
    }

    /**
     * An issuer that calls itself something.
     *
     * @param name the {@code iss} of its credentials; empty if they have none (SD-JWT VC §3.2.2.2)
     */
    public SdJwtIssuer(Seal seal, String name, SecureRandom random) {
        this.seal = seal;
        this.name = name;
        this.random = random;
    }

    /** A credential with all its disclosures and without key binding, valid from this moment for 365 days. */
    public SdJwt issue(SdJwtType type, Holder holder, Instant at) {
        return sign(draft(type, holder, at));
    }

    /** The same, unsigned; its header names the seal's algorithm and chain already. */
    public SdJwtDraft draft(SdJwtType type, Holder holder, Instant at) {
        var from = at.truncatedTo(ChronoUnit.SECONDS);
        var header = Json.object(entry("typ", "dc+sd-jwt"));
        var claims = Json.object(
                entry("vct", type.vct()),
                entry("iat", from.getEpochSecond()),
                entry("nbf", from.getEpochSecond()),
                entry("exp", from.plus(TestIssuer.LIFE).getEpochSecond()),
                entry("jti", named(type, holder, from)),
                entry("cnf", Json.object(entry("jwk", holder.jwk()))));
        if (!name.isEmpty()) {
            claims.put("iss", name);
        }
        claims.putAll(type == SdJwtType.PID ? identity(holder) : Json.object(entry("mandate", mandate(type, holder))));
        var draft = new SdJwtDraft(seal.heading(new JwsDraft(header, claims)), List.of(), Disclosure.SHA_256, 2);
        return switch (type) {
            case SE, SE_EUDI ->
                draft.concealing("mandate", "mandatee", "email")
                        .concealing("mandate", "mandatee", "firstName")
                        .concealing("mandate", "mandatee", "lastName")
                        .concealing("mandate", "mandatee", "employeeId");
            case SM, SM_EUDI -> draft.concealing("mandate", "mandatee", "ipAddress");
            case PID ->
                draft.concealing("family_name")
                        .concealing("given_name")
                        .concealing("birthdate")
                        .concealing("email")
                        .concealing("nationalities", 0)
                        .concealing("nationalities", 1)
                        .concealing("address", "street_address")
                        .concealing("address", "locality")
                        .concealing("address", "country")
                        .concealing("address");
        };
    }

    /** Conceals what is to be concealed and signs the rest, edited or not. */
    public SdJwt sign(SdJwtDraft draft) {
        return sign(draft.conceal(random));
    }

    SdJwt sign(SdJwtDraft.Concealed concealed) {
        return new SdJwt(seal.signAsIs(concealed.jwt()), concealed.disclosures(), "");
    }

    Seal seal() {
        return seal;
    }

    private Map<String, Object> mandate(SdJwtType type, Holder holder) {
        var version = type.machine() ? LearVersion.M3 : LearVersion.E4;
        var organization = seal.organizationIdentifier();
        return new LearMandate(version, "", organization, organization, holder, "", "").members();
    }

    private static Map<String, Object> identity(Holder holder) {
        var person = holder instanceof Holder.Employee employee
                ? employee
                : new Holder.Employee(holder.did(), holder.jwk(), "Ann", "Lee", "ann@acme.example");
        return Json.object(
                entry("family_name", person.lastName()),
                entry("given_name", person.firstName()),
                entry("birthdate", "1980-05-23"),
                entry("email", person.email()),
                entry("nationalities", List.of("ES", "IE")),
                entry(
                        "address",
                        Json.object(
                                entry("street_address", "Calle Mayor 1"),
                                entry("locality", "Madrid"),
                                entry("country", "ES"))),
                entry("issuing_authority", "ES"),
                entry("issuing_country", "ES"));
    }

    private String named(SdJwtType type, Holder holder, Instant from) {
        var text = String.join("|", type.name(), name, holder.did(), from.toString());
        return "urn:uuid:" + UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    }
}
