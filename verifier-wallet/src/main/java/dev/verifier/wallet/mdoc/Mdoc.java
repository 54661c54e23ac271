package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An mdoc in the wallet: an IssuerSigned structure (ISO/IEC 18013-5 §8.3.2.1.2.2), read but not judged.
 *
 * @param docType which document its issuer says it is
 * @param items IssuerSignedItemBytes by name space
 */
public record Mdoc(String docType, Map<String, List<CBORObject>> items, CBORObject issuerAuth) {
    private static final int PAYLOAD = 2;

    public Mdoc {
        items = new LinkedHashMap<>(items);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is no base64url of an IssuerSigned
     */
    public static Mdoc parse(String text) {
        try {
            var issuerSigned = Octets.read(Base64.getUrlDecoder().decode(text.strip()));
            var items = new LinkedHashMap<String, List<CBORObject>>();
            for (var nameSpace : issuerSigned.get("nameSpaces").getEntries()) {
                items.put(
                        nameSpace.getKey().AsString(),
                        new ArrayList<>(nameSpace.getValue().getValues()));
            }
            var issuerAuth = issuerSigned.get("issuerAuth");
            var mso = Octets.opened(Octets.read(issuerAuth.get(PAYLOAD).GetByteString()));
            return new Mdoc(mso.get("docType").AsString(), items, issuerAuth);
        } catch (CBORException | IllegalStateException | NullPointerException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("it is no mdoc", e);
        }
    }

    /** The values by name space and element, as JSON has them as far as a person or a query cares. */
    public Map<String, Object> claims() {
        var claims = new LinkedHashMap<String, Object>();
        items.forEach((nameSpace, list) -> {
            var elements = new LinkedHashMap<String, Object>();
            for (var item : list) {
                var opened = Octets.opened(item);
                var value = json(opened.get("elementValue"));
                if (value != null) {
                    elements.put(opened.get("elementIdentifier").AsString(), value);
                }
            }
            claims.put(nameSpace, elements);
        });
        return claims;
    }

    /** The same with these elements only, each {@code nameSpace/element}. */
    public Mdoc disclosing(Set<String> elements) {
        var fewer = new LinkedHashMap<String, List<CBORObject>>();
        items.forEach((nameSpace, list) -> {
            var chosen = list.stream()
                    .filter(item -> elements.contains(nameSpace + "/"
                            + Octets.opened(item).get("elementIdentifier").AsString()))
                    .toList();
            if (!chosen.isEmpty()) {
                fewer.put(nameSpace, chosen);
            }
        });
        return new Mdoc(docType, fewer, issuerAuth);
    }

    /** The same with other elements under its issuer's signature. */
    Mdoc with(Map<String, List<CBORObject>> others) {
        return new Mdoc(docType, others, issuerAuth);
    }

    CBORObject issuerSigned() {
        var nameSpaces = CBORObject.NewOrderedMap();
        items.forEach((nameSpace, list) -> {
            var array = CBORObject.NewArray();
            list.forEach(array::Add);
            nameSpaces.Add(nameSpace, array);
        });
        return CBORObject.NewOrderedMap().Add("nameSpaces", nameSpaces).Add("issuerAuth", issuerAuth);
    }

    /** Base64url of the IssuerSigned, as issuers hand it over (OpenID4VCI 1.0 Appendix A.2.4). */
    @Override
    public String toString() {
        return Octets.base64Url(Octets.of(issuerSigned()));
    }

    private static @Nullable Object json(CBORObject value) {
        return switch (value.getType()) {
            case TextString -> value.AsString();
            case ByteString -> Octets.base64Url(value.GetByteString());
            case Boolean -> value.AsBoolean();
            case Integer -> value.AsInt32Value();
            case Array -> value.getValues().stream().map(Mdoc::json).toList();
            case Map -> {
                var members = new LinkedHashMap<String, @Nullable Object>();
                value.getEntries().forEach(entry -> members.put(entry.getKey().AsString(), json(entry.getValue())));
                yield members;
            }
            default -> null;
        };
    }
}
