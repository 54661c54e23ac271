package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verifier.wallet.XmlSeal.Odd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.crypto.dsig.spec.XSLTTransformParameterSpec;
import org.w3c.dom.Element;

/**
 * A crime on a trusted list in XML: exactly one thing is wrong with a list that would be believed otherwise. Commit it with
 * {@link XmlTrustedListDraft#tampered}.
 */
public enum XmlTrustedListTampering {
    UNSIGNED("The list has no signature.", (draft, _, _) -> draft.toXml()),
    EDITED(
            "The list was edited after it was signed.",
            (draft, operator, _) -> draft.signedBy(operator).replace("<SchemeTerritory>EU", "<SchemeTerritory>XX")),
    SIGNED_BY_ANOTHER(
            "The list shows the operator's certificate, and somebody else signed it.",
            (draft, operator, rogue) ->
                    XmlSeal.of(operator).withKey(rogue.keys().getPrivate()).sign(draft.toXml())),
    OF_ANOTHER_OPERATOR(
            "Somebody signed the list who is trusted for something else.", (draft, _, rogue) -> draft.signedBy(rogue)),
    CHAIN_MISSING("The list shows no certificate.", seal(seal -> seal.showing(List.of()))),
    HMAC_WITH_THE_CERTIFICATE(
            "The list is signed with HMAC, with the operator's certificate for a secret.",
            (draft, operator, _) -> XmlSeal.of(operator)
                    .withMethod("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
                    .withKey(new SecretKeySpec(operator.chainPem().getBytes(UTF_8), "HmacSHA256"))
                    .sign(draft.toXml())),
    SIGNED_WITH_SHA1(
            "The list is signed with SHA-1.",
            seal(seal -> seal.withMethod("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1"))),
    DIGESTED_WITH_SHA1("The list is digested with SHA-1.", seal(seal -> seal.withDigest(DigestMethod.SHA1))),
    INCLUSIVE_CANONICALIZATION(
            "What is signed is canonicalized inclusively.",
            seal(seal -> seal.withCanonicalization(CanonicalizationMethod.INCLUSIVE))),

    SIGNED_TWICE(
            "The list has two signatures, both the operator's.",
            (draft, operator, _) -> XmlSeal.of(operator).withoutProperties().sign(draft.signedBy(operator))),
    SIGNATURE_OUT_OF_PLACE(
            "The signature is inside of an element and not at the end of the root.",
            (draft, operator, _) -> XmlSeal.of(operator).sign(draft.toXml(), XmlTrustedListTampering::scheme)),
    PART_SIGNED("The signature is over the scheme information alone.", (draft, operator, _) -> {
        var named = draft.toXml().replace("<SchemeInformation>", "<SchemeInformation Id=\"part\">");
        return moved(
                XmlSeal.of(operator).withUri("#part").withoutProperties().sign(named, XmlTrustedListTampering::scheme));
    }),
    WRAPPED("The signed list is an attachment of another one, whose signature it was.", (draft, operator, rogue) -> {
        var honest = XmlText.parse(draft.signedBy(operator));
        var forged = XmlText.parse(draft.listing("Forged", rogue.chainPem()).toXml());
        var signature = forged.importNode(
                honest.getElementsByTagNameNS("*", "Signature").item(0), true);
        var object = forged.createElementNS("http://www.w3.org/2000/09/xmldsig#", "Object");
        var wrapped = (Element) forged.importNode(honest.getDocumentElement(), true);
        wrapped.removeChild(wrapped.getLastChild());
        object.appendChild(wrapped);
        signature.appendChild(object);
        forged.getDocumentElement().appendChild(signature);
        return XmlText.written(forged);
    }),
    SAME_NAME_TWICE(
            "Something that nobody signed has the name of the root, and comes first.", (draft, operator, rogue) -> {
                var signed = draft.signedByName(operator);
                var forged = draft.listing("Forged", rogue.chainPem()).signedByName(rogue);
                var root = forged.substring(forged.indexOf("<TrustServiceStatusList"));
                return signed.replaceFirst(
                        "<SchemeInformation>",
                        Matcher.quoteReplacement(
                                root.replaceFirst("(?s)<Signature.*</Signature>", "") + "<SchemeInformation>"));
            }),
    INSIDE_OF_ANOTHER(
            "The signed list is inside of a root that nobody signed.",
            (draft, operator, _) -> "<Lists xmlns=\"http://uri.etsi.org/02231/v2#\">"
                    + draft.signedBy(operator).replaceFirst("<\\?xml[^>]*\\?>", "")
                    + "</Lists>"),
    REFERENCE_ELSEWHERE(
            "What is signed is at an address.",
            (draft, operator, _) ->
                    draft.signedBy(operator).replaceFirst("URI=\"\"", "URI=\"https://lists.example/list.xml\"")),
    REFERENCE_BY_XPOINTER("The reference is an XPointer to the root.", seal(seal -> seal.withUri("#xpointer(/)"))),

    XSLT_TRANSFORM(
            "What is signed is the result of a program.",
            seal(seal -> seal.withTransforms(List.of(
                    new Odd(Transform.ENVELOPED, null),
                    new Odd(Transform.XSLT, new XSLTTransformParameterSpec(new DOMStructure(stylesheet()))),
                    new Odd(CanonicalizationMethod.EXCLUSIVE, null))))),
    XPATH_TRANSFORM(
            "What is signed is what an expression picks.",
            seal(seal -> seal.withTransforms(List.of(
                    new Odd(Transform.ENVELOPED, null),
                    new Odd(Transform.XPATH, new XPathFilterParameterSpec("not(ancestor-or-self::*[2])")),
                    new Odd(CanonicalizationMethod.EXCLUSIVE, null))))),
    NO_ENVELOPED_TRANSFORM(
            "The list is canonicalized only, its signature included.",
            seal(seal -> seal.withTransforms(List.of(new Odd(CanonicalizationMethod.EXCLUSIVE, null))))),

    DOCTYPE("The list has a document type.", after(xml -> doctype(xml, ""))),
    EXTERNAL_ENTITY(
            "The list's operator is what is in a file.",
            after(xml -> doctype(xml, "<!ENTITY file SYSTEM \"file:///etc/hostname\">")
                    .replace("<SchemeTerritory>EU", "<SchemeTerritory>&file;"))),
    PARAMETER_ENTITY(
            "The list's document type loads another.",
            after(xml -> doctype(xml, "<!ENTITY % more SYSTEM \"http://127.0.0.1:1/more.dtd\"> %more;"))),
    BILLION_LAUGHS("The list's operator laughs a billion times.", after(xml -> {
        var entities = new ArrayList<String>();
        entities.add("<!ENTITY lol0 \"lol\">");
        for (var i = 1; i < 10; i++) {
            entities.add("<!ENTITY lol%d \"%s\">".formatted(i, ("&lol" + (i - 1) + ";").repeat(10)));
        }
        return doctype(xml, String.join("", entities)).replace("<SchemeTerritory>EU", "<SchemeTerritory>&lol9;");
    })),
    TOO_DEEP("The list has an element ninety levels down.", provider("<x>".repeat(90) + "</x>".repeat(90))),
    NOT_WELL_FORMED("The list breaks off.", after(xml -> xml.substring(0, xml.length() / 2))),

    OF_ANOTHER_KIND(
            "The operator signed a list of another kind.",
            lie(xml -> xml.replace("TSLType/EUgeneric", "TSLType/EUlistofthelists"))),
    OF_ANOTHER_NAME("The list is something else.", lie(xml -> xml.replace("TrustServiceStatusList", "ServiceList"))),
    WITHOUT_TAG("The list has no tag.", lie(xml -> xml.replace("http://uri.etsi.org/19612/TSLTag", ""))),
    OF_ANOTHER_VERSION("The list is of version 4.", lie(xml -> xml.replace("Identifier>6<", "Identifier>4<"))),
    OF_TOMORROW("The list is issued in a hundred years.", lie(xml -> xml.replaceFirst("DateTime>20", "DateTime>21"))),
    WITHOUT_END("The list has an empty NextUpdate.", lie(xml -> xml.replaceFirst("<dateTime>[^<]*</dateTime>", ""))),
    ENDS_BEFORE_IT_BEGINS(
            "The list's NextUpdate is before its issue.", lie(xml -> xml.replaceFirst("<dateTime>2", "<dateTime>1"))),
    END_WITHOUT_ZONE("The list's NextUpdate has no offset.", lie(xml -> xml.replace("Z</dateTime>", "</dateTime>"))),
    WITHOUT_SEQUENCE(
            "The list has no sequence number.",
            lie(xml -> xml.replaceFirst("<TSLSequenceNumber>.*</TSLSequenceNumber>", ""))),
    SEQUENCE_OF_ZERO("The list's sequence number is zero.", lie(xml -> xml.replaceFirst("Number>\\d+<", "Number>0<"))),
    SEQUENCE_TWICE(
            "The list has two sequence numbers.",
            lie(xml -> xml.replaceFirst("(<TSLSequenceNumber>.*</TSLSequenceNumber>)", "$1$1"))),
    SEQUENCE_BEYOND_COUNT(
            "The list's sequence number is larger than any.",
            lie(xml -> xml.replaceFirst("Number>\\d+<", "Number>99999999999999999999<")));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Commission commission;

    XmlTrustedListTampering(String crime, Commission commission) {
        this.crime = crime;
        this.commission = commission;
    }

    /** One sentence: what is done. */
    public String crime() {
        return crime;
    }

    String commit(XmlTrustedListDraft draft, Seal operator, Seal rogue) {
        return commission.commit(draft, operator, rogue);
    }

    /** What is done with an honest draft, by whoever has the operator's key or has not. */
    @FunctionalInterface
    private interface Commission {
        String commit(XmlTrustedListDraft draft, Seal operator, Seal rogue);
    }

    /** The operator signs something else. */
    private static Commission lie(UnaryOperator<String> change) {
        return (draft, operator, _) -> XmlSeal.of(operator).sign(change.apply(draft.toXml()));
    }

    /** Something is done to what the operator signed. */
    private static Commission after(UnaryOperator<String> change) {
        return (draft, operator, _) -> change.apply(draft.signedBy(operator));
    }

    /** The operator signs in another way. */
    private static Commission seal(UnaryOperator<XmlSeal> change) {
        return (draft, operator, _) -> change.apply(XmlSeal.of(operator)).sign(draft.toXml());
    }

    private static Commission provider(String xml) {
        return (draft, operator, _) -> draft.with(xml).signedBy(operator);
    }

    private static String doctype(String xml, String entities) {
        return xml.replaceFirst(
                "<TrustServiceStatusList",
                "<!DOCTYPE TrustServiceStatusList [" + entities.replace("\\", "\\\\") + "]><TrustServiceStatusList");
    }

    private static Element scheme(Element root) {
        return (Element) root.getElementsByTagNameNS("*", "SchemeInformation").item(0);
    }

    /** The signature out of the part that it is in, to the end of the root. */
    private static String moved(String xml) {
        var document = XmlText.parse(xml);
        var signature = document.getElementsByTagNameNS("*", "Signature").item(0);
        document.getDocumentElement().appendChild(signature);
        return XmlText.written(document);
    }

    private static Element stylesheet() {
        return XmlText.parse("""
                        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                        <xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
                        </xsl:stylesheet>""").getDocumentElement();
    }
}
