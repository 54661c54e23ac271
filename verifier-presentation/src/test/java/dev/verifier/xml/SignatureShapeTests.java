package dev.verifier.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be signed: the whole, and perhaps its properties; in no other form and nothing beside. */
class SignatureShapeTests {

    private static final XMLSignatureFactory XML = XMLSignatureFactory.getInstance("DOM");
    private static final String PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";
    private static final Reference WHOLE = reference("", null, Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);
    private static final Reference NAMED =
            reference("#list", null, Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);
    private static final Reference SIGNED = reference("#signed", PROPERTIES, CanonicalizationMethod.EXCLUSIVE);
    private static final Reference PLAIN = reference("#signed", PROPERTIES);

    private static final SignatureShape NAMELESS = new SignatureShape(Part.TRUSTED_LIST, "", "");
    private static final SignatureShape WITH_PROPERTIES = new SignatureShape(Part.TRUSTED_LIST, "", "signed");
    private static final SignatureShape WITH_NAMES = new SignatureShape(Part.TRUSTED_LIST, "list", "signed");

    @Test
    void the_whole_is_signed_by_its_name_or_by_none_and_its_properties_beside_it() throws Exception {
        assertThat(NAMELESS.require(signed(WHOLE))).isSameAs(WHOLE);
        assertThat(WITH_PROPERTIES.require(signed(WHOLE, SIGNED))).isSameAs(WHOLE);
        assertThat(WITH_NAMES.require(signed(WHOLE, PLAIN))).isSameAs(WHOLE);
        assertThat(WITH_NAMES.require(signed(NAMED, SIGNED))).isSameAs(NAMED);
    }

    static Stream<Arguments> others() {
        var exclusive = CanonicalizationMethod.EXCLUSIVE;
        return Stream.of(
                Arguments.of("a third reference", "Reference", List.of(WHOLE, SIGNED, SIGNED)),
                Arguments.of("the whole twice", "Reference", List.of(WHOLE, reference("", PROPERTIES, exclusive))),
                Arguments.of(
                        "properties of no type", "Reference", List.of(WHOLE, reference("#signed", null, exclusive))),
                Arguments.of(
                        "properties of another type",
                        "Reference",
                        List.of(WHOLE, reference("#signed", PROPERTIES + "V2", exclusive))),
                Arguments.of(
                        "properties elsewhere",
                        "Reference",
                        List.of(WHOLE, reference("https://lists.example/properties", PROPERTIES, exclusive))),
                Arguments.of(
                        "the root for properties",
                        "Reference",
                        List.of(WHOLE, reference("#list", PROPERTIES, exclusive))),
                Arguments.of(
                        "a program over properties",
                        "Transforms",
                        List.of(WHOLE, reference("#signed", PROPERTIES, Transform.ENVELOPED))),
                Arguments.of("properties first", "Reference", List.of(SIGNED, WHOLE)),
                Arguments.of(
                        "nothing in particular",
                        "Reference",
                        List.of(reference(null, null, Transform.ENVELOPED, exclusive))),
                Arguments.of(
                        "another name",
                        "Reference",
                        List.of(reference("#other", null, Transform.ENVELOPED, exclusive))),
                Arguments.of("no name", "Reference", List.of(reference("#", null, Transform.ENVELOPED, exclusive))),
                Arguments.of("its signature as well", "Transforms", List.of(reference("", null, exclusive))),
                Arguments.of("in no form", "Transforms", List.of(reference("", null, Transform.ENVELOPED))),
                Arguments.of(
                        "the other way round",
                        "Transforms",
                        List.of(reference("", null, exclusive, Transform.ENVELOPED))),
                Arguments.of(
                        "in a form of its own",
                        "Transforms",
                        List.of(reference(
                                "",
                                null,
                                List.of(
                                        transform(Transform.ENVELOPED, null),
                                        transform(exclusive, new ExcC14NParameterSpec(List.of("xsi"))))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void nothing_else_is_signed(String what, String fault, List<Reference> references) throws Exception {
        var signed = signed(references.toArray(Reference[]::new));

        assertThat(refusal(WITH_NAMES, signed)).isEqualTo(new Rejection.XmlMalformed(Part.TRUSTED_LIST, fault));
    }

    @Test
    void a_name_is_that_of_one_thing() throws Exception {
        var same = new SignatureShape(Part.TRUSTED_LIST, "list", "list");

        assertThat(refusal(same, signed(WHOLE))).isEqualTo(new Rejection.XmlMalformed(Part.TRUSTED_LIST, "Id"));
    }

    @Test
    void what_is_signed_is_itself_in_one_form() throws Exception {
        var inclusive = signed(CanonicalizationMethod.INCLUSIVE, null, WHOLE);
        var withParameters = signed(CanonicalizationMethod.EXCLUSIVE, new ExcC14NParameterSpec(List.of("xsi")), WHOLE);
        var malformed = new Rejection.XmlMalformed(Part.TRUSTED_LIST, "CanonicalizationMethod");

        assertThat(refusal(NAMELESS, inclusive)).isEqualTo(malformed);
        assertThat(refusal(NAMELESS, withParameters)).isEqualTo(malformed);
    }

    private static Rejection refusal(SignatureShape shape, SignedInfo signed) {
        return catchThrowableOfType(RejectedException.class, () -> shape.require(signed))
                .rejection();
    }

    private static SignedInfo signed(Reference... references) throws GeneralSecurityException {
        return signed(CanonicalizationMethod.EXCLUSIVE, null, references);
    }

    private static SignedInfo signed(
            String canonicalization, @Nullable C14NMethodParameterSpec parameters, Reference... references)
            throws GeneralSecurityException {
        return XML.newSignedInfo(
                XML.newCanonicalizationMethod(canonicalization, parameters),
                XML.newSignatureMethod(
                        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", (SignatureMethodParameterSpec) null),
                List.of(references));
    }

    private static Reference reference(@Nullable String uri, @Nullable String type, String... transforms) {
        return reference(
                uri,
                type,
                Stream.of(transforms)
                        .map(algorithm -> transform(algorithm, null))
                        .toList());
    }

    private static Reference reference(@Nullable String uri, @Nullable String type, List<Transform> transforms) {
        try {
            return XML.newReference(uri, XML.newDigestMethod(DigestMethod.SHA256, null), transforms, type, null);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Transform transform(String algorithm, @Nullable TransformParameterSpec parameters) {
        try {
            return XML.newTransform(algorithm, parameters);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
