package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Issues LEAR credentials of every generation as VC-JWT, each in the envelope its own issuers used. Asks nobody's permission. */
public final class TestIssuer {
    /** What the ecosystem's issuers give. */
    static final Duration LIFE = Duration.ofDays(365);

    /** A well-formed organization that no list of trusted issuers or participants may name. */
    public static final String UNLISTED_ORGANIZATION = "VATES-Z00000000";

    private static final String VCDM_2_0 = "https://www.w3.org/ns/credentials/v2";
    private static final String VERIFIABLE = "VerifiableCredential";

    private final Seal seal;
    private final String mandator;

    /** An issuer that is its own credentials' mandator. */
    public TestIssuer(Seal seal) {
        this(seal, seal.organizationIdentifier());
    }

    private TestIssuer(Seal seal, String mandator) {
        this.seal = seal;
        this.mandator = mandator;
    }

    /** The same issuer, giving credentials in which another organization delegates. */
    public TestIssuer onBehalfOf(String organizationIdentifier) {
        return new TestIssuer(seal, organizationIdentifier);
    }

    /** The same issuer under another seal, and so another organization's; whoever delegates stays the same. */
    TestIssuer under(Seal other) {
        return new TestIssuer(other, mandator);
    }

    /**
     * A compact VC-JWT, valid from this moment for 365 days.
     *
     * @throws IllegalArgumentException if a machine is to get an employee's credential or the other way round
     */
    public String issue(LearVersion version, Holder holder, Instant at) {
        return sign(draft(version, holder, at));
    }

    /** The same, unsigned; its header names the seal's algorithm and chain already. */
    public LearCredential draft(LearVersion version, Holder holder, Instant at) {
        var from = at.truncatedTo(ChronoUnit.SECONDS);
        var id = named("credential", version, holder, from);
        var body = body(version, holder, from, id);
        var claims = envelope(version, holder, from, id);
        if (version.wrapped()) {
            claims.put("vc", body);
        } else {
            claims.putAll(body);
        }
        var header = Json.object(entry("typ", version.wrapped() ? "JWT" : "vc+jwt"));
        return new LearCredential(version, seal.heading(new JwsDraft(header, claims)));
    }

    /** Signs a draft as it is, edited or not. */
    public String sign(LearCredential draft) {
        return seal.signAsIs(draft.jwt());
    }

    public Seal seal() {
        return seal;
    }

    private Map<String, Object> envelope(LearVersion version, Holder holder, Instant from, String id) {
        var claims = Json.object(
                // The older issuers named themselves by DID, the current one by its bare organization identifier.
                entry("iss", version.wrapped() ? seal.did() : seal.organizationIdentifier()),
                entry("sub", holder.did()),
                entry("iat", from.getEpochSecond()),
                entry("nbf", from.getEpochSecond()),
                entry("exp", from.plus(LIFE).getEpochSecond()),
                entry("jti", id));
        switch (version) {
            case E3 -> claims.put("cnf", Json.object(entry("kid", holder.did())));
            case E4, M3 -> claims.put("cnf", Json.object(entry("jwk", holder.jwk())));
            case E1, E2, M1, M2 -> {}
        }
        return claims;
    }

    private Map<String, Object> body(LearVersion version, Holder holder, Instant from, String id) {
        var start = from.toString();
        var end = from.plus(LIFE).toString();
        var body = Json.object(
                entry("@context", List.of(VCDM_2_0, version.context())),
                entry("id", id),
                entry("type", types(version)),
                entry("issuer", issuer()),
                entry("validFrom", start),
                entry("validUntil", end));
        if (version.first()) {
            body.put("issuanceDate", start);
            body.put("expirationDate", end);
        }
        switch (version) {
            case E2 -> body.put("description", "Employee mandate");
            case E4 -> body.put("grant_eligibility", List.of("authorization_code"));
            case M3 -> body.put("grant_eligibility", List.of("client_credentials"));
            case E1, E3, M1, M2 -> {}
        }
        var mandateId = named("mandate", version, holder, from);
        var mandate = new LearMandate(version, mandateId, seal.organizationIdentifier(), mandator, holder, start, end);
        body.put("credentialSubject", subject(version, holder, mandate.members()));
        return body;
    }

    /** The older issuers put their own type first, the current one puts it last. */
    private static List<String> types(LearVersion version) {
        return version.wrapped() ? List.of(version.type(), VERIFIABLE) : List.of(VERIFIABLE, version.type());
    }

    private static Map<String, Object> subject(LearVersion version, Holder holder, Map<String, Object> mandate) {
        var subject = Json.object();
        if (version == LearVersion.E2 || version == LearVersion.E3) {
            subject.put("id", holder.did());
        }
        subject.put("mandate", mandate);
        return subject;
    }

    private Map<String, Object> issuer() {
        return Json.object(
                entry("id", seal.did()),
                entry("organizationIdentifier", seal.organizationIdentifier()),
                entry("organization", SealSubject.ORGANIZATION),
                entry("country", SealSubject.COUNTRY),
                entry("commonName", SealSubject.COMMON_NAME),
                entry("serialNumber", "B1"));
    }

    /** RFC 9562 §5.3: the same credential has the same name, so that issuing needs no chance. */
    private String named(String what, LearVersion version, Holder holder, Instant from) {
        var name = String.join("|", what, seal.did(), version.name(), holder.did(), from.toString());
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
