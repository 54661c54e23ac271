package dev.verifier.wallet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of trusted entities (ETSI TS 119 602) before its operator signs it: JSON for a compact JWS. Every edit is a copy.
 *
 * @param jwt header and list
 */
public record TrustedListDraft(JwsDraft jwt) {
    /** The kind of list that providers of personal identification data are on. */
    public static final String PID_PROVIDERS = "http://uri.etsi.org/19602/LoTEType/EUPIDProvidersList";

    /** What a provider does whose certificate is to be believed about credentials. */
    public static final String PID_ISSUANCE = "http://uri.etsi.org/19602/SvcType/PID/Issuance";

    /** What a provider does who signs status lists. */
    public static final String PID_REVOCATION = "http://uri.etsi.org/19602/SvcType/PID/Revocation";

    static final String SCHEME = "LoTE/ListAndSchemeInformation/";
    private static final String ENTITIES = "LoTE/TrustedEntitiesList";

    /** An edition of the list of providers of personal identification data, empty yet. */
    public static TrustedListDraft of(long sequence, Instant issued, Instant nextUpdate) {
        var draft = new JwsDraft(Map.of("typ", "JOSE"), Map.of())
                .with(SCHEME + "LoTEVersionIdentifier", 1)
                .with(SCHEME + "LoTESequenceNumber", sequence)
                .with(SCHEME + "LoTEType", PID_PROVIDERS)
                .with(SCHEME + "SchemeOperatorName", List.of(named("Test Operator")))
                .with(SCHEME + "SchemeTerritory", "EU")
                .with(SCHEME + "ListIssueDateTime", issued.toString())
                .with(SCHEME + "NextUpdate", nextUpdate.toString())
                .with(ENTITIES, List.of());
        return new TrustedListDraft(draft);
    }

    /** With one more entity, which issues with these certificates. */
    public TrustedListDraft listing(String entity, String certificatesPem) {
        return listing(entity, PID_ISSUANCE, "", certificatesPem);
    }

    /**
     * With one more entity and its service.
     *
     * @param status empty for a service that has none
     * @param certificatesPem authorities, or the issuer's own
     */
    public TrustedListDraft listing(String entity, String service, String status, String certificatesPem) {
        var certificates = Pem.certificates(certificatesPem).stream()
                .map(certificate -> Map.of("val", Base64.getEncoder().encodeToString(Pem.der(certificate))))
                .toList();
        var information = new LinkedHashMap<String, Object>();
        information.put("ServiceTypeIdentifier", service);
        if (!status.isEmpty()) {
            information.put("ServiceStatus", status);
        }
        information.put("ServiceDigitalIdentity", Map.of("X509Certificates", certificates));
        return with(Map.of(
                "TrustedEntityInformation",
                Map.of("TEName", List.of(named(entity))),
                "TrustedEntityServices",
                List.of(Map.of("ServiceInformation", information))));
    }

    /** With one more entity, whatever it looks like. */
    public TrustedListDraft with(Map<String, ?> entity) {
        var entities = new ArrayList<Object>(entities());
        entities.add(entity);
        return new TrustedListDraft(jwt.with(ENTITIES, entities));
    }

    /** The list as its operator publishes it. */
    public String signedBy(Seal operator) {
        return operator.signAsIs(operator.heading(jwt));
    }

    /** The list with exactly one thing wrong with it. */
    public String tampered(TrustedListTampering crime, Seal operator, Seal rogue) {
        return crime.commit(this, operator, rogue);
    }

    private List<?> entities() {
        return jwt.claims().get("LoTE") instanceof Map<?, ?> list
                        && list.get("TrustedEntitiesList") instanceof List<?> entities
                ? entities
                : List.of();
    }

    private static Map<String, Object> named(String name) {
        return Map.of("lang", "en", "value", name);
    }
}
