package dev.verifier.dcql;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From whom a credential must be, beside what is believed anyway (OpenID4VP 1.0 §6.1.1). A wallet chooses by it; whether it chose
 * well is for us to see.
 *
 * @param type what the values are
 * @param values any of which will do
 */
public record TrustedAuthority(Type type, List<String> values) {

    /** What an authority is known by. */
    public enum Type {
        /** The key identifier of an authority, base64url (RFC 5280 §4.2.1.1): of a certificate in the issuer's chain (§6.1.1.1). */
        AKI("aki"),
        /** The identifier of a trusted list (§6.1.1.2). */
        ETSI_TL("etsi_tl"),
        /** The entity identifier of a trust anchor (§6.1.1.3). */
        OPENID_FEDERATION("openid_federation");

        private final String identifier;

        Type(String identifier) {
            this.identifier = identifier;
        }

        static Type named(String identifier) {
            return Arrays.stream(values())
                    .filter(type -> type.identifier.equals(identifier))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("type must be aki, etsi_tl or openid_federation"));
        }
    }

    public TrustedAuthority {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("trusted_authorities name the authorities");
        }
    }

    static TrustedAuthority parse(Members members) {
        return new TrustedAuthority(Type.named(members.text("type")), members.texts("values"));
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("type", type.identifier);
        json.put("values", values);
        return json;
    }
}
