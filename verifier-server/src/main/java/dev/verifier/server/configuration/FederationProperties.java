package dev.verifier.server.configuration;

import dev.verifier.federation.EntityId;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A trust anchor of a federation (OpenID Federation 1.0), under {@code verifier.trust.federation.<name>}.
 *
 * @param entityId its name, as queries have it and its statements do
 * @param jwks file with the keys that it signs with, a JWK set
 */
public record FederationProperties(
        @DefaultValue("") String entityId, @DefaultValue("") String jwks) {

    /** It becomes the name of a metric's label. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Under which name its keys are known in metrics and in the doctor's report. */
    public static String listName(String federation) {
        return "federation-" + federation;
    }

    static void requireDistinct(Map<String, FederationProperties> federations) {
        var seen = new HashSet<String>();
        federations.forEach((name, federation) -> {
            var property = "verifier.trust.federation." + name;
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(property + " must be a name of a-z, 0-9 and single hyphens");
            }
            if (EntityId.parse(federation.entityId()).isEmpty()) {
                throw new IllegalArgumentException(
                        property + ".entity-id must be the https URL of a trust anchor, without query and fragment");
            }
            if (federation.jwks().isBlank()) {
                throw new IllegalArgumentException(property + ".jwks must be a file with the keys of the trust anchor");
            }
            if (!seen.add(federation.entityId())) {
                throw new IllegalArgumentException(
                        "verifier.trust.federation: " + federation.entityId() + " is there twice");
            }
        });
    }
}
