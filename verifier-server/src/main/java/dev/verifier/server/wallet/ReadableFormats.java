package dev.verifier.server.wallet;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code vp_formats_supported} (OpenID4VP 1.0 §5.1, Appendix B): of the formats that are asked for, what we can verify. */
final class ReadableFormats {

    private static final List<String> JOSE = List.of("ES256", "ES384", "EdDSA");

    /** ES256 by both of its COSE numbers (RFC 9053 §2.1, RFC 9864 §2.1; HAIP 1.0 §7). */
    private static final List<Integer> COSE = List.of(-7, -9);

    /** The same, and HMAC 256/256 by a key agreed on P-256 (Appendix B.2.2). */
    private static final List<Integer> COSE_OR_MAC = List.of(-7, -9, -65_537);

    private ReadableFormats() {}

    /** @param encrypted whether the request has a key that a device can agree with, which is the one the answer is encrypted to */
    static Map<String, Object> of(DcqlQuery query, boolean encrypted) {
        var formats = new TreeMap<String, Object>();
        query.credentials().stream()
                .map(CredentialQuery::format)
                .forEach(format -> formats.put(format.identifier(), algorithms(format, encrypted)));
        return formats;
    }

    private static Map<String, Object> algorithms(CredentialFormat format, boolean encrypted) {
        return switch (format) {
            case JWT_VC_JSON -> Map.of("alg_values", JOSE);
            case DC_SD_JWT -> Map.of("sd-jwt_alg_values", JOSE, "kb-jwt_alg_values", JOSE);
            case MSO_MDOC ->
                Map.of("issuerauth_alg_values", COSE, "deviceauth_alg_values", encrypted ? COSE_OR_MAC : COSE);
        };
    }
}
