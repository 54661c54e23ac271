package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/**
 * The organizationIdentifier of a certificate's subject (OID 2.5.4.97, ETSI EN 319 412-1 §5.1.4): one, or none; a subject with two
 * could be either.
 */
final class OrganizationIdentifier {

    private static final String NAME = "organizationIdentifier";
    private static final Map<String, String> KEYWORD = Map.of("2.5.4.97", NAME);

    /** What other names of issuers begin with: an organisation that is called so would be somebody else. */
    private static final List<String> LABELS = List.of("did:", "https:", "http:", "x509:");

    private OrganizationIdentifier() {}

    static Optional<String> of(X509Certificate certificate) throws RejectedException {
        try {
            var found =
                    values(new LdapName(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253, KEYWORD)));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            // What is not a string in the DER comes as bytes; what has a label is no name but a label in front of one.
            if (found.size() == 1
                    && found.getFirst() instanceof String identifier
                    && !identifier.isBlank()
                    && !isLabelled(identifier)) {
                return Optional.of(identifier);
            }
            throw CertificateChain.notTrusted(NAME);
        } catch (NamingException e) {
            throw CertificateChain.notTrusted("subject");
        }
    }

    private static boolean isLabelled(String identifier) {
        return LABELS.stream().anyMatch(label -> identifier.regionMatches(true, 0, label, 0, label.length()));
    }

    private static List<Object> values(LdapName subject) throws NamingException {
        var values = new ArrayList<Object>();
        for (var rdn : subject.getRdns()) {
            var attributes = rdn.toAttributes();
            var attribute = attributes.get(NAME);
            // A multi-valued name that repeats an attribute comes with fewer attributes than values.
            if (attributes.size() != rdn.size()) {
                throw new NamingException("repeated attribute");
            }
            if (attribute != null) {
                values.add(attribute.get());
            }
        }
        return values;
    }
}
