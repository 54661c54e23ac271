package dev.verifier.server.configuration;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is believed about credentials of some types, under {@code verifier.trust.domains.<name>}.
 *
 * @param types what belongs to it, each in one domain only: types of W3C credentials, {@code vct} and {@code docType} values
 * @param anchors PEM files or folders of them
 * @param trustedList a signed list that the anchors are taken from instead
 * @param issuers who may issue these types
 */
public record TrustDomainProperties(
        @DefaultValue List<String> types,
        @DefaultValue List<String> anchors,
        @Nullable TrustedList trustedList,
        @DefaultValue Issuers issuers) {

    /** It becomes the name of a metric's label and of a file. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /**
     * A list of trusted entities (ETSI TS 119 602, JSON) or of trust services (ETSI TS 119 612, XML).
     *
     * @param location {@code file:} or {@code https:}
     * @param signers PEM files or folders with certificates of the operator of the list, or of who certifies it
     * @param type the kind of list it must be, {@code LoTEType} or {@code TSLType}
     * @param services the kinds of services whose certificates become anchors, {@code ServiceTypeIdentifier}
     * @param statuses in which they are in force, {@code ServiceStatus}; none where services have no status, or in XML are to be granted
     */
    public record TrustedList(
            @DefaultValue("") String location,
            @DefaultValue List<String> signers,
            @DefaultValue("") String type,
            @DefaultValue List<String> services,
            @DefaultValue List<String> statuses) {

        public TrustedList {
            if (location.isBlank() || signers.isEmpty() || type.isBlank() || services.isEmpty()) {
                throw new IllegalArgumentException("trusted-list must have location, signers, type and services");
            }
        }
    }

    /**
     * Where it is looked up who may issue.
     *
     * @param list trusted issuers, YAML
     * @param registry base URL of an EBSI v4 trusted issuers registry
     * @param anchored whether whoever an anchor of the domain vouches for may
     * @param metadata whether issuers on the list may go by keys that they publish (SD-JWT VC §5), without certificates
     */
    public record Issuers(
            @Nullable String list,
            @Nullable URI registry,
            @DefaultValue("false") boolean anchored,
            @DefaultValue("false") boolean metadata) {

        public Issuers {
            if (registry != null && !registry.toString().endsWith("/")) {
                throw new IllegalArgumentException("issuers.registry must end with a slash");
            }
        }
    }

    /** Under which name a list of the domain is known in metrics and in the doctor's report. */
    public static String listName(String list, String domain) {
        return list + "-" + domain;
    }

    static void requireDistinct(Map<String, TrustDomainProperties> domains) {
        var seen = new HashSet<String>();
        domains.forEach((name, domain) -> {
            domain.requireComplete(
                    "verifier.trust.domains." + name, NAME.matcher(name).matches());
            for (var type : domain.types()) {
                if (!seen.add(type)) {
                    throw new IllegalArgumentException("verifier.trust.domains: " + type + " is in two domains");
                }
            }
        });
    }

    private void requireComplete(String property, boolean named) {
        if (!named) {
            throw new IllegalArgumentException(property + " must be a name of a-z, 0-9 and single hyphens");
        }
        if (types.isEmpty() || types.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(property + ".types must name the types that belong to it");
        }
        if (anchors.isEmpty() == (trustedList == null)) {
            throw new IllegalArgumentException(property + " must have anchors, which are PEM files, or a trusted-list");
        }
        if (issuers.anchored() == (issuers.list() != null || issuers.registry() != null)) {
            throw new IllegalArgumentException(
                    property + ".issuers must have list or registry, or anchored=true and neither");
        }
        if (issuers.metadata() && (issuers.list() == null || issuers.registry() != null)) {
            throw new IllegalArgumentException(
                    property + ".issuers.metadata=true needs a list, and no registry that strangers could have asked");
        }
    }
}
