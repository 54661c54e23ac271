package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/**
 * Whom an authority for mdocs issues for, by the name of its certificate (ISO/IEC 18013-5 Annex B.1).
 *
 * @param country one; a certificate without is of no authority for mdocs
 * @param states one or none
 */
record Territory(String country, List<String> states) {

    static Territory of(X509Certificate certificate) throws RejectedException {
        try {
            var name = new LdapName(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
            var countries = values(name, "C");
            var states = values(name, "ST");
            if (countries.size() != 1 || states.size() > 1) {
                throw CertificateChain.notTrusted("country and state");
            }
            return new Territory(countries.getFirst(), states);
        } catch (NamingException e) {
            throw CertificateChain.notTrusted("subject");
        }
    }

    /** As one of another territory sees this one: a state counts where the other has one. */
    Territory within(Territory other) {
        return other.states.isEmpty() ? new Territory(country, List.of()) : this;
    }

    private static List<String> values(LdapName name, String type) throws NamingException {
        var values = new ArrayList<String>();
        for (var rdn : name.getRdns()) {
            var attribute = rdn.toAttributes().get(type);
            if (attribute != null) {
                values.add(String.valueOf(attribute.get()).toUpperCase(Locale.ROOT));
            }
        }
        return List.copyOf(values);
    }
}
