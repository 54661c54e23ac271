package dev.verifier.trust;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.x509.CertificatePurpose;
import dev.verifier.x509.TrustAnchors;
import dev.verifier.xml.SignedXml;
import dev.verifier.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Verifies a trusted list as member states publish them: XML under an enveloped signature by its scheme's operator (ETSI TS 119 612).
 * Nothing of it is read before the signature holds, and it points nowhere: lists that it names are not fetched. Immutable and thread-safe.
 *
 * @param signers certificates of the operator, or of who certifies it
 * @param wanted what is looked for in it; where it says nothing of statuses, what is granted
 * @param longestChain the largest number of certificates that is looked at
 */
public record XmlTrustedListVerifier(TrustAnchors signers, WantedServices wanted, int longestChain) {

    private static final String NAME_SPACE = "http://uri.etsi.org/02231/v2#";
    private static final String TAG = "http://uri.etsi.org/19612/TSLTag";
    private static final String GRANTED = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted";

    /** TS 119 612 v2.1.1 and v2.4.1 (§5.3.1). */
    private static final Set<Long> VERSIONS = Set.of(5L, 6L);

    /**
     * The list, if the operator signed it, it is of the wanted type, and it has begun. Whether it is over is for whoever uses it to ask,
     * every time.
     */
    public TrustedList verify(byte[] document, Instant at) throws RejectedException {
        var xml = SignedXml.parse(Part.TRUSTED_LIST, document);
        var signer = signers.require(xml.certificates(), CertificatePurpose.LIST_OPERATOR, longestChain, at);
        var root = xml.verify(signer.publicKey());
        if (!root.is(NAME_SPACE, "TrustServiceStatusList")
                || !root.attribute("TSLTag").equals(TAG)) {
            throw root.malformed("TrustServiceStatusList");
        }
        var scheme = requireKind(root.child("SchemeInformation"));
        var edition = new ListEdition(
                scheme.child("TSLSequenceNumber").positive(),
                scheme.child("ListIssueDateTime").dateTime(),
                scheme.child("NextUpdate").child("dateTime").dateTime());
        var found = new ListedServices(inForce(), at);
        var providers = root.optional("TrustServiceProviderList");
        if (providers.isPresent()) {
            for (var provider : providers.get().children("TrustServiceProvider")) {
                collect(provider, found);
            }
        }
        return TrustedList.of(edition.requireBegun(at, scheme.malformed("NextUpdate")), found, signer);
    }

    /** A list for something else, by the same operator, is no list of these issuers. */
    private XmlElement requireKind(XmlElement scheme) throws RejectedException {
        if (!scheme.child("TSLType").text().equals(wanted.listType())) {
            throw scheme.malformed("TSLType");
        }
        if (!VERSIONS.contains(scheme.child("TSLVersionIdentifier").positive())) {
            throw scheme.malformed("TSLVersionIdentifier");
        }
        return scheme;
    }

    /** Every service of these lists has a status (§5.5.4). */
    private WantedServices inForce() {
        return wanted.statuses().isEmpty()
                ? new WantedServices(wanted.listType(), wanted.services(), Set.of(GRANTED))
                : wanted;
    }

    private static void collect(XmlElement provider, ListedServices found) throws RejectedException {
        var names = provider.child("TSPInformation").child("TSPName").children("Name");
        var name = names.isEmpty() ? "" : names.getFirst().text();
        for (var listed : provider.child("TSPServices").children("TSPService")) {
            // What it was before, in ServiceHistory, is past.
            var service = listed.child("ServiceInformation");
            var type = service.child("ServiceTypeIdentifier").text();
            if (found.wants(type)) {
                found.add(new ServiceEntry(
                        name,
                        type,
                        service.child("ServiceStatus").text(),
                        service.child("StatusStartingTime").dateTime(),
                        certificates(service.child("ServiceDigitalIdentity"))));
            }
        }
    }

    private static List<String> certificates(XmlElement identity) throws RejectedException {
        var certificates = new ArrayList<String>();
        for (var known : identity.children("DigitalId")) {
            for (var certificate : known.children("X509Certificate")) {
                certificates.add(certificate.text().replaceAll("\\s", ""));
            }
        }
        return certificates;
    }
}
