package dev.verifier.trust;

import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.Limits;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.x509.CertificatePurpose;
import dev.verifier.x509.TrustAnchors;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/**
 * Verifies a list of trusted entities: a compact JWS by its scheme's operator (ETSI TS 119 602 §6.8; JAdES, ETSI TS 119 182-1). Nothing of
 * it is read before the signature holds, and it points nowhere: lists that it names are not fetched. Immutable and thread-safe.
 *
 * @param signers certificates of the operator, or of who certifies it
 * @param wanted what is looked for in it
 * @param limits how large it may be
 * @param longestChain the largest number of certificates that is looked at
 */
public record TrustedListVerifier(TrustAnchors signers, WantedServices wanted, Limits limits, int longestChain) {

    /** JAdES says {@code jose} or nothing, and marks its own clock as critical, on which nothing here relies. */
    private static final JwsVerifier LISTS =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("", "jose", "jwt"), Set.of("sigT", "b64"));

    private static final BigDecimal VERSION = BigDecimal.ONE;

    /**
     * The list, if the operator signed it, it is of the wanted type, and it has begun. Whether it is over is for whoever uses it to ask,
     * every time.
     */
    public TrustedList verify(String compact, Instant at) throws RejectedException {
        var jws = CompactJws.parse(Part.TRUSTED_LIST, compact.strip(), limits);
        var signer = signers.require(jws.certificates(), CertificatePurpose.LIST_OPERATOR, longestChain, at);
        var claims = LISTS.verify(jws, signer.key()).claims();
        var root = claims.optionalObject("LoTE").orElse(claims);
        var scheme = root.object("ListAndSchemeInformation");
        requireKind(scheme);
        var edition = new ListEdition(
                number(scheme, "LoTESequenceNumber").longValueExact(),
                date(scheme, "ListIssueDateTime"),
                date(scheme, "NextUpdate"));
        var found = new ListedServices(wanted, at);
        for (var entity : root.objects("TrustedEntitiesList")) {
            collect(entity, found);
        }
        return TrustedList.of(edition.requireBegun(at, scheme.malformed("NextUpdate")), found, signer);
    }

    private static void collect(Claims entity, ListedServices found) throws RejectedException {
        var names = entity.object("TrustedEntityInformation").objects("TEName");
        var name = names.isEmpty() ? "" : names.getFirst().optionalText("value").orElse("");
        for (var listed : entity.objects("TrustedEntityServices")) {
            var service = listed.object("ServiceInformation");
            var type = service.text("ServiceTypeIdentifier");
            if (!found.wants(type)) {
                continue;
            }
            var certificates = new ArrayList<String>();
            for (var certificate : service.object("ServiceDigitalIdentity").objects("X509Certificates")) {
                certificates.add(certificate.text("val"));
            }
            found.add(new ServiceEntry(
                    name,
                    type,
                    service.optionalText("ServiceStatus").orElse(""),
                    service.optionalDateTime("StatusStartingTime").orElse(Instant.MIN),
                    certificates));
        }
    }

    /** A list for something else, by the same operator, is no list of these issuers. */
    private void requireKind(Claims scheme) throws RejectedException {
        if (!scheme.text("LoTEType").equals(wanted.listType())) {
            throw scheme.malformed("LoTEType");
        }
        if (number(scheme, "LoTEVersionIdentifier").compareTo(VERSION) != 0) {
            throw scheme.malformed("LoTEVersionIdentifier");
        }
    }

    /** A whole number that a long holds, from one on. */
    private static BigDecimal number(Claims scheme, String name) throws RejectedException {
        var number = scheme.optionalNumber(name).orElseThrow(() -> scheme.missing(name));
        if (number.stripTrailingZeros().scale() > 0
                || number.signum() < 1
                || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw scheme.malformed(name);
        }
        return number;
    }

    private static Instant date(Claims scheme, String name) throws RejectedException {
        return scheme.optionalDateTime(name).orElseThrow(() -> scheme.missing(name));
    }
}
