package dev.verifier.wallet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A trusted list as member states publish them (ETSI TS 119 612) before its operator signs it. Every edit is a copy.
 *
 * @param type what kind of list it is
 * @param version of its form
 * @param sequence which edition it is
 * @param issued when it was made
 * @param nextUpdate by when there is another one
 * @param providers each as XML
 */
public record XmlTrustedListDraft(
        String type, String version, String sequence, String issued, String nextUpdate, List<String> providers) {
    /** The kind of list that member states keep. */
    public static final String GENERIC = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric";

    /** A service that issues qualified certificates, for seals among others. */
    public static final String CA_QC = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC";

    /** A service that issues qualified time stamps. */
    public static final String TSA_QTST = "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST";

    public static final String GRANTED = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted";

    public static final String WITHDRAWN = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn";

    static final String NAME = "list";

    public XmlTrustedListDraft {
        providers = List.copyOf(providers);
    }

    /** An edition of a member state's list, empty yet. */
    public static XmlTrustedListDraft of(long sequence, Instant issued, Instant nextUpdate) {
        return new XmlTrustedListDraft(GENERIC, "6", "" + sequence, seconds(issued), seconds(nextUpdate), List.of());
    }

    /** With one more provider, which issues certificates with these. */
    public XmlTrustedListDraft listing(String provider, String certificatesPem) {
        return listing(provider, CA_QC, GRANTED, Instant.EPOCH, certificatesPem);
    }

    /**
     * With one more provider and its service.
     *
     * @param since when it began to have that status
     */
    public XmlTrustedListDraft listing(
            String provider, String service, String status, Instant since, String certificatesPem) {
        var identities = new StringBuilder();
        for (var certificate : Pem.certificates(certificatesPem)) {
            identities
                    .append("<DigitalId><X509Certificate>\n")
                    .append(Base64.getMimeEncoder().encodeToString(Pem.der(certificate)))
                    .append("\n</X509Certificate></DigitalId>");
        }
        return with("""
                <TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="en">%s</Name></TSPName></TSPInformation>
                <TSPServices><TSPService><ServiceInformation>
                <ServiceTypeIdentifier>%s</ServiceTypeIdentifier>
                <ServiceName><Name xml:lang="en">Certificates</Name></ServiceName>
                <ServiceDigitalIdentity>%s<DigitalId><X509SubjectName>CN=Same</X509SubjectName></DigitalId></ServiceDigitalIdentity>
                <ServiceStatus>%s</ServiceStatus><StatusStartingTime>%s</StatusStartingTime>
                </ServiceInformation></TSPService></TSPServices></TrustServiceProvider>
                """.formatted(provider, service, identities, status, seconds(since)));
    }

    /** With one more provider, whatever it looks like. */
    public XmlTrustedListDraft with(String provider) {
        var more = new ArrayList<>(providers);
        more.add(provider);
        return new XmlTrustedListDraft(type, version, sequence, issued, nextUpdate, more);
    }

    /** The list as its operator publishes it. */
    public String signedBy(Seal operator) {
        return XmlSeal.of(operator).sign(toXml());
    }

    /**
     * The list as some operators publish it: the root has a name by which the signature refers to it, and the properties that are signed along
     * are in no canonical form of their own.
     */
    public String signedByName(Seal operator) {
        return XmlSeal.of(operator)
                .withUri("#" + NAME)
                .withPlainProperties()
                .sign(toXml().replaceFirst("<TrustServiceStatusList", "$0 Id=\"" + NAME + "\""));
    }

    /** The list with exactly one thing wrong with it. */
    public String tampered(XmlTrustedListTampering crime, Seal operator, Seal rogue) {
        return crime.commit(this, operator, rogue);
    }

    /** Unsigned. */
    String toXml() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- A list for tests. -->
                <TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" TSLTag="http://uri.etsi.org/19612/TSLTag">
                <SchemeInformation><TSLVersionIdentifier>%s</TSLVersionIdentifier>
                <TSLSequenceNumber>%s</TSLSequenceNumber><TSLType>%s</TSLType>
                <SchemeOperatorName><Name xml:lang="en">Test Operator</Name></SchemeOperatorName>
                <SchemeTerritory>EU</SchemeTerritory>
                <ListIssueDateTime>%s</ListIssueDateTime>%s</SchemeInformation>
                <TrustServiceProviderList>%s</TrustServiceProviderList>
                </TrustServiceStatusList>
                """.formatted(
                        version,
                        sequence,
                        type,
                        issued,
                        "<NextUpdate>" + (nextUpdate.isEmpty() ? "" : "<dateTime>" + nextUpdate + "</dateTime>")
                                + "</NextUpdate>",
                        String.join("", providers));
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
