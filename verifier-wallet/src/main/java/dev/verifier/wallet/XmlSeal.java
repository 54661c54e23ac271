package dev.verifier.wallet;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Signs XML with the JDK (XML Signature 1.1): as a list operator does, or with one part of it odd.
 *
 * @param key that signs
 * @param certificates that are shown, the signer's first
 * @param method of the signature
 * @param canonicalization of what is signed
 * @param digest of the references
 * @param uri what the first reference is to
 * @param transforms of the first reference
 * @param properties how properties are signed along (XAdES)
 */
record XmlSeal(
        Key key,
        List<String> certificates,
        String method,
        String canonicalization,
        String digest,
        String uri,
        List<Odd> transforms,
        Properties properties) {

    /** Not at all, as they stand, or in canonical form. */
    enum Properties {
        NONE,
        PLAIN,
        CANONICAL
    }

    private static final XMLSignatureFactory XML = XMLSignatureFactory.getInstance("DOM");
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";

    /** An algorithm, and what is said to it. */
    record Odd(String algorithm, @Nullable TransformParameterSpec parameters) {}

    static XmlSeal of(Seal seal) {
        return new XmlSeal(
                seal.keys().getPrivate(),
                seal.x5c(),
                method(seal.keys().getPrivate().getAlgorithm()),
                CanonicalizationMethod.EXCLUSIVE,
                DigestMethod.SHA256,
                "",
                List.of(new Odd(Transform.ENVELOPED, null), new Odd(CanonicalizationMethod.EXCLUSIVE, null)),
                Properties.CANONICAL);
    }

    private static String method(String key) {
        return switch (key) {
            case "RSA" -> "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
            case "EC" -> "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
            default -> "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519";
        };
    }

    XmlSeal withKey(Key other) {
        return new XmlSeal(other, certificates, method, canonicalization, digest, uri, transforms, properties);
    }

    XmlSeal showing(List<String> others) {
        return new XmlSeal(key, others, method, canonicalization, digest, uri, transforms, properties);
    }

    XmlSeal withMethod(String other) {
        return new XmlSeal(key, certificates, other, canonicalization, digest, uri, transforms, properties);
    }

    XmlSeal withCanonicalization(String other) {
        return new XmlSeal(key, certificates, method, other, digest, uri, transforms, properties);
    }

    XmlSeal withDigest(String other) {
        return new XmlSeal(key, certificates, method, canonicalization, other, uri, transforms, properties);
    }

    XmlSeal withUri(String other) {
        return new XmlSeal(key, certificates, method, canonicalization, digest, other, transforms, properties);
    }

    XmlSeal withTransforms(List<Odd> others) {
        return new XmlSeal(key, certificates, method, canonicalization, digest, uri, others, properties);
    }

    XmlSeal withoutProperties() {
        return new XmlSeal(key, certificates, method, canonicalization, digest, uri, transforms, Properties.NONE);
    }

    XmlSeal withPlainProperties() {
        return new XmlSeal(key, certificates, method, canonicalization, digest, uri, transforms, Properties.PLAIN);
    }

    /** The document with one more signature at the end of its root. */
    String sign(String xml) {
        return sign(xml, UnaryOperator.identity());
    }

    /** @param target where in the root the signature is put, and what a reference by name means */
    String sign(String xml, UnaryOperator<Element> target) {
        var document = XmlText.parse(xml);
        var place = target.apply(document.getDocumentElement());
        if (place.hasAttribute("Id")) {
            place.setIdAttribute("Id", true);
        }
        try {
            var references = new ArrayList<Reference>();
            references.add(reference(uri, transforms, null));
            var objects = new ArrayList<XMLObject>();
            if (properties != Properties.NONE) {
                references.add(reference(
                        "#signed",
                        properties == Properties.PLAIN
                                ? List.of()
                                : List.of(new Odd(CanonicalizationMethod.EXCLUSIVE, null)),
                        "http://uri.etsi.org/01903#SignedProperties"));
                objects.add(XML.newXMLObject(List.of(new DOMStructure(qualifying(document))), null, null, null));
            }
            var signed = XML.newSignedInfo(
                    XML.newCanonicalizationMethod(canonicalization, (C14NMethodParameterSpec) null),
                    XML.newSignatureMethod(method, (SignatureMethodParameterSpec) null),
                    references);
            var context = new DOMSignContext(key, place);
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            XML.newXMLSignature(signed, shown(document), objects, null, null).sign(context);
            return XmlText.written(document);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("cannot sign XML: " + e, e);
        }
    }

    private Reference reference(String to, List<Odd> transforms, @Nullable String type)
            throws GeneralSecurityException {
        var made = new ArrayList<Transform>();
        for (var transform : transforms) {
            made.add(XML.newTransform(transform.algorithm(), transform.parameters()));
        }
        return XML.newReference(to, XML.newDigestMethod(digest, null), made, type, null);
    }

    private @Nullable KeyInfo shown(Document document) {
        if (certificates.isEmpty()) {
            return null;
        }
        var data = document.createElementNS("http://www.w3.org/2000/09/xmldsig#", "X509Data");
        for (var base64 : certificates) {
            var certificate = document.createElementNS("http://www.w3.org/2000/09/xmldsig#", "X509Certificate");
            certificate.setTextContent(base64);
            data.appendChild(certificate);
        }
        return XML.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(data)));
    }

    private static Element qualifying(Document document) {
        var qualifying = document.createElementNS(XADES, "QualifyingProperties");
        var signed = document.createElementNS(XADES, "SignedProperties");
        signed.setAttribute("Id", "signed");
        signed.setIdAttribute("Id", true);
        qualifying.appendChild(signed);
        return qualifying;
    }
}
