package dev.verifier.xml;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;

/**
 * What a signature over a whole document looks like (ETSI TS 119 612 Annex B): one reference to the document without that signature, and
 * perhaps one to the properties that were signed along (XAdES, ETSI EN 319 132-1). Anything else is a program that its author wants run,
 * or a signature over something else than what is read.
 *
 * @param part which is signed
 * @param root identifier of the document's root; empty where it has none
 * @param properties identifier of the signed properties; empty where there are none
 */
record SignatureShape(Part part, String root, String properties) {

    private static final String PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties";
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String PSS = "http://www.w3.org/2007/05/xmldsig-more#";

    private static final Set<String> SIGNATURES = Set.of(
            MORE + "rsa-sha256",
            MORE + "rsa-sha384",
            MORE + "rsa-sha512",
            PSS + "sha256-rsa-MGF1",
            PSS + "sha384-rsa-MGF1",
            PSS + "sha512-rsa-MGF1",
            MORE + "ecdsa-sha256",
            MORE + "ecdsa-sha384",
            MORE + "ecdsa-sha512",
            "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519");

    private static final Set<String> DIGESTS = Set.of(DigestMethod.SHA256, MORE + "sha384", DigestMethod.SHA512);

    private static final List<String> WHOLE = List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

    /** Nothing is read of the properties, so that the form they are digested in is no matter. */
    private static final List<List<String>> BESIDE = List.of(List.of(CanonicalizationMethod.EXCLUSIVE), List.of());

    /** Refuses algorithms that are not of today's strength; asked before the JDK does, which does not say what it minds. */
    void requireStrong(XmlElement signature) throws RejectedException {
        var signed = signature.child("SignedInfo");
        requireAmong(SIGNATURES, signed.child("SignatureMethod"));
        for (var reference : signed.children("Reference")) {
            requireAmong(DIGESTS, reference.child("DigestMethod"));
        }
    }

    private void requireAmong(Set<String> allowed, XmlElement method) throws RejectedException {
        var algorithm = method.attribute("Algorithm");
        if (!allowed.contains(algorithm)) {
            throw new RejectedException(new Rejection.AlgorithmNotAllowed(part, algorithm));
        }
    }

    /** The reference to the whole, if everything that is signed is as it should be. */
    Reference require(SignedInfo signed) throws RejectedException {
        var canonical = signed.getCanonicalizationMethod();
        if (!CanonicalizationMethod.EXCLUSIVE.equals(canonical.getAlgorithm())
                || canonical.getParameterSpec() != null) {
            throw malformed("CanonicalizationMethod");
        }
        var references = signed.getReferences();
        if (references.isEmpty() || references.size() > 2) {
            throw malformed("Reference");
        }
        if (root.equals(properties) && !root.isEmpty()) {
            throw malformed("Id");
        }
        var whole = requireReference(references.getFirst(), root, List.of(WHOLE));
        if (references.size() == 2) {
            var beside = requireReference(references.getLast(), properties, BESIDE);
            if (String.valueOf(beside.getURI()).isEmpty() || !PROPERTIES_TYPE.equals(beside.getType())) {
                throw malformed("Reference");
            }
        }
        return whole;
    }

    /** Some operators name their root, and refer to it by its name instead of by none (Annex B). */
    private Reference requireReference(Reference reference, String name, List<List<String>> transforms)
            throws RejectedException {
        var named = !name.isEmpty() && ("#" + name).equals(reference.getURI());
        if (!named && !"".equals(reference.getURI())) {
            throw malformed("Reference");
        }
        var found = reference.getTransforms();
        if (!transforms.contains(found.stream().map(Transform::getAlgorithm).toList())
                || found.stream().anyMatch(transform -> transform.getParameterSpec() != null)) {
            throw malformed("Transforms");
        }
        return reference;
    }

    private RejectedException malformed(String what) {
        return new RejectedException(new Rejection.XmlMalformed(part, what));
    }
}
