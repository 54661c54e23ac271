package dev.verifier.presentation;

import dev.verifier.cose.Cbor;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.mandate.MandateReader;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.KeyEvidence;
import dev.verifier.x509.TrustedChain;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An mdoc whose issuer's signature holds, with the elements that the wallet shows of it, each of them hashed by its issuer; not
 * accepted yet. What the device says by itself is not among them.
 *
 * @param elements by name space, as JSON has them
 */
record Mdoc(IssuerId issuer, TrustedChain chain, MobileSecurityObject mso, Map<String, Object> elements) {

    /** The elements that are shown, if every one of them is what was signed. */
    static Mdoc read(IssuerId issuer, TrustedChain chain, MobileSecurityObject mso, MdocPresentation presented)
            throws RejectedException {
        if (!mso.docType().equals(presented.docType())) {
            throw new RejectedException(new Rejection.DocTypesDisagree(mso.docType()));
        }
        var nameSpaces = new LinkedHashMap<String, Object>();
        for (var nameSpace : presented.disclosed().entrySet()) {
            var elements = new LinkedHashMap<String, @Nullable Object>();
            var digestIds = new HashSet<Long>();
            for (var item : nameSpace.getValue()) {
                var element = item.item();
                var digestId = element.member("digestID").integer();
                if (!mso.vouchesFor(nameSpace.getKey(), digestId, item.tagged())) {
                    throw new RejectedException(new Rejection.DigestDiffers(nameSpace.getKey()));
                }
                var name = element.member("elementIdentifier");
                if (!digestIds.add(digestId) || elements.containsKey(name.text())) {
                    throw new RejectedException(new Rejection.CborMalformed(Part.CREDENTIAL, "an element twice"));
                }
                elements.put(name.text(), value(element));
            }
            nameSpaces.put(nameSpace.getKey(), Collections.unmodifiableMap(elements));
        }
        return new Mdoc(issuer, chain, mso, Collections.unmodifiableMap(nameSpaces));
    }

    CredentialType type() {
        return new CredentialType(mso.docType());
    }

    /** The same in the words that all formats share. */
    IssuedCredential issued(List<CredentialType> telling) throws RejectedException {
        if (MandateReader.isMandate(telling)) {
            // Nobody says how a mandate lies in an mdoc, so nobody could look at who gives it.
            throw new RejectedException(new Rejection.Malformed(Part.CREDENTIAL, "mandate"));
        }
        return new IssuedCredential(
                CredentialFormat.MSO_MDOC,
                issuer,
                telling,
                document(),
                document(),
                null,
                mso.window(),
                mso.status(),
                Set.of(),
                new KeyEvidence.Certified(chain));
    }

    /** Claims paths begin with a name space (OpenID4VP 1.0 Appendix B.2.4). */
    Map<String, @Nullable Object> document() {
        return Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(elements));
    }

    private static @Nullable Object value(Cbor element) throws RejectedException {
        return element.member("elementValue").toJson();
    }
}
