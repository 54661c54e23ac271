package dev.verifier.xml;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A document with one signature over the whole of it (XML Signature 1.1 §8.1, enveloped). It shows its certificates; the rest is read from
 * the very octets that were under the signature, and from nowhere else, so that nothing can be wrapped around them. Used by one thread.
 */
public final class SignedXml {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final int MOST_CERTIFICATES = 10;

    private final Part part;
    private final Document document;
    private final Element signature;

    private SignedXml(Part part, Document document, Element signature) {
        this.part = part;
        this.document = document;
        this.signature = signature;
    }

    /** The document, if its root has one signature and nothing else in it has any. */
    public static SignedXml parse(Part part, byte[] bytes) throws RejectedException {
        var document = StrictXml.parse(part, bytes);
        var signatures = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
        if (signatures.getLength() != 1
                || !(signatures.item(0) instanceof Element signature)
                || !document.getDocumentElement().isSameNode(signature.getParentNode())) {
            throw new RejectedException(new Rejection.SignatureInvalid(part));
        }
        return new SignedXml(part, document, signature);
    }

    /** Those of {@code KeyInfo}, the signer's first, each as Base64 of DER: what it is trusted by, and not yet anything that is. */
    public List<String> certificates() throws RejectedException {
        var found = new ArrayList<String>();
        for (var info : new XmlElement(part, signature).children("KeyInfo")) {
            for (var data : info.children("X509Data")) {
                for (var certificate : data.children("X509Certificate")) {
                    found.add(certificate.text().replaceAll("\\s", ""));
                }
            }
        }
        if (found.size() > MOST_CERTIFICATES) {
            throw new RejectedException(new Rejection.TooLarge(part, MOST_CERTIFICATES));
        }
        return found;
    }

    /** The root as it was signed, if this key signed it. */
    public XmlElement verify(PublicKey key) throws RejectedException {
        var signed = StrictXml.parse(part, verified(key));
        return new XmlElement(part, signed.getDocumentElement());
    }

    private byte[] verified(PublicKey key) throws RejectedException {
        var context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        var shape = new SignatureShape(part, name(document.getDocumentElement(), context), properties(context));
        shape.requireStrong(new XmlElement(part, signature));
        try {
            var found = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            var whole = shape.require(found.getSignedInfo());
            if (!found.validate(context)) {
                throw new RejectedException(new Rejection.SignatureInvalid(part));
            }
            return octets(whole);
        } catch (MarshalException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            // The JDK reads signatures that are none until it stumbles.
            throw new RejectedException(new Rejection.XmlMalformed(part, "Signature"));
        } catch (XMLSignatureException | IOException e) {
            throw new RejectedException(new Rejection.SignatureInvalid(part));
        }
    }

    private static byte[] octets(Reference whole) throws IOException {
        try (var digested = whole.getDigestInputStream()) {
            return digested.readAllBytes();
        }
    }

    /** The identifier of the properties that were signed along; beside the root the only thing that anything may refer to. */
    private String properties(DOMValidateContext context) throws RejectedException {
        var all = document.getElementsByTagNameNS(XADES, "SignedProperties");
        if (all.getLength() > 1) {
            throw new RejectedException(new Rejection.XmlMalformed(part, "SignedProperties"));
        }
        return all.item(0) instanceof Element properties ? name(properties, context) : "";
    }

    private static String name(Element element, DOMValidateContext context) {
        if (!element.hasAttributeNS(null, "Id")) {
            return "";
        }
        context.setIdAttributeNS(element, null, "Id");
        return element.getAttributeNS(null, "Id");
    }
}
