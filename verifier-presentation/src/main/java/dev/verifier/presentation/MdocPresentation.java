package dev.verifier.presentation;

import dev.verifier.cose.Cbor;
import dev.verifier.cose.EncodedCbor;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DeviceResponse with one document (ISO/IEC 18013-5 §8.3.2.1.2.2, OpenID4VP 1.0 Appendix B.2.5).
 *
 * @param docType which document the wallet says it is
 * @param disclosed what the wallet shows, by name space, as bytes that the issuer hashed
 * @param issuerAuth the issuer's signature
 * @param deviceNameSpaces what the device itself says, as bytes that it signed
 * @param deviceAuth the device's proof: a signature or a MAC; null where there is none
 */
record MdocPresentation(
        String docType,
        Map<String, List<EncodedCbor>> disclosed,
        Cbor issuerAuth,
        @Nullable EncodedCbor deviceNameSpaces,
        @Nullable Cbor deviceAuth)
        implements Presentation {

    static MdocPresentation parse(String text, Limits limits) throws RejectedException {
        if (text.length() > limits.characters()) {
            throw new RejectedException(new Rejection.TooLarge(Part.PRESENTATION, limits.characters()));
        }
        var response = Cbor.read(Part.PRESENTATION, decoded(text), limits.jsonDepth());
        requireVersion(response.member("version"));
        var status = response.member("status").integer();
        if (status != 0) {
            throw new RejectedException(new Rejection.DeviceResponseNotOk(status));
        }
        var documents = response.member("documents").elements();
        if (documents.size() > 1) {
            throw new RejectedException(new Rejection.MoreThanAsked());
        }
        if (documents.isEmpty()) {
            throw response.malformed();
        }
        return document(documents.getFirst());
    }

    /** Refuses versions of a structure that do not read alike. */
    static void requireVersion(Cbor version) throws RejectedException {
        if (!version.text().matches("1\\.\\d{1,3}")) {
            throw version.malformed();
        }
    }

    private static MdocPresentation document(Cbor document) throws RejectedException {
        var issuerSigned = document.member("issuerSigned").as(Part.CREDENTIAL);
        var deviceSigned = document.optional("deviceSigned");
        return new MdocPresentation(
                document.member("docType").text(),
                disclosed(issuerSigned),
                issuerSigned.member("issuerAuth"),
                deviceSigned.isEmpty()
                        ? null
                        : deviceSigned.get().member("nameSpaces").encoded(),
                deviceSigned.isEmpty()
                        ? null
                        : deviceSigned.get().optional("deviceAuth").orElse(null));
    }

    /** A document may disclose nothing. */
    private static Map<String, List<EncodedCbor>> disclosed(Cbor issuerSigned) throws RejectedException {
        var disclosed = new LinkedHashMap<String, List<EncodedCbor>>();
        var nameSpaces = issuerSigned.optional("nameSpaces");
        if (nameSpaces.isPresent()) {
            for (var nameSpace : nameSpaces.get().members().entrySet()) {
                var items = new ArrayList<EncodedCbor>();
                for (var item : nameSpace.getValue().elements()) {
                    items.add(item.encoded());
                }
                disclosed.put(nameSpace.getKey(), List.copyOf(items));
            }
        }
        return disclosed;
    }

    /** Base64url without padding, in the one way in which these bytes are written so. */
    private static byte[] decoded(String text) throws RejectedException {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new RejectedException(new Rejection.CborMalformed(Part.PRESENTATION, "base64url"));
        }
        throw new RejectedException(new Rejection.CborMalformed(Part.PRESENTATION, "base64url"));
    }
}
